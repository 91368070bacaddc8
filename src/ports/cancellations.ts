import type { AuditEvent } from '../domain/audit.js';
import type { Actor, CancellationCase, CaseState, MessageState } from '../domain/cancellation.js';
import type { Feed, FeedState } from '../domain/feed.js';
import type { AccountId, CaseId, DraftId, FeedRowId, MarketplaceId, OrderId } from '../domain/ids.js';
import type { StockState } from '../domain/stock.js';
import type { ScheduledJob } from './queue.js';

/** What a new case is made of; the rest starts empty. */
export type NewCase = Omit<
  CancellationCase,
  | 'version'
  | 'decidedBy'
  | 'decidedAt'
  | 'decisionNote'
  | 'feedRowId'
  | 'amazonFeedId'
  | 'cancelledAt'
  | 'detail'
  | 'attempts'
  | 'nextAttemptAt'
>;

/** The columns that a move may change along with the state. Absent means unchanged; undefined is not a value here, null empties. */
export interface CaseChanges {
  readonly sendAfter?: Date | null;
  readonly decidedBy?: CancellationCase['requestedBy'];
  readonly decidedAt?: Date;
  readonly decisionNote?: string;
  readonly reason?: CancellationCase['reason'];
  readonly reasonName?: string | null;
  readonly subReason?: string | null;
  readonly code?: CancellationCase['code'];
  readonly counts?: boolean;
  readonly fraudSignals?: CancellationCase['fraudSignals'];
  readonly feedRowId?: FeedRowId | null;
  readonly amazonFeedId?: string;
  readonly cancelledAt?: Date;
  readonly detail?: string | null;
  readonly attempts?: number;
  readonly nextAttemptAt?: Date | null;
}

/** One guarded move: it happens only if the case is in `from`, together with its audit row and its jobs, or not at all. */
export interface CaseMove {
  readonly caseId: CaseId;
  readonly from: CaseState;
  readonly to: CaseState;
  readonly actor: Actor;
  readonly at: Date;
  readonly changes?: CaseChanges;
  readonly detail?: string;
  readonly jobs: readonly ScheduledJob[];
}

export interface MessageMove {
  readonly caseId: CaseId;
  readonly from: MessageState;
  readonly to: MessageState;
  /** The app when left out. */
  readonly actor?: Actor;
  readonly at: Date;
  readonly detail?: string;
  readonly jobs: readonly ScheduledJob[];
}

/** A step of the stock of a cancelled case: a case that is not cancelled never makes one. */
export interface StockMove {
  readonly caseId: CaseId;
  readonly from: StockState;
  readonly to: StockState;
  readonly actor: Actor;
  readonly at: Date;
  /** Units on sale before the change, and what Amazon is told; absent is unchanged. */
  readonly before?: number;
  readonly target?: number;
  /** Tries of the step that it goes back to; none when left out. */
  readonly attempts?: number;
  readonly detail?: string;
  readonly jobs: readonly ScheduledJob[];
}

export interface FeedMove {
  readonly feedRowId: FeedRowId;
  readonly from: FeedState;
  /** It happens only if createFeed was not called once more since: what is known of one call says nothing of another. */
  readonly ofCall?: Date | undefined;
  readonly to: FeedState;
  readonly changes?: {
    readonly documentId?: string;
    readonly creatingSince?: Date;
    readonly amazonFeedId?: string;
    readonly createdAt?: Date;
    readonly detail?: string;
  };
  readonly jobs: readonly ScheduledJob[];
  /** Moves of its cases that belong to the same step; all or nothing. */
  readonly cases?: readonly CaseMove[];
}

export interface CreatedCase {
  readonly kind: 'created' | 'held-by';
  readonly case: CancellationCase;
}

