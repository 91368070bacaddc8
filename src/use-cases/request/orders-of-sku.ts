import { EVERY_ORDER, type OrderFilter, TOP } from '../../domain/order-list.js';
import type { AccountId, CaseId, OrderId } from '../../domain/ids.js';
import type { OrderCopy } from '../../domain/order.js';
import type { Desk } from '../../ports/desk.js';

/** Looked through for those that are taken at once; of the rest only the number is said. */
const LOOKED_THROUGH = 100;

type SkuDesk = Pick<Desk, 'clock' | 'orders' | 'accounts' | 'cancellations'>;

/** The unshipped orders of a list, in every account, soonest ship-by first, from our copies. */
export async function ordersLike(desk: SkuDesk, filter: OrderFilter): Promise<readonly OrderId[]> {
  const accountIds = desk.accounts.all().map(({ id }) => id);
  return (await list(desk, accountIds, filter)).map(({ order }) => order.orderId);
}

/** The other unshipped orders with a SKU of a case's order, of the same account; undefined for a case that there is not. */
export async function otherOrdersOf(desk: SkuDesk, caseId: CaseId): Promise<readonly OrderId[] | undefined> {
  const one = await desk.cancellations.find(caseId);
  if (one === undefined) return undefined;
  const skus = [...new Set(one.items.flatMap((item) => item.sku ?? []))];
  const copies = (await Promise.all(skus.map(async (sku) => await list(desk, [one.accountId], { ...EVERY_ORDER, sku })))).flat();
  const soonest = copies.toSorted((first, second) => shipBy(first) - shipBy(second)).map(({ order }) => order.orderId);
  return [...new Set(soonest)].filter((orderId) => orderId !== one.orderId);
}

async function list(desk: SkuDesk, accountIds: readonly AccountId[], filter: OrderFilter): Promise<readonly OrderCopy[]> {
  const query = { accountIds, filter, now: desk.clock.now(), start: TOP, limit: LOOKED_THROUGH };
  return (await desk.orders.list(query)).copies;
}

function shipBy({ order }: OrderCopy): number {
  return order.shipBy?.getTime() ?? Number.POSITIVE_INFINITY;
}
