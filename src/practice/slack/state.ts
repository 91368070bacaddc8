import type { Value } from './block-kit/fields.js';
import type { Block } from './block-kit/blocks.js';
import type { Home, Modal } from './block-kit/validate.js';

/** A message as it is now. */
export interface PostedMessage {
  readonly channel: string;
  readonly ts: string;
  /** Who wrote it: a user id, the app's own for the app. */
  readonly from: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly edits: number;
  /** The message in whose thread it stands. */
  readonly thread?: string;
  /** Shown to this person alone. */
  readonly onlyFor?: string;
  readonly metadata?: unknown;
}

/** A modal as one person has it open. */
export interface OpenView {
  readonly id: string;
  readonly hash: string;
  readonly userId: string;
  /** The view at the bottom of the stack that it is in; its own id for that one. */
  readonly rootId: string;
  readonly modal: Modal;
  /** Said beside the inputs, by block id, after a submit that the app did not take. */
  readonly errors?: Readonly<Record<string, string>>;
}

export interface OpenHome {
  readonly id: string;
  readonly hash: string;
  readonly home: Home;
}

/** An address at which the app may answer a request later. */
export interface ResponseAddress {
  readonly userId: string;
  readonly channel: string;
  /** When it was given out, in milliseconds. */
  readonly at: number;
  uses: number;
  /** The message that `replace_original` replaces. */
  original: string | undefined;
}

/** One thing that happened between Slack and the app, in order. */
export interface LedgerEntry {
  readonly sequence: number;
  readonly direction: 'to-slack' | 'to-app';
  /** A Web API method; or `command`, `block_actions`, `view_submission` and so on. */
  readonly what: string;
  /** What was sent: a call's arguments, or the request's body. */
  readonly sent: unknown;
  /** What came back. */
  readonly answer: unknown;
}

/** Everything that the pretended Slack remembers, and who waits for news of it. */
export class SlackState {
  readonly messages: PostedMessage[] = [];
  readonly ledger: LedgerEntry[] = [];
  /** Open modals; of one person's the newest is on top. */
  readonly views = new Map<string, OpenView>();
  readonly homes = new Map<string, OpenHome>();
  /** What is typed, by container, block and action id; Slack keeps it while these stay the same. */
  readonly typed = new Map<string, Value>();
  /** Trigger ids with whose they are and since when; used ones are remembered as used. */
  readonly triggers = new Map<string, { readonly userId: string; readonly at: number; readonly used: boolean }>();
  readonly responses = new Map<string, ResponseAddress>();
  #number = 0;
  readonly #watchers = new Set<() => void>();

  /** A number that no other thing has. */
  next(): number {
    this.#number += 1;
    return this.#number;
  }

  /** A message's timestamp, which is its id in its channel. */
  nextTs(now: Date): string {
    return `${Math.floor(now.getTime() / 1000)}.${String(this.next()).padStart(6, '0')}`;
  }

  /** The modal that a person sees. */
  topView(userId: string): OpenView | undefined {
    return [...this.views.values()].findLast((view) => view.userId === userId);
  }

  replaceMessage(channel: string, ts: string, change: (before: PostedMessage) => PostedMessage | undefined): boolean {
    const index = this.messages.findIndex((one) => one.channel === channel && one.ts === ts);
    const before = this.messages[index];
    if (before === undefined) return false;
    const after = change(before);
    this.messages.splice(index, 1, ...(after === undefined ? [] : [after]));
    return true;
  }

  record(entry: Omit<LedgerEntry, 'sequence'>): void {
    this.ledger.push({ sequence: this.ledger.length + 1, ...entry });
    this.changed();
  }

  /** Wakes everybody who looks. */
  changed(): void {
    for (const watcher of this.#watchers) watcher();
  }

  /** Calls `watcher` after every change until the function that it gives is called. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Waits until `look` finds something, looking again after each change. Rejects with what is there when it takes too long. */
  async until<T>(look: () => T | undefined, options: { readonly withinMs: number; readonly describe: () => string }): Promise<T> {
    return await new Promise((resolve, reject) => {
      const again = (): void => {
        const found = look();
        if (found === undefined) return;
        stop();
        resolve(found);
      };
      const unwatch = this.watch(again);
      const late = setTimeout(() => {
        stop();
        reject(new Error(`Not seen within ${options.withinMs} ms. ${options.describe()}`));
      }, options.withinMs);
      const stop = (): void => {
        clearTimeout(late);
        unwatch();
      };
      again();
    });
  }
}
