import { noteWritten } from './person.js';

/** Tables whose rows are nothing that anybody asked for: drafts, copies of what Amazon says, counted calls. Any other one counts. */
const WITHOUT_CONSEQUENCE: ReadonlySet<string> = new Set([
  'drafts',
  'batch_drafts',
  'orders',
  'order_skus',
  'rates',
  'rate_limits',
  'mirror_coverage',
  'mirror_windows',
]);
const WRITES = /\binsert\s+into\s+([\w".]+)|\bdelete\s+from\s+([\w".]+)|(?<!\bfor\s+|\bdo\s+)\bupdate\s+([\w".]+)/gi;

/** True when a statement may write what a person has asked for. */
export function isConsequential(text: string): boolean {
  if (/^\s*select\b/i.test(text)) return false;
  return [...text.matchAll(WRITES)].some(([, into, from, updated]) => {
    const table = (into ?? from ?? updated ?? '').replaceAll('"', '').split('.').at(-1) ?? '';
    return !WITHOUT_CONSEQUENCE.has(table.toLowerCase());
  });
}

/** One statement's answer, as far as it matters here. */
interface Answer {
  readonly rowCount: number | null;
}

/**
 * Follows what one session is asked, and remembers for the person's request when something was written or may have
 * been: by a commit, or by a statement outside a transaction. `isRefusal` says that a failure is the database's own
 * word, so that nothing was written.
 */
export function createFollow(
  isRefusal: (error: unknown) => boolean,
): <T extends Answer>(text: string, run: () => Promise<T>) => Promise<T> {
  let inTransaction = false;
  let wrote = false;
  return async (text, run) => {
    const word = /^\s*(begin|commit|rollback(?!\s+to))\b/i.exec(text)?.[1]?.toLowerCase();
    const commits = word === 'commit' && wrote;
    if (word !== undefined) {
      inTransaction = word === 'begin';
      wrote = false;
    }
    const consequential = word === undefined && isConsequential(text);
    try {
      const answer = await run();
      const written = consequential && (answer.rowCount ?? 0) > 0;
      if (commits || (written && !inTransaction)) noteWritten();
      else if (written) wrote = true;
      return answer;
    } catch (error) {
      if ((commits || (consequential && !inTransaction)) && !isRefusal(error)) noteWritten();
      throw error;
    }
  };
}
