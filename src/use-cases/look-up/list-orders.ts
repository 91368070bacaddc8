import type { OrderCopy } from '../../domain/order.js';
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
}

type ListDesk = Pick<Desk, 'clock' | 'orders' | 'accounts' | 'cancellations'>;

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
  const holding = await desk.cancellations.holdingAny(page.copies.map(({ accountId, order }) => ({ accountId, orderId: order.orderId })));
  const orders = page.copies.map((copy) => {
    const { accountId, order } = copy;
    const held = holding.find((one) => one.accountId === accountId && one.orderId === order.orderId);
    return { copy, verdict: verdict(order, { now, holding: held }) };
  });
  return { filter, orders, ...neighbours(page, start) };
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
