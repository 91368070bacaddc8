import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Call, invalidInput, json, notFound, type Reply, unauthorized } from './http.js';
import { MARKETPLACE_IDS } from './marketplaces.js';
import { INCLUDED_DATA, viewOrder } from './order-view.js';
import { type Query, readQuery } from './query.js';
import type { ShopOrder } from './shop-types.js';
import { operation, type World } from './world.js';

const STATUSES: readonly string[] = [
  'PENDING_AVAILABILITY',
  'PENDING',
  'UNSHIPPED',
  'PARTIALLY_SHIPPED',
  'SHIPPED',
  'CANCELLED',
  'UNFULFILLABLE',
];
const FILTERS = [
  'createdAfter',
  'createdBefore',
  'lastUpdatedAfter',
  'lastUpdatedBefore',
  'fulfillmentStatuses',
  'marketplaceIds',
  'fulfilledBy',
];
const SEARCH_PARAMETERS = [...FILTERS, 'maxResultsPerPage', 'paginationToken', 'includedData'];
/** What is newer than this is not found yet. */
const SETTLING_MS = 2 * 60_000;
const TOKEN_MS = 24 * 3_600_000;

/** GET /orders/2026-01-01/orders/{orderId} */
export const getOrder = operation('getOrder', 'GET /orders/2026-01-01/orders/{orderId}', (world, call) => {
  const included = readQuery(call, ['includedData']).list('includedData', { max: 11, of: INCLUDED_DATA }) ?? [];
  const { orderId = '' } = call.params;
  if (!/^\d{3}-\d{7}-\d{7}$/.test(orderId)) throw invalidInput('The orderId should be in 3-7-7 format.');
  const order = shown(world, world.shop.order(orderId));
  if (order === undefined) throw notFound(`There is no order ${orderId}.`);
  return json(200, { order: viewOrder(order, included) });
});

/** GET /orders/2026-01-01/orders */
export const searchOrders = operation('searchOrders', 'GET /orders/2026-01-01/orders', (world, call): Reply => {
  const query = readQuery(call, SEARCH_PARAMETERS);
  const included = query.list('includedData', { max: 11, of: INCLUDED_DATA }) ?? [];
  const size = query.integer('maxResultsPerPage', { min: 1, max: 100 }) ?? 100;
  const search = readSearch(call, query);
  const found = firstMatches(world.shop.listBy(search.by), search, size + 1);
  const page = found.slice(0, size);
  const last = page.at(-1);
  const before = search.by === 'createdAt' ? 'createdBefore' : 'lastUpdatedBefore';
  return json(200, {
    orders: page.map((order) => viewOrder(shown(world, order) ?? order, included)),
    ...(found.length > page.length &&
      last !== undefined && { pagination: { nextToken: writeToken({ ...search.token, afterKey: sortKey(last, search.by) }) } }),
    [before]: search.to.toISOString(),
  });
});

interface Search {
  readonly by: 'createdAt' | 'lastUpdatedAt';
  readonly from: Date;
  readonly to: Date;
  readonly marketplaces: readonly string[] | undefined;
  readonly statuses: readonly string[] | undefined;
  readonly fulfilledBy: readonly string[] | undefined;
  readonly afterKey: string;
  readonly token: Omit<PageToken, 'afterKey'>;
}

