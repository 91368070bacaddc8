import type { PracticeClock } from './clock.js';
import type { Documents } from './documents.js';
import type { Faults } from './faults.js';
import type { FeedStore } from './feed-store.js';
import type { Call, Reply } from './http.js';
import type { Ledger } from './ledger.js';
import type { ListingStore } from './listing-store.js';
import type { Country } from './marketplaces.js';
import type { RateLimits } from './rate-limits.js';
import type { ReportStore } from './report-store.js';
import type { Shop, ShopOrder } from './shop-types.js';
import type { Tokens } from './tokens.js';

/** The seller and the app that the practice Amazon knows. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly sellerId: string;
}

/** Everything that the practice Amazon remembers of one seller. Clock, faults, ledger, documents and tokens are one for all sellers. */
export interface World {
  readonly credentials: Credentials;
  /** Every seller whom Login with Amazon knows. */
  readonly sellers: readonly Credentials[];
  /** Where this seller sells. */
  readonly countries: readonly Country[];
  readonly storeName: string;
  readonly clock: PracticeClock;
  readonly shop: Shop;
  /** Orders that are still shown as they were, and for how many reads. */
  readonly lag: Map<string, { readonly order: ShopOrder; left: number }>;
  readonly faults: Faults;
  readonly limits: RateLimits;
  readonly ledger: Ledger;
  readonly documents: Documents;
  readonly tokens: Tokens;
  readonly feeds: FeedStore;
  readonly reports: ReportStore;
  readonly listings: ListingStore;
  /** Address of this server, known once it listens; presigned addresses begin with it. */
  readonly origin: () => string;
}

/** One world for each seller, the main one first. */
export type Worlds = readonly [World, ...World[]];

/** The world that has an order; undefined for an order of nobody's. */
export function worldWith(worlds: Worlds, orderId: string): World | undefined {
  return worlds.find(({ shop }) => shop.order(orderId) !== undefined);
}

/** An operation of the Selling Partner API, or one of its surroundings. */
export interface Operation {
  readonly name: string;
  readonly method: string;
  /** `{name}` is one piece of the path. */
  readonly path: string;
  /** Without: answered to anybody. */
  readonly needsToken: boolean;
  /** Whether the body is kept in the ledger. */
  readonly keepsBody: boolean;
  readonly run: (world: World, call: Call) => Reply;
}

/** An operation of the Selling Partner API itself. */
export function operation(name: string, route: string, run: Operation['run']): Operation {
  const [method = '', path = ''] = route.split(' ');
  return { name, method, path, needsToken: true, keepsBody: method !== 'GET', run };
}
