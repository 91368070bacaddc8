import type { FeedLine, FeedProgress, ProcessingReport } from '../domain/feed.js';
import type { MarketplaceId, OrderId } from '../domain/ids.js';
import type { Order } from '../domain/order.js';
import type { RateCount, RateTarget } from '../domain/rate.js';

/** What may come back instead of an answer. Only `ambiguous` leaves open whether a call took effect. */
export type AmazonFailure =
  | { readonly kind: 'not-found' }
  /** 403: role missing, grant withdrawn, wrong marketplace, or the message is not offered for this order. */
  | { readonly kind: 'not-authorised'; readonly message: string }
  /** Login with Amazon does not take our credentials (secret rotated, grant withdrawn): nothing was called. It works again when they are right again. */
  | { readonly kind: 'locked-out'; readonly message: string }
  /** Nothing was done. */
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  /** 400 and other refusals: Amazon understood and said no; repeating it changes nothing. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** Not reached, or an answer to a read that cannot be used: nothing took effect, try again later. */
  | {
      readonly kind: 'unavailable';
      readonly message: string;
      /** It is our database that did not answer: calls could not be counted, so none was made. */
      readonly uncounted?: true;
    }
  /** A writing call without a clear answer (time-out, reset, 5xx, half an answer): look, do not repeat. */
  | { readonly kind: 'ambiguous'; readonly message: string };

export type AmazonResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: AmazonFailure };

/**
 * Who goes first when calls are scarce: what a person waits for, or must not be late, has some kept for it; what goes ahead
 * takes the next one that others may have lined up for; background work waits for its turn.
 */
export type Urgency = 'interactive' | 'ahead' | 'background';

export interface AmazonOrders {
  /** getOrder, without anything about the buyer. */
  get(orderId: OrderId, urgency: Urgency): Promise<AmazonResult<Order>>;
  /** searchOrders: one page of up to 100 seller-fulfilled orders that changed between two moments, both included. Background work. */
  changed(query: OrderSearch): Promise<AmazonResult<OrderPage>>;
}

/** The same on every page but for the token, or Amazon does not take it. */
export interface OrderSearch {
  /** At least one, at most 50. */
  readonly marketplaceIds: readonly MarketplaceId[];
  readonly from: Date;
  /** At least two minutes ago by Amazon's clock; undefined leaves it to Amazon. */
  readonly to: Date | undefined;
  readonly pageToken: string | undefined;
}

export interface OrderPage {
  readonly orders: readonly Order[];
  readonly nextPageToken: string | undefined;
  /** Up to when Amazon says that it has searched. */
  readonly until: Date | undefined;
}

/** A feed as Amazon lists it. */
export interface ListedFeed {
  readonly amazonFeedId: string;
  readonly createdAt: Date;
  readonly marketplaceIds: readonly string[];
  /** Undefined while Amazon works on it. */
  readonly endedAt: Date | undefined;
}

/** The published way to cancel: POST_ORDER_ACKNOWLEDGEMENT_DATA. One call a method, so that each can be written down first. */
export interface CancellationFeeds {
  /** createFeedDocument: repeatable, an unused document has no effect. The address lives 5 minutes. */
  prepare(): Promise<AmazonResult<{ readonly documentId: string; readonly uploadUrl: string }>>;
  /** Builds the XML and uploads it: repeatable until the feed is created. */
  upload(uploadUrl: string, lines: readonly FeedLine[]): Promise<AmazonResult<void>>;
  /** Milliseconds until there is room for a createFeed, as we count; no call. */
  roomAfterMs(urgency: Urgency): Promise<number>;
  /** createFeed: has no idempotency key. Never repeated after `ambiguous`. */
  create(documentId: string, marketplaceId: MarketplaceId, urgency: Urgency): Promise<AmazonResult<{ readonly amazonFeedId: string }>>;
  /** getFeeds of our feed type: what Amazon has got since a moment. */
  listSince(since: Date): Promise<AmazonResult<readonly ListedFeed[]>>;
  progress(amazonFeedId: string): Promise<AmazonResult<FeedProgress>>;
  report(reportDocumentId: string): Promise<AmazonResult<ProcessingReport>>;
}

export interface BuyerMessages {
  /** Whether `unexpectedProblem` is offered for this order now (getMessagingActionsForOrder). */
  isOffered(orderId: OrderId, marketplaceId: MarketplaceId, urgency: Urgency): Promise<AmazonResult<boolean>>;
  /** The buyer's preferred locale (GetAttributes), for example `de-DE`; undefined when Amazon says none. */
  locale(orderId: OrderId, marketplaceId: MarketplaceId): Promise<AmazonResult<string | undefined>>;
  /** createUnexpectedProblem: cannot be recalled or read back. Never repeated after `ambiguous`. */
  send(message: { readonly orderId: OrderId; readonly marketplaceId: MarketplaceId; readonly text: string }): Promise<AmazonResult<void>>;
}

/** One marketplace's pre-fulfilment cancellation rate as Amazon's account-health report gives it. */
export interface ReportedRate {
  readonly marketplaceId: MarketplaceId;
  readonly rate: RateCount;
  /** The report's own target wins over our table; undefined when it gives none. */
  readonly target: RateTarget | undefined;
  readonly from: Date;
  readonly to: Date;
}

/** GET_V2_SELLER_PERFORMANCE_REPORT: asked for once a day. */
export interface AccountHealth {
  request(marketplaceIds: readonly MarketplaceId[]): Promise<AmazonResult<{ readonly reportId: string }>>;
  /** The report once it is there; 'pending' before, 'gone' when Amazon made none. */
  read(reportId: string): Promise<AmazonResult<'pending' | 'gone' | readonly ReportedRate[]>>;
}

/** What Amazon says of the seller account itself. */
export interface SellerStanding {
  /** getMarketplaceParticipations: where the account may sell now. */
  marketplaces(): Promise<AmazonResult<readonly MarketplaceId[]>>;
}

/** A SKU as it is listed. */
export interface ListedStock {
  readonly productType: string;
  /** Units on sale that the seller ships; undefined where Amazon ships them or says no number. */
  readonly quantity: number | undefined;
}

export interface QuantityChange {
  readonly sku: string;
  readonly marketplaceId: MarketplaceId;
  /** As the listing says it. */
  readonly productType: string;
  readonly quantity: number;
}

/** Listings Items 2021-08-01; the role Product Listing. Background work. */
export interface Listings {
  stock(sku: string, marketplaceId: MarketplaceId): Promise<AmazonResult<ListedStock>>;
  /** Accepted is not yet live: it is said to be done only when it is read back. Not repeated after `ambiguous`. */
  setQuantity(change: QuantityChange): Promise<AmazonResult<void>>;
}

/** Everything that we need from Amazon, for one seller account. */
export interface Amazon {
  readonly orders: AmazonOrders;
  readonly feeds: CancellationFeeds;
  readonly messages: BuyerMessages;
  readonly health: AccountHealth;
  readonly seller: SellerStanding;
  readonly listings: Listings;
}
