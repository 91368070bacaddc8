import type { AccountId, BuyerRequestId, CaseId, ChannelId, FeedRowId, MarketplaceId, OrderId } from '../domain/ids.js';

/** Everything that is done later. Each is short, may run twice, and finds what to do in the database. */
export type Job =
  /** Seals what waits in the outbox of one account and marketplace into one feed. */
  | { readonly kind: 'seal-feed'; readonly accountId: AccountId; readonly marketplaceId: MarketplaceId }
  /** Brings a sealed feed to Amazon, or finds out whether it arrived. */
  | { readonly kind: 'submit-feed'; readonly feedRowId: FeedRowId }
  /** Asks Amazon how far the feed is; when done, reads the report and settles every case of it. */
  | { readonly kind: 'poll-feed'; readonly feedRowId: FeedRowId }
  | { readonly kind: 'read-back'; readonly caseId: CaseId }
  /** `offered`: Amazon has just said that it takes such a message for this order; it is not asked once more. */
  | { readonly kind: 'message-buyer'; readonly caseId: CaseId; readonly offered?: boolean }
  /** Changes the quantity on sale as it was agreed to, or puts it back, and reads it back. */
  | { readonly kind: 'adjust-stock'; readonly caseId: CaseId }
  /** Brings what Slack shows of a case up to date. */
  | { readonly kind: 'announce'; readonly caseId: CaseId }
  | { readonly kind: 'expire-approval'; readonly caseId: CaseId }
  /** Brings what Slack shows of a buyer's request up to date. */
  | { readonly kind: 'post-request'; readonly requestId: BuyerRequestId }
  /** Tells the buyer that the order was packed already. */
  | { readonly kind: 'send-answer'; readonly requestId: BuyerRequestId }
  | { readonly kind: 'refresh-rate'; readonly accountId: AccountId; readonly reportId: string | undefined }
  /** Reads on in an account's orders at Amazon. */
  | { readonly kind: 'mirror-orders'; readonly accountId: AccountId }
  /** Reads an order that Amazon says has changed. */
  | { readonly kind: 'read-order'; readonly accountId: AccountId; readonly orderId: OrderId }
  | { readonly kind: 'post-digest'; readonly channelId: ChannelId; readonly localDate: string }
  /** Every minute: picks up whatever has no job left, and makes the digest of a missed day. */
  | { readonly kind: 'sweep' };

export interface ScheduledJob {
  readonly job: Job;
  /** Not before this moment; undefined: at once. */
  readonly notBefore?: Date;
}

/** A place in an open transaction where one statement can be run: all that the queue needs to join it. */
export interface SqlExecutor {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

export interface Queue {
  /**
   * Adds jobs. With `within`, in that transaction: they exist exactly if it commits. A job of the same kind and
   * subject that already waits is not added twice.
   */
  add(jobs: readonly ScheduledJob[], within?: SqlExecutor): Promise<void>;
}

/** What is done for each kind of job. A handler that throws is run again later. */
export type JobHandlers = { readonly [K in Job['kind']]: (job: Extract<Job, { readonly kind: K }>) => Promise<void> };