export interface Cancellations {
  /**
   * Creates the case, its first audit row and its jobs. If another case holds the order, nothing is written
   * but an `asked-again` audit row, and that case is returned.
   */
  create(newCase: NewCase, jobs: readonly ScheduledJob[]): Promise<CreatedCase>;
  /** The same, and the draft that was confirmed is used up by it. Undefined when the draft has come to another end: nothing is written. */
  createFromDraft(draftId: DraftId, newCase: NewCase, jobs: readonly ScheduledJob[]): Promise<CreatedCase | undefined>;
  find(caseId: CaseId): Promise<CancellationCase | undefined>;
  /** The case that holds the order now, if any. */
  findHolding(accountId: AccountId, orderId: OrderId): Promise<CancellationCase | undefined>;
  /** The cases that hold any of these orders now. */
  holdingAny(orders: readonly { readonly accountId: AccountId; readonly orderId: OrderId }[]): Promise<readonly CancellationCase[]>;
  /** All cases of an order, newest first, at most 10. */
  ofOrder(accountId: AccountId, orderId: OrderId): Promise<readonly CancellationCase[]>;
  /** True when it was moved; false when it was not in `from` any more. */
  move(move: CaseMove): Promise<boolean>;
  moveMessage(move: MessageMove): Promise<boolean>;
  moveStock(move: StockMove): Promise<boolean>;
  /**
   * Makes the units of a SKU of an account this case's alone until its stock is at an end, if it is in `from`. False while
   * they are another's, or when it was not in `from` any more. Its own already: true.
   */
  holdUnits(hold: {
    readonly caseId: CaseId;
    readonly accountId: AccountId;
    readonly sku: string;
    readonly from: StockState;
  }): Promise<boolean>;
  /** Adds to the attempt count of the present step of the stock and remembers the next try. */
  noteStockAttempt(
    caseId: CaseId,
    attempt: { readonly state: StockState; readonly detail: string; readonly nextAttemptAt: Date; readonly jobs: readonly ScheduledJob[] },
  ): Promise<void>;
  /** Whether another case began to change the units of a SKU after this one had begun. */
  changedByOthers(units: { readonly caseId: CaseId; readonly accountId: AccountId; readonly sku: string }): Promise<boolean>;
  /** Cancelled cases whose units are to be put back by this calendar day and whose requester was not reminded; at most 100. */
  restockDue(day: string): Promise<readonly CaseId[]>;
  /** Adds to the attempt count of the present step and remembers the last error and the next try. */
  noteAttempt(
    caseId: CaseId,
    attempt: {
      readonly state: CaseState;
      readonly detail: string;
      readonly nextAttemptAt: Date | undefined;
      readonly jobs: readonly ScheduledJob[];
    },
  ): Promise<void>;
  /** Ends a queued case's outbox window now; false when it is not in the outbox or its window is over. */
  hurry(caseId: CaseId, hurry: { readonly at: Date; readonly actor: Actor; readonly jobs: readonly ScheduledJob[] }): Promise<boolean>;
  /** Remembers why cases in a state do not go on for now; those for which that is news are announced. */
  noteWaiting(waiting: {
    readonly caseIds: readonly CaseId[];
    readonly state: 'queued' | 'sending' | 'sent';
    readonly detail: string;
    readonly at: Date;
  }): Promise<void>;
  /** Writes an audit row that changes nothing, for example a refused click. */
  record(caseId: CaseId, entry: { readonly at: Date; readonly actor: Actor; readonly event: AuditEvent }): Promise<void>;

  /** How many cases are in the outbox now, of every account. */
  countInOutbox(): Promise<number>;
  /** Queued cases of one account and marketplace whose window is over, soonest ship-by first, at most `limit`. */
  dueInOutbox(query: {
    readonly accountId: AccountId;
    readonly marketplaceId: MarketplaceId;
    readonly now: Date;
    readonly limit: number;
  }): Promise<readonly CancellationCase[]>;
  /** When the next queued case of an account and marketplace that is not due yet may leave; undefined when there is none. */
  nextInOutbox(query: {
    readonly accountId: AccountId;
    readonly marketplaceId: MarketplaceId;
    readonly now: Date;
  }): Promise<Date | undefined>;
  /**
   * Seals queued cases into a new feed: one transaction, cases that are not `queued` any more are left out.
   * Undefined when none is left, or when a feed of this account and marketplace is still open (never two).
   */
  seal(sealing: {
    readonly feedRowId: FeedRowId;
    readonly accountId: AccountId;
    readonly marketplaceId: MarketplaceId;
    readonly caseIds: readonly CaseId[];
    readonly at: Date;
    readonly jobs: readonly ScheduledJob[];
  }): Promise<Feed | undefined>;
  /** Whether a feed of this account and marketplace is on its way. */
  hasOpenFeed(outbox: { readonly accountId: AccountId; readonly marketplaceId: MarketplaceId }): Promise<boolean>;
  /** Our feed with this id at Amazon. */
  findFeedRowId(amazonFeedId: string): Promise<FeedRowId | undefined>;
  findFeed(feedRowId: FeedRowId): Promise<Feed | undefined>;
  /** True when the feed was moved, with the moves of its cases; false when it was not in `from` any more. */
  moveFeed(move: FeedMove): Promise<boolean>;
  /** Adds to the attempt count of the present step, or begins it anew where Amazon has answered; nothing when the feed has gone on meanwhile. */
  noteFeedAttempt(
    feedRowId: FeedRowId,
    attempt: {
      readonly state: FeedState;
      readonly detail: string;
      readonly answered?: boolean;
      readonly jobs: readonly ScheduledJob[];
    },
  ): Promise<void>;
  /** Amazon's feed ids that are ours already, among these. */
  knownAmazonFeedIds(amazonFeedIds: readonly string[]): Promise<readonly string[]>;

  /**
   * Counted cases of ours since a moment that a rate has to add, for each of several marketplaces, and of a program's
   * orders alone where one is named: everything that is or may become cancelled.
   */
  countedSince(
    queries: readonly {
      readonly accountId: AccountId;
      readonly marketplaceId: MarketplaceId;
      readonly program?: string | undefined;
      readonly since: Date;
    }[],
  ): Promise<readonly number[]>;
  /** Cases of every account requested or ended in a period, for the digest; at most 5 000, oldest first. */
  inPeriod(query: { readonly from: Date; readonly to: Date }): Promise<readonly CancellationCase[]>;
  /** Open work that may have lost its job: cases and feeds untouched since `before`. */
  untouchedSince(before: Date): Promise<{ readonly cases: readonly CancellationCase[]; readonly feeds: readonly Feed[] }>;
}
