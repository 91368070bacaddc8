import type { KnownBlock, ModalView } from '@slack/types';
import { context, modal, section } from './blocks.js';
import type { Text } from './text/text.js';

/** How something is shown: in which language, and whether Amazon is a pretended one. */
export interface Labelled {
  readonly text: Text;
  readonly practice: boolean;
}

/** First line of everything while Amazon is a pretended one. */
export function practiceBlock({ practice, text }: Labelled): KnownBlock | undefined {
  return practice ? context(text.practice) : undefined;
}

/** A modal that says one thing and ends there. */
export function sayView(said: string, labelled: Labelled & { readonly title?: string }): ModalView {
  const { text } = labelled;
  return modal({ title: labelled.title ?? text.request.title, close: text.close, blocks: [practiceBlock(labelled), section(said)] });
}

/** A sentence to one person, outside of a modal. */
export function saidText(said: string, { text, practice }: Labelled): string {
  return practice ? text.label(text.practiceShort, said) : said;
}

/** What stands in a window until something comes, and what to do should nothing come: a process may end at any moment. */
export function waitingText(said: string, then: keyof Text['request']['ifNothing'], text: Text): string {
  return `:hourglass_flowing_sand: ${said}\n${text.request.ifNothing[then]}`;
}
