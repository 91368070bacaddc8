import type { MarketplaceId } from './ids.js';
import { findMarketplace } from './marketplaces.js';

/** Languages of marketplaces that are not read in English. */
const BY_COUNTRY: ReadonlyMap<string, string> = new Map([
  ['DE', 'de'],
  ['JP', 'ja'],
]);

/** Written to whoever has no language that there is a template in. */
const FALLBACK = 'en';

/** The language to write to a buyer in: the buyer's own by Amazon's word, else the marketplace's, else English. */
export function messageLanguage(facts: {
  /** As Amazon gave it, for example `de-DE` or `zh_CN`. */
  readonly buyerLocale: string | undefined;
  readonly marketplaceId: MarketplaceId;
  /** Languages with a template; not empty. */
  readonly available: readonly string[];
}): string {
  const own = facts.buyerLocale?.slice(0, 2).toLowerCase();
  const country = findMarketplace(facts.marketplaceId)?.country;
  const local = country === undefined ? undefined : BY_COUNTRY.get(country);
  const wanted = [own, own === undefined ? local : FALLBACK, FALLBACK];
  return wanted.find((language) => language !== undefined && facts.available.includes(language)) ?? facts.available[0] ?? FALLBACK;
}
