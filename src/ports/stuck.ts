import type { BuyerRequestId, CaseId, ChannelId, FeedRowId, MarketplaceId, OrderId } from '../domain/ids.js';
import type { StuckKind } from '../domain/stuck.js';

interface Standing {
  readonly since: Date;
  /** The last error, in our own words or Amazon's. */
  readonly detail: string | undefined;
}

interface OfOrder extends Standing {
  readonly orderId: OrderId;
  readonly marketplaceId: MarketplaceId;
}

type FeedKind = 'feed' | 'feed-waits';
type AnswerKind = 'answer-uncertain' | 'answer-failed';

/** Something that a person has to look at. Nothing of a buyer stands in it. */
export type StuckItem =
  | (OfOrder & {
      readonly kind: Exclude<StuckKind, FeedKind | AnswerKind | 'digest'>;
      readonly caseId: CaseId;
      readonly nextTryAt: Date | undefined;
      /** To be tried again without doubling anything. */
      readonly retriable: boolean;
    })
  | (OfOrder & { readonly kind: AnswerKind; readonly requestId: BuyerRequestId })
  | (Standing & {
      readonly kind: FeedKind;
      readonly feedRowId: FeedRowId;
      readonly amazonFeedId: string | undefined;
      readonly marketplaceId: MarketplaceId;
      readonly orders: number;
    })
  | (Standing & { readonly kind: 'digest'; readonly channelId: ChannelId; readonly localDate: string });

export interface StuckCount {
  readonly kind: StuckKind;
  readonly count: number;
  /** When the oldest of them began. */
  readonly oldest: Date;
}

/** Some of them, counted from 0, and how many there are in all. */
export interface StuckPage {
  readonly total: number;
  readonly from: number;
  readonly items: readonly StuckItem[];
}

export interface StuckItems {
  /** What was asked for first comes first. Where so many are not there any more, it begins with the first. */
  list(at: { readonly now: Date; readonly from: number; readonly atMost: number }): Promise<StuckPage>;
}
