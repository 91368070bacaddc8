import type { OrderCopy } from '../../domain/order.js';
import { type Reach, reachOf } from '../../domain/reach.js';
import { type ListPlace, type OrderFilter, type PageStart, placeOf, TOP } from '../../domain/order-list.js';
import { type Verdict, verdict } from '../../domain/verdict.js';
import type { Desk } from '../../ports/desk.js';
import type { OrderPage } from '../../ports/store.js';

/** Orders on a page: what a person takes in at a glance. */
const PAGE_SIZE = 10;

/** An order of the list with what may be done with it, as far as our copy tells. */
export interface ListedOrder {
  readonly copy: OrderCopy;
  readonly verdict: Verdict;
}

/** A page of the list, and beside which places the pages next to it begin. */
export interface OrderList {
  readonly filter: OrderFilter;
  readonly orders: readonly ListedOrder[];
  readonly previous: ListPlace | undefined;
  readonly next: ListPlace | undefined;
  /** How far the copies that the list is made of reach; while they are still being filled in, how many there are. */
  readonly reach: Reach & { readonly copied: number | undefined };
}

type ListDesk = Pick<Desk, 'clock' | 'orders' | 'mirror' | 'accounts' | 'cancellations'>;

/** Lists the unshipped orders of every connected account, soonest ship-by first, from our own copies. */
export async function listOrders(desk: ListDesk, wish: { readonly filter: OrderFilter; readonly start: PageStart }): Promise<OrderList> {
  const { filter } = wish;
  const now = desk.clock.now();
  const read = async (start: PageStart) => {
    const accountIds = desk.accounts.all().map((account) => account.id);
    return { start, page: await desk.orders.list({ accountIds, filter, now, start, limit: PAGE_SIZE }) };
  };
  const asked = await read(wish.start);
  const { start, page } = isShort(asked) ? await read(TOP) : asked;
  const [holding, reach] = await Promise.all([
    desk.cancellations.holdingAny(page.copies.map(({ accountId, order }) => ({ accountId, orderId: order.orderId }))),
    readReach(desk, filter),
  ]);
  const orders = page.copies.map((copy) => {
    const { accountId, order } = copy;
    const held = holding.find((one) => one.accountId === accountId && one.orderId === order.orderId);
    return { copy, verdict: verdict(order, { now, holding: held }) };
  });
  return { filter, orders, reach, ...neighbours(page, start) };
}

async function readReach({ clock, accounts, orders, mirror }: ListDesk, { marketplaceId }: OrderFilter): Promise<OrderList['reach']> {
  const accountIds = accounts.all().map((account) => account.id);
  const places = accounts
    .all()
    .flatMap(({ id: accountId, marketplaceIds }) => marketplaceIds.map((one) => ({ accountId, marketplaceId: one })));
  const wanted = places.filter((place) => marketplaceId === undefined || place.marketplaceId === marketplaceId);
  const reach = reachOf(wanted, await mirror.coverage(accountIds), clock.now());
  return { ...reach, copied: reach.filling ? await orders.count(accountIds) : undefined };
}

/** Orders go while somebody turns the pages: a page with a gap at the top of the list is read again from there. */
function isShort({ start, page }: { readonly start: PageStart; readonly page: OrderPage }): boolean {
  if (start.kind === 'top') return false;
  return page.copies.length === 0 || (start.kind === 'before' && page.copies.length < PAGE_SIZE);
}

/** Where one came from there is a page; on the other side there is one if there was more to read. */
function neighbours({ copies, more }: OrderPage, start: PageStart): Pick<OrderList, 'previous' | 'next'> {
  const [first, last] = [copies.at(0), copies.at(-1)];
  const before = start.kind === 'after' || (start.kind === 'before' && more);
  const after = start.kind === 'before' || more;
  return {
    previous: before && first !== undefined ? placeOf(first.order) : undefined,
    next: after && last !== undefined ? placeOf(last.order) : undefined,
  };
}
