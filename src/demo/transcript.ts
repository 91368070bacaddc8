import { readAloud } from '../practice/slack/read-aloud.js';

/** Prints what happens so that somebody can follow it. */
export interface Transcript {
  /** A new part of the story. */
  chapter(title: string): void;
  /** What somebody does. */
  does(who: string, what: string): void;
  /** What somebody sees, indented. */
  sees(who: string, text: string): void;
  /** The same for blocks. */
  seesBlocks(who: string, blocks: readonly unknown[]): void;
}

export function createTranscript(write: (line: string) => void): Transcript {
  const sees = (who: string, text: string): void => {
    write(`  ${who}:`);
    for (const line of text.split('\n')) write(`      ${line}`);
  };
  return {
    chapter: (title) => write(`\n── ${title} ${'─'.repeat(Math.max(0, 90 - title.length))}`),
    does: (who, what) => write(`  ${who} ${what}`),
    sees,
    seesBlocks: (who, blocks) => sees(who, readAloud(blocks)),
  };
}
