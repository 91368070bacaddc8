import type { Order } from '../../src/domain/order.js';
import type { AmazonFailure, AmazonResult, OrderPage, OrderSearch } from '../../src/ports/amazon.js';

/** How a shop that changes while it is read gives its pages: in whatever way Amazon's words leave open. */
export interface Manners {
  readonly pageSize: number;
  /** The order of the found orders, by any number that is made of an id and this. */
  readonly shuffle: number;
  /** A page may begin with the last orders of the one before. */
  readonly repeats: number;
  /** What has changed since the search began is left out of its later pages, or given as it is now. */
  readonly leavesOutChanged: boolean;
  /** Whether the 24 hours of a page token are counted from the first page or from its own. */
  readonly tokensAgeFromTheFirst: boolean;
  /** Whether it says up to when it has searched. */
  readonly saysUntil: boolean;
}

/** Amazon's searchOrders over orders in memory, by its documented rules and a clock of its own. */
export interface MovingShop {
  readonly orders: Map<string, Order>;
  put(order: Order): void;
  changed(search: OrderSearch): Promise<AmazonResult<OrderPage>>;
  /** The next calls fail so. */
  failNext(failure: AmazonFailure, times: number): void;
}

const TWO_MINUTES_MS = 120_000;
const TOKEN_MS = 24 * 3_600_000;

interface Search {
  readonly query: string;
  readonly until: Date;
  readonly begunAt: number;
  readonly ids: readonly string[];
}

/** `now` is Amazon's own clock. */
export function movingShop(manners: Manners, now: () => Date): MovingShop {
  const orders = new Map<string, Order>();
  const searches: Search[] = [];
  let failures: AmazonFailure[] = [];
  const refused = (message: string): AmazonResult<never> => ({ ok: false, failure: { kind: 'refused', code: 'InvalidInput', message } });

  const begin = (search: OrderSearch): number => {
    const until = search.to ?? new Date(now().getTime() - TWO_MINUTES_MS);
    const found = [...orders.values()].filter(
      (one) => one.lastUpdatedAt >= search.from && one.lastUpdatedAt <= until && search.marketplaceIds.includes(one.marketplaceId),
    );
    const ids = found.map((one) => one.orderId).sort((a, b) => mixed(a, manners.shuffle) - mixed(b, manners.shuffle));
    searches.push({ query: queryOf(search), until, begunAt: now().getTime(), ids });
    return searches.length - 1;
  };
  const page = (number: number, position: number): OrderPage => {
    const search = searches[number];
    if (search === undefined) throw new Error('No such search');
    const end = position + manners.pageSize;
    const ids = search.ids.slice(Math.max(0, position - manners.repeats), end);
    const shown = ids.flatMap((id) => orders.get(id) ?? []).filter((one) => !manners.leavesOutChanged || one.lastUpdatedAt <= search.until);
    const nextPageToken = end < search.ids.length ? [number, end, now().getTime()].join(':') : undefined;
    return { orders: shown, nextPageToken, until: manners.saysUntil ? search.until : undefined };
  };
  return {
    orders,
    put: (order) => void orders.set(order.orderId, order),
    failNext: (failure, times) => {
      failures = Array.from({ length: times }, () => failure);
    },
    changed: async (search) => {
      const failure = failures.shift();
      if (failure !== undefined) return { ok: false, failure };
      const latest = now().getTime() - TWO_MINUTES_MS;
      if (search.to !== undefined && search.to.getTime() > latest) return refused('lastUpdatedBefore must be two minutes ago');
      if (search.from > (search.to ?? new Date(latest))) return refused('lastUpdatedAfter must not be after lastUpdatedBefore');
      if (search.pageToken === undefined) return { ok: true, value: page(begin(search), 0) };
      const [number = -1, position = 0, givenAt = 0] = search.pageToken.split(':').map(Number);
      const known = searches[number];
      if (known === undefined || known.query !== queryOf(search)) return refused('The page token belongs to other parameters');
      const from = manners.tokensAgeFromTheFirst ? known.begunAt : givenAt;
      if (now().getTime() - from > TOKEN_MS) return refused('The page token has expired');
      return { ok: true, value: page(number, position) };
    },
  };
}

function queryOf({ marketplaceIds, from, to }: OrderSearch): string {
  return JSON.stringify([marketplaceIds, from, to]);
}

/** A number that looks like any other and is the same for the same id. */
function mixed(id: string, seed: number): number {
  let hash = seed;
  for (const letter of id) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}
