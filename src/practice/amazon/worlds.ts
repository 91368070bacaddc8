import { createPracticeClock } from './clock.js';
import { createDocuments } from './documents.js';
import { createFaults } from './faults.js';
import { createFeedStore } from './feed-store.js';
import { createLedger } from './ledger.js';
import { createListingStore } from './listing-store.js';
import { createRateLimits } from './rate-limits.js';
import { createReportStore } from './report-store.js';
import type { SampleName } from './samples.js';
import { createShop } from './shop.js';
import { createTokens } from './tokens.js';
import type { Credentials, World } from './world.js';

/** What the sellers' worlds are made of. */
export interface WorldOptions {
  readonly seed?: number;
  /** The time that the practice clock starts from and goes with. */
  readonly now: () => Date;
  /** Orders of the main shop; 400 when left out; never fewer than the samples. */
  readonly orders?: number;
  /** On when left out. */
  readonly enforceRateLimits?: boolean;
  /** How long a feed or report is queued and in work; 20 when left out. */
  readonly feedSeconds?: number;
}

/** A seller who is not connected from the start, with an app of their own. */
const SECOND_SELLER: Credentials = {
  clientId: 'amzn1.application-oa2-client.practice2222222222222222222222',
  clientSecret: 'amzn1.oa2-cs.v1.practice2222222222222222222222222222222222',
  refreshToken: 'Atzr|practice-second-refresh-token',
  sellerId: 'A2PRACTICESECOND',
};

type Samples = Readonly<Record<SampleName, string>>;

/** Two sellers at one Amazon: the second has an app, a shop and usage plans of its own. */
export function createWorlds(options: WorldOptions & { readonly credentials: Credentials }, origin: () => string) {
  const { seed = 1, orders = 400, enforceRateLimits = true, feedSeconds = 20, credentials } = options;
  const clock = createPracticeClock(options.now);
  const now = clock.now();
  const shared = {
    sellers: [credentials, SECOND_SELLER],
    clock,
    faults: createFaults(),
    ledger: createLedger(),
    documents: createDocuments(seed),
    tokens: createTokens(seed),
    origin,
  };
  const own = () => ({
    lag: new Map(),
    limits: createRateLimits(enforceRateLimits),
    reports: createReportStore(feedSeconds),
    listings: createListingStore(now),
  });
  const first = createShop({ seed, orders, now });
  // No more orders than the samples: one for each kind of case.
  const other = createShop({ seed: seed + 1, orders: 0, now });
  const world: World = {
    ...shared,
    ...own(),
    credentials,
    countries: ['US', 'DE', 'JP'],
    storeName: 'Harbour & Fox Practice Store',
    shop: first.shop,
    feeds: createFeedStore({ feedSeconds, idsAfter: 50001019000 }),
  };
  const second: World = {
    ...shared,
    ...own(),
    credentials: SECOND_SELLER,
    countries: ['US', 'DE'],
    storeName: 'Heron Outlet Practice Store',
    shop: other.shop,
    feeds: createFeedStore({ feedSeconds, idsAfter: 70001019000 }),
  };
  const samples: Samples = first.samples;
  const secondSamples: Samples = other.samples;
  return { worlds: [world, second] as const, samples, secondSamples };
}
