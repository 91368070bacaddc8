import type { AccountId } from '../domain/ids.js';

/** Where a secret stands. One that was moved to another place does not open there. */
export interface SecretPlace {
  readonly accountId: AccountId;
  readonly column: 'client-secret' | 'refresh-token';
}

export type Opened =
  /** `outdated`: sealed with an older key, and should be sealed anew. */
  | { readonly kind: 'opened'; readonly text: string; readonly outdated: boolean }
  /** The key that it was sealed with is not among ours. */
  | { readonly kind: 'unknown-key' }
  /** Changed, cut off, or of another place. */
  | { readonly kind: 'damaged' };

/** Keeps secrets unreadable where they are stored. */
export interface Secrets {
  /** False while there is no key: nothing secret can be stored then. */
  readonly ready: boolean;
  /** Throws without a key. */
  seal(text: string, place: SecretPlace): string;
  open(sealed: string, place: SecretPlace): Opened;
}
