import type { Modal } from './block-kit.js';

/** A message as everybody sees it now. */
export interface PostedMessage {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly edits: number;
}

/** A modal as one person has it open, with what is typed, by block and action id. */
export interface OpenView {
  readonly id: string;
  readonly hash: string;
  readonly userId: string;
  readonly modal: Modal;
}

/** One thing that happened between Slack and the app, in order. */
export interface LedgerEntry {
  readonly sequence: number;
  readonly direction: 'to-slack' | 'to-app';
  /** A Web API method; or `command`, `block_actions`, `view_submission`. */
  readonly what: string;
  /** What was sent: a call's arguments, or the request's body. */
  readonly sent: unknown;
  /** What came back. */
  readonly answer: unknown;
}

/** Something that goes wrong on purpose with the next calls of a method. */
export interface SlackFault {
  readonly method: string;
  readonly kind: 'ratelimited' | 'http-500' | 'reset-before' | 'reset-after' | 'error';
  /** The name of Slack's error, with `error`. */
  readonly error?: string;
  readonly times: number;
}

/** Everything that the pretended Slack remembers, and who waits for news of it. */
export class SlackState {
  readonly messages: PostedMessage[] = [];
  readonly ephemerals: { readonly userId: string; readonly text: string; readonly blocks: readonly unknown[] }[] = [];
  readonly ledger: LedgerEntry[] = [];
  readonly views = new Map<string, OpenView>();
  /** Trigger ids that were not exchanged yet, with whose they are and since when. */
  readonly triggers = new Map<string, { readonly userId: string; readonly at: number }>();
  faults: SlackFault[] = [];
  #number = 0;
  readonly #watchers = new Set<() => void>();

  /** A number that no other thing has. */
  next(): number {
    this.#number += 1;
    return this.#number;
  }

  record(entry: Omit<LedgerEntry, 'sequence'>): void {
    this.ledger.push({ sequence: this.ledger.length + 1, ...entry });
    for (const watcher of this.#watchers) watcher();
  }

  takeFault(method: string): SlackFault | undefined {
    const fault = this.faults.find((one) => one.method === method);
    if (fault === undefined) return undefined;
    this.faults = this.faults.flatMap((one) => (one === fault ? (one.times > 1 ? [{ ...one, times: one.times - 1 }] : []) : [one]));
    return fault;
  }

  /** Waits until `look` finds something, looking again after each call. Rejects with what is there when it takes too long. */
  async until<T>(look: () => T | undefined, options: { readonly withinMs: number; readonly describe: () => string }): Promise<T> {
    return await new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(late);
        this.#watchers.delete(watcher);
      };
      const watcher = (): void => {
        const found = look();
        if (found === undefined) return;
        stop();
        resolve(found);
      };
      const late = setTimeout(() => {
        stop();
        reject(new Error(`Not seen within ${options.withinMs} ms. ${options.describe()}`));
      }, options.withinMs);
      this.#watchers.add(watcher);
      watcher();
    });
  }
}
