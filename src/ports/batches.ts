import type { Batch } from '../domain/batch.js';
import type { ApprovalRule, CancellationCase } from '../domain/cancellation.js';
import type { AccountId, BatchId, CaseId, ChannelId, OrderId, UserId } from '../domain/ids.js';
import type { AmazonFailure } from './amazon.js';
import type { CaseMove, NewCase } from './cancellations.js';
import type { ScheduledJob } from './queue.js';

/** What a batch is made of; its cases name it. */
export interface NewBatch extends Omit<Batch, 'cases'> {
  readonly teamId: string;
  /** Each with the jobs that follow from it. */
  readonly cases: readonly { readonly newCase: NewCase; readonly jobs: readonly ScheduledJob[] }[];
  /** Cases that were found to hold an order that was asked for with the others. */
  readonly askedAgain: readonly CaseId[];
}

export interface BatchCreated {
  /** `found`: it was there already, and nothing was written. */
  readonly kind: 'created' | 'found';
  readonly batch: Batch;
  /** Cases that hold an order of the new ones: these were left out. */
  readonly heldBy: readonly CancellationCase[];
}

/** Requests that were confirmed together. */
export interface Batches {
  /**
   * Creates the batch with a case for each order, their first audit rows and their jobs, in one transaction; or nothing
   * if the batch is there. An order that another case holds is left out, and that case gets an `asked-again` audit row.
   */
  create(batch: NewBatch): Promise<BatchCreated>;
  find(id: BatchId): Promise<Batch | undefined>;
  /** All of these guarded moves with what belongs to them, or none: false when a case was not where its move starts. */
  move(moves: readonly CaseMove[]): Promise<boolean>;
}

/** An order of a draft. */
export interface BatchOrder {
  readonly accountId: AccountId;
  readonly orderId: OrderId;
  /** The buyer's locale as Amazon gave it; null: it says none, or does not let us ask. Absent: not asked for yet. */
  readonly buyerLocale?: string | null | undefined;
}

/** What the agent is about to agree to: a confirmation of anything else is none. */
export interface BatchShown {
  readonly orders: readonly { readonly orderId: OrderId; readonly counts: boolean }[];
  readonly approvalRules: readonly ApprovalRule[];
  /** How many are counted after it, by account and marketplace; null: not known. */
  readonly counted: Readonly<Record<string, number | null>>;
}

/** What an agent has ticked and typed for several orders so far. The view carries the id alone; it lives for a day. */
export interface BatchDraft {
  readonly id: BatchId;
  readonly userId: UserId;
  readonly teamId: string;
  readonly channelId: ChannelId;
  readonly orders: readonly BatchOrder[];
  readonly notRead: readonly { readonly orderId: OrderId; readonly failure: AmazonFailure }[];
  /** What was typed that is no order id, shortened. */
  readonly malformed: readonly string[];
  readonly leftOff: number;
  readonly ticked: readonly OrderId[];
  readonly reason: string | undefined;
  readonly subReason: string | undefined;
  readonly note: string | undefined;
  readonly memo: string | undefined;
  readonly sendMessage: boolean;
  readonly shown: BatchShown | undefined;
}

export interface BatchDrafts {
  create(draft: BatchDraft, at: Date): Promise<void>;
  /** Undefined for an unknown or outlived draft, or one of another person. */
  find(id: BatchId, userId: UserId): Promise<BatchDraft | undefined>;
  /** Absent is unchanged; present and undefined empties. */
  update(id: BatchId, changes: Partial<Omit<BatchDraft, 'id' | 'userId' | 'teamId'>>): Promise<void>;
  deleteBefore(moment: Date): Promise<number>;
}
