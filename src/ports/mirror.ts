import type { CancelledElsewhere } from '../domain/cancelled-elsewhere.js';
import type { AccountId, MarketplaceId, OrderId } from '../domain/ids.js';
import type { AfterPage, AwaitedOrders, Coverage, MirrorWindow } from '../domain/mirror.js';
import type { OrderCopy } from '../domain/order.js';
import type { RateCount } from '../domain/rate.js';
import type { SecondStrike } from '../domain/second-strike.js';

/** How far the copies of an account's orders reach, the searches that are under way, and what they are awaited for. */
export interface MirrorProgress {
  readonly coverage: readonly Coverage[];
  readonly windows: readonly MirrorWindow[];
  readonly awaited: readonly AwaitedOrders[];
}

/** Keeps what the mirror has got from Amazon. */
export interface Mirror {
  progress(accountId: AccountId): Promise<MirrorProgress>;
  /** How far the copies of several accounts' orders reach. */
  coverage(accountIds: readonly AccountId[]): Promise<readonly (Coverage & { readonly accountId: AccountId })[]>;
  /** Writes new searches down, each before its first call. */
  begin(accountId: AccountId, windows: readonly MirrorWindow[]): Promise<void>;
  /** Saves a page and moves its search on, in one transaction. False when somebody else has read that page already: nothing is written. */
  keepPage(page: {
    readonly accountId: AccountId;
    /** As it was when the page was asked for. */
    readonly window: MirrorWindow;
    readonly copies: readonly OrderCopy[];
    readonly after: AfterPage;
  }): Promise<boolean>;
  /** Ends a search without a result and begins others in its place. */
  replace(accountId: AccountId, windowId: string, by: readonly MirrorWindow[]): Promise<void>;
  postpone(windowIds: readonly string[], retryAt: Date): Promise<void>;
  /** Deletes copies, and what is known of cancellations made elsewhere and of orders that were saved, that have not changed since `before`; a bounded number. */
  forget(before: Date): Promise<number>;
}

/** Figures that are counted in the copies of orders, at no cost at Amazon. */
export interface OrderFigures {
  /**
   * Seller-fulfilled orders placed between two moments, of a program where one is named, and those of them whose
   * cancellation may count and does count: Amazon does not say which of its own it holds against the seller.
   */
  rate(query: {
    readonly accountId: AccountId;
    readonly marketplaceId: MarketplaceId;
    readonly program?: string | undefined;
    readonly from: Date;
    readonly to: Date;
  }): Promise<RateCount>;
  /** Cancellations made elsewhere in a period, of every account; at most 5 000, oldest first. */
  cancelledElsewhere(period: { readonly from: Date; readonly to: Date }): Promise<readonly CancelledElsewhere[]>;
  /** What cancelling an order would make the second of; `since` is when the orders were placed at the earliest. One query. */
  secondStrike(order: {
    readonly accountId: AccountId;
    readonly orderId: OrderId;
    readonly since: Date;
  }): Promise<SecondStrike | undefined>;
  /** Orders of every account, cancelled by the seller in a period, that are one of two in a row of the same SKU; at most 200. */
  secondStrikes(period: { readonly from: Date; readonly to: Date; readonly since: Date }): Promise<readonly OrderId[]>;
  /** Seller-fulfilled orders not shipped though their ship-by was before a moment, longest overdue first, at most `limit`. */
  unshippedSince(shipBy: Date, limit: number): Promise<readonly OrderCopy[]>;
}
