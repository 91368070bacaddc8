import { createContext, useContext } from 'react';
import type { Deed, Outcome, Snapshot } from './model.js';
import type { Words } from './words.js';

/** What every part of the page needs to know. */
export interface Around {
  readonly snapshot: Snapshot;
  readonly words: Words;
  readonly dark: boolean;
  /** Does something; trouble is shown. */
  readonly act: (deed: Deed) => Promise<Outcome>;
  readonly say: (trouble: string) => void;
}

export const AroundContext = createContext<Around | undefined>(undefined);

/** Throws outside of the page. */
export function useAround(): Around {
  const around = useContext(AroundContext);
  if (around === undefined) throw new Error('Nothing is around');
  return around;
}
