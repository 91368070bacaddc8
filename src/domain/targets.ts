import type { MarketplaceId } from './ids.js';
import { findMarketplace } from './marketplaces.js';
import { DEFAULT_TARGET, type RateTarget } from './rate.js';

/** A span of days over which Amazon counts, the orders that it counts, and the limit that the rate must stay under. */
export interface TargetWindow {
  readonly days: 7 | 30;
  /** Amazon's name of the program whose orders alone are counted; undefined: every seller-fulfilled order. */
  readonly program: string | undefined;
  readonly target: RateTarget;
}

const INDIA: RateTarget = { numerator: 20, denominator: 1000 };
const GENERAL: readonly TargetWindow[] = [{ days: 7, program: undefined, target: DEFAULT_TARGET }];

/** Windows that differ from the general one, by country. India: under 2 % over 7 and over 30 days (Seller Central India 200285210). */
const BY_COUNTRY: ReadonlyMap<string, readonly TargetWindow[]> = new Map([
  [
    'IN',
    [
      { days: 7, program: undefined, target: INDIA },
      { days: 30, program: undefined, target: INDIA },
    ],
  ],
]);

/** Programs with a target of their own beside the general one; a country where it holds there alone. */
const BY_PROGRAM: readonly { readonly country: string | undefined; readonly window: TargetWindow }[] = [
  // Seller Fulfilled Prime: what Amazon ships itself is in no rate, so that these are the Prime orders we ship.
  { country: undefined, window: { days: 7, program: 'PRIME', target: { numerator: 5, denominator: 1000 } } },
  // Premium shipping in Japan.
  { country: 'JP', window: { days: 7, program: 'PREMIUM', target: { numerator: 10, denominator: 1000 } } },
];

/** Every window that Amazon watches in a marketplace, the general one first. Where its report names a target, that one wins. */
export function targetWindows(marketplaceId: MarketplaceId): readonly TargetWindow[] {
  const country = findMarketplace(marketplaceId)?.country;
  const own = country === undefined ? undefined : BY_COUNTRY.get(country);
  const programs = BY_PROGRAM.filter((one) => one.country === undefined || one.country === country);
  return [...(own ?? GENERAL), ...programs.map(({ window }) => window)];
}

const DAY_MS = 86_400_000;

/** Which window a reported period is of: reports give their ends to the day or to the second. */
export function windowDays({ from, to }: { readonly from: Date; readonly to: Date }): 7 | 30 {
  return to.getTime() - from.getTime() <= 15 * DAY_MS ? 7 : 30;
}
