import { max, min } from 'date-fns';
import type { AccountId, MarketplaceId } from './ids.js';
import { type Coverage, isFilling } from './mirror.js';

/** A marketplace in which an account sells. */
export interface Place {
  readonly accountId: AccountId;
  readonly marketplaceId: MarketplaceId;
}

/** How far the copies of several marketplaces' orders reach, by the one that reaches least. */
export interface Reach {
  /** Older orders are still being filled in somewhere. */
  readonly filling: boolean;
  /** What has changed between these two moments is there; undefined while nothing is said of one of the marketplaces. */
  readonly from: Date | undefined;
  readonly to: Date | undefined;
}

/** What can be said of the copies in all of these places. */
export function reachOf(places: readonly Place[], coverage: readonly (Coverage & Place)[], now: Date): Reach {
  const covered = places.map((place) =>
    coverage.find((one) => one.accountId === place.accountId && one.marketplaceId === place.marketplaceId),
  );
  const known = covered.filter((one) => one !== undefined);
  if (known.length < covered.length || known.length === 0)
    return { filling: known.length < covered.length, from: undefined, to: undefined };
  return {
    filling: known.some((one) => isFilling(one, now)),
    from: max(known.map((one) => one.from)),
    to: min(known.map((one) => one.to)),
  };
}
