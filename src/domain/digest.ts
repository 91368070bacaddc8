import type { MarketplaceId, OrderId } from './ids.js';
import type { Money } from './money.js';
import type { CancelledBy } from './order.js';
import type { RateCount, RateTarget } from './rate.js';
import type { ReasonKey } from './reason.js';

/** A day's or period's figures as values; the surface makes sentences and blocks of them. */
export interface Digest {
  /** Local dates of the workspace, inclusive, `2026-11-23`. */
  readonly from: string;
  readonly to: string;
  readonly marketplaces: readonly DigestMarketplace[];
  readonly total: number;
  readonly counted: number;
  readonly byReason: readonly { readonly reason: ReasonKey; readonly total: number; readonly counted: number }[];
  /** Value of the cancelled orders, one entry for each currency. */
  readonly value: readonly Money[];
  /** What a person has to look at, with the orders. */
  readonly attention: readonly { readonly kind: AttentionKind; readonly orderIds: readonly OrderId[] }[];
  /** Cancelled without the app: in Seller Central (MERCHANT), by the buyer, by Amazon; undefined: Amazon does not say. */
  readonly elsewhere: readonly { readonly by: CancelledBy | undefined; readonly total: number; readonly counted: number }[];
  /** Value of those, one entry for each currency. */
  readonly elsewhereValue: readonly Money[];
  /** Orders that are shipped late instead of being cancelled. */
  readonly saved: number;
  /** Waiting for a decision now. */
  readonly awaitingApproval: number;
}

/** What a person has to look at. `amazon-cancels-soon`: within 48 hours, unless it is shipped. `second-strike`: one of two in a row of the same SKU. */
export type AttentionKind = 'refused' | 'stuck' | 'buyer-not-told' | 'amazon-cancels-soon' | 'second-strike';

/** One marketplace's rate in one window; worst first in a digest. */
export interface DigestMarketplace {
  readonly marketplaceId: MarketplaceId;
  /** What the team calls the seller account; absent while there is only one. */
  readonly accountName?: string;
  readonly rate:
    | {
        readonly count: RateCount;
        readonly target: RateTarget;
        readonly roomLeft: number;
        readonly source: 'amazon' | 'estimate';
        readonly asOf: Date;
        /** Absent: 7. */
        readonly days?: number | undefined;
        /** Amazon's program whose orders alone are counted; absent: all. */
        readonly program?: string | undefined;
      }
    | undefined;
}