function readSearch(call: Call, query: Query): Search {
  const created = query.date('createdAfter');
  const updated = query.date('lastUpdatedAfter');
  const from = created ?? updated;
  if (from === undefined || (created !== undefined && updated !== undefined)) {
    throw invalidInput('Exactly one of createdAfter and lastUpdatedAfter must be given.');
  }
  const [own, other] = created === undefined ? ['lastUpdatedBefore', 'createdBefore'] : ['createdBefore', 'lastUpdatedBefore'];
  if (query.text(other) !== undefined) throw invalidInput(`${other} does not go with the other dates.`);
  const latest = new Date(call.now.getTime() - SETTLING_MS);
  const until = query.date(own);
  if (until !== undefined && until < from) throw invalidInput(`${own} must not be before the date to start from.`);
  if (until !== undefined && until > latest) throw invalidInput(`${own} must be at least two minutes before the request.`);
  const page = readToken(call, query);
  const to = page === undefined ? (until ?? latest) : new Date(page.to);
  const issued = page?.issued ?? call.now.getTime();
  const by = created === undefined ? 'lastUpdatedAt' : 'createdAt';
  const token = { query: fingerprint(query), to: to.toISOString(), issued };
  return { by, from, to, ...readFilters(query), afterKey: page?.afterKey ?? '', token };
}

function readFilters(query: Query): Pick<Search, 'marketplaces' | 'statuses' | 'fulfilledBy'> {
  const marketplaces = query.list('marketplaceIds', { max: 50 });
  if (marketplaces?.some((id) => !MARKETPLACE_IDS.includes(id))) throw unauthorized('A marketplace is not one of the seller.');
  const statuses = query.list('fulfillmentStatuses', { of: STATUSES });
  return { marketplaces, statuses, fulfilledBy: query.list('fulfilledBy', { of: ['MERCHANT', 'AMAZON'] }) };
}

/** The first that match after the page before, of a list sorted by their keys. */
function firstMatches(sorted: readonly ShopOrder[], search: Search, limit: number): readonly ShopOrder[] {
  const { by, from, to, afterKey } = search;
  const begin = firstIndex(sorted, (order) => order[by] >= from && (afterKey === '' || sortKey(order, by) > afterKey));
  const found: ShopOrder[] = [];
  for (let index = begin; index < sorted.length && found.length < limit; index += 1) {
    const order = sorted[index];
    if (order === undefined || order[by] > to) break;
    if (matches(order, search)) found.push(order);
  }
  return found;
}

/** Where a list begins to be so, having not been so before. */
function firstIndex(sorted: readonly ShopOrder[], isSo: (order: ShopOrder) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const order = sorted[middle];
    if (order !== undefined && isSo(order)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function matches(order: ShopOrder, { marketplaces, statuses, fulfilledBy }: Search): boolean {
  return (
    (marketplaces?.includes(order.marketplace.id) ?? true) &&
    (statuses?.includes(order.status) ?? true) &&
    (fulfilledBy?.includes(order.fulfilledBy) ?? true)
  );
}

function sortKey(order: ShopOrder, by: Search['by']): string {
  return `${order[by].toISOString()} ${order.orderId}`;
}

const pageTokenSchema = z.strictObject({ query: z.string(), to: z.iso.datetime(), issued: z.number(), afterKey: z.string() });
type PageToken = z.infer<typeof pageTokenSchema>;

function writeToken(token: PageToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/** A page token belongs to its query: all but page size and included data must be the same. It lives 24 hours. */
function readToken(call: Call, query: Query): PageToken | undefined {
  const text = query.text('paginationToken');
  if (text === undefined) return undefined;
  const read = pageTokenSchema.safeParse(fromBase64(text));
  if (!read.success) throw invalidInput('The paginationToken is not valid.');
  if (read.data.query !== fingerprint(query)) throw invalidInput('The paginationToken belongs to other parameters.');
  if (call.now.getTime() - read.data.issued > TOKEN_MS) throw invalidInput('The paginationToken has expired.');
  return read.data;
}

function fromBase64(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

function fingerprint(query: Query): string {
  return createHash('sha256')
    .update(FILTERS.map((name) => `${name}=${query.text(name) ?? ''}`).join('&'))
    .digest('base64url');
}

/** The order as Amazon shows it, which may be a while behind. */
function shown(world: World, order: ShopOrder | undefined): ShopOrder | undefined {
  const lag = order === undefined ? undefined : world.lag.get(order.orderId);
  if (order === undefined || lag === undefined || lag.left <= 0) return order;
  lag.left -= 1;
  return lag.order;
}
