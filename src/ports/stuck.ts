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
}

export interface StuckItems {
  /** What was asked for first comes first; and how many there are. */
  list(at: { readonly now: Date; readonly atMost: number }): Promise<{ readonly total: number; readonly items: readonly StuckItem[] }>;
}
