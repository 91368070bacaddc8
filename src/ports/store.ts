import type { ApprovalRule, RateSnapshot } from '../domain/cancellation.js';
import type { FraudSignal } from '../domain/fraud.js';
import type { AccountId, CaseId, ChannelId, DraftId, MarketplaceId, OrderId, UserId } from '../domain/ids.js';
import type { OrderCopy } from '../domain/order.js';
import type { OrderFilter, PageStart } from '../domain/order-list.js';
import type { RateCount, RateTarget } from '../domain/rate.js';
import type { MessagePurpose } from '../domain/reason.js';
import type { StockChange } from '../domain/stock.js';

/** Our copies of orders: whitelisted fields only. */
export interface OrderCopies {
  find(accountId: AccountId, orderId: OrderId): Promise<OrderCopy | undefined>;
  /** The copies of several orders of an account, as far as there are any; one query. */
  findEach(accountId: AccountId, orderIds: readonly OrderId[]): Promise<readonly OrderCopy[]>;
  /** The copy of whichever account has the order. */
  findAnywhere(orderId: OrderId): Promise<OrderCopy | undefined>;
  /** Keeps the newer of two copies of an order. */
  save(copies: readonly OrderCopy[]): Promise<void>;
  /** A page of the unshipped orders that we ship ourselves, in the order of the list. One query, whatever the page. */
  list(query: OrderListQuery): Promise<OrderPage>;
  /** How many orders of these accounts there are copies of. */
  count(accountIds: readonly AccountId[]): Promise<number>;
}

/** Which page of the list is wanted. */
export interface OrderListQuery {
  readonly accountIds: readonly AccountId[];
  readonly filter: OrderFilter;
  /** What is late is late at this moment. */
  readonly now: Date;
  readonly start: PageStart;
  readonly limit: number;
}

export interface OrderPage {
  readonly copies: readonly OrderCopy[];
  /** Whether there are others beyond this page, on the side that it was read towards. */
  readonly more: boolean;
}

/** What an agent has typed so far. The view carries the id alone; a draft lives for a day. */
export interface Draft {
  readonly id: DraftId;
  readonly userId: UserId;
  readonly teamId: string;
  readonly channelId: ChannelId | undefined;
  /** The seller account whose order it is. */
  readonly accountId: AccountId | undefined;
  readonly orderId: OrderId | undefined;
  readonly reason: string | undefined;
  readonly subReason: string | undefined;
  readonly note: string | undefined;
  readonly memo: string | undefined;
  /** What becomes of the units on sale; undefined: they are left alone. */
  readonly stock: StockChange | undefined;
  /** What was ticked where fraud is suspected. */
  readonly fraudSignals: readonly FraudSignal[];
  readonly purpose: MessagePurpose | undefined;
  /** BCP 47 language in which the buyer is written to. */
  readonly language: string | undefined;
  /** The buyer's locale as Amazon gave it. */
  readonly buyerLocale: string | undefined;
  /** Whether Amazon offers the message for this order; undefined: not known (no role, or Amazon did not answer). */
  readonly messageOffered: boolean | undefined;
  readonly messageText: string | undefined;
  readonly sendMessage: boolean;
  /** The rate and the approval rules as last shown. */
  readonly rate: RateSnapshot | undefined;
  readonly approvalRules: readonly ApprovalRule[];
  /** Set by the one submit that wins. */
  readonly caseId: CaseId | undefined;
}

export interface Drafts {
  create(draft: Draft, at: Date): Promise<void>;
  /** Undefined for an unknown or outlived draft, or one of another person. */
  find(id: DraftId, userId: UserId): Promise<Draft | undefined>;
  update(id: DraftId, changes: Partial<Omit<Draft, 'id' | 'userId' | 'teamId'>>): Promise<void>;
  deleteBefore(moment: Date): Promise<number>;
}

/** Amazon's reported rate or our own estimate, as stored. */
export interface StoredRate {
  readonly source: 'amazon' | 'estimate';
  readonly marketplaceId: MarketplaceId;
  /** The window, by its length and by Amazon's program whose orders alone are counted; undefined: all that we ship. */
  readonly days: number;
  readonly program: string | undefined;
  readonly rate: RateCount;
  readonly target: RateTarget | undefined;
  readonly from: Date;
  readonly to: Date;
  readonly readAt: Date;
}

export interface Rates {
  save(accountId: AccountId, rates: readonly StoredRate[]): Promise<void>;
  /** The newest one of each window of each marketplace. */
  latest(accountId: AccountId): Promise<readonly StoredRate[]>;
  /** The same for several accounts at once. */
  latestOfEach(accountIds: readonly AccountId[]): Promise<readonly (StoredRate & { readonly accountId: AccountId })[]>;
}

/**
 * Where a case is shown in Slack. `second_card` is the approval card once more, where Slack did not say whether the first
 * one arrived; `outcome` a direct message to the requester; `reminder` stands in the card's thread, `restock` in that of
 * the status message; `batch` is the message of all that were asked for together, which the first of them keeps.
 */
export type NoticeKind = 'status' | 'approval' | 'second_card' | 'outcome' | 'reminder' | 'restock' | 'batch';

export interface Notice {
  readonly caseId: CaseId;
  readonly kind: NoticeKind;
  /** Where it was posted; differs from what was asked when the app cannot post there. */
  readonly channelId: ChannelId | undefined;
  readonly ts: string | undefined;
  /** Version of the case that it shows. */
  readonly shownVersion: number;
}

export interface Notices {
  ofCase(caseId: CaseId): Promise<readonly Notice[]>;
  /** Written before a post: true when this caller may post, false when another is at it since less than a minute. */
  claim(caseId: CaseId, kind: NoticeKind, at: Date): Promise<boolean>;
  /** Written after it: what is shown, and where. */
  shown(notice: Notice): Promise<void>;
  /** Gives a claim of that moment back when nothing was posted; not another's that came after it. */
  release(caseId: CaseId, kind: NoticeKind, claimedAt: Date): Promise<void>;
}

export type DigestState = 'claimed' | 'posting' | 'posted' | 'uncertain';

export interface Digests {
  /** Makes the row for a channel and local day (`2026-11-24`); false when there is one already. */
  claim(channelId: ChannelId, localDate: string, at: Date): Promise<boolean>;
  state(channelId: ChannelId, localDate: string): Promise<DigestState | undefined>;
  move(move: {
    readonly channelId: ChannelId;
    readonly localDate: string;
    readonly from: DigestState;
    readonly to: DigestState;
    readonly ts?: string;
    readonly at: Date;
  }): Promise<boolean>;
}

/** Whether the database answers; for readiness, and for what people are told when it does not. */
export interface Health {
  ping(): Promise<void>;
  /** Does what a person waits for: in it the database has to answer before Slack's three seconds are over. */
  forPerson<T>(work: () => Promise<T>): Promise<T>;
  /** Inside `forPerson`: true when something that was asked for was written, or was sent and its outcome is not known. */
  mayHaveWritten(): boolean;
  /** True when an error says that the database was not reached, or did not answer. */
  wasAway(error: unknown): boolean;
  /** True when an error says that the database could not write for lack of room: what failed was not written. */
  wasFull(error: unknown): boolean;
}
