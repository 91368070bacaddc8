import type { MarketplaceId } from './ids.js';
import { findMarketplace } from './marketplaces.js';
import { DEFAULT_TARGET, type RateTarget } from './rate.js';

/** Targets that differ from the general one, by country. India: under 2 % (Seller Central India 200285210). */
const BY_COUNTRY: ReadonlyMap<string, RateTarget> = new Map([['IN', { numerator: 20, denominator: 1000 }]]);

/** The limit that a marketplace's cancellation rate must stay under, where Amazon's report names none. */
export function targetFor(marketplaceId: MarketplaceId): RateTarget {
  const country = findMarketplace(marketplaceId)?.country;
  return (country === undefined ? undefined : BY_COUNTRY.get(country)) ?? DEFAULT_TARGET;
}
