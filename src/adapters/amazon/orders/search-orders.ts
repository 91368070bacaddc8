import { z } from 'zod';
import type { Order } from '../../../domain/order.js';
import type { AmazonResult, OrderPage, OrderSearch } from '../../../ports/amazon.js';
import type { Log } from '../../../ports/log.js';
import type { AmazonClient, Operation } from '../client.js';
import { timestamp } from '../json.js';
import { INCLUDED_DATA, orderSchema, readOrder } from './order-schema.js';

/** developer-docs.amazon.com/sp-api/reference/searchorders */
const SEARCH_ORDERS: Operation = {
  name: 'searchOrders',
  method: 'GET',
  effect: 'repeatable',
  mayQuoteBuyer: true,
  plan: { perSecond: 0.0056, burst: 20, keptForPeople: 5 },
};

const answer = z.object({
  orders: z.array(z.unknown()).max(100),
  pagination: z.object({ nextToken: z.string().min(1).optional() }).optional(),
  lastUpdatedBefore: timestamp.optional().catch(undefined),
});

/** One page of seller-fulfilled orders. An order that is not understood is left out and counted in the log. */
export async function searchOrders(
  client: AmazonClient,
  { marketplaceIds, from, to, pageToken }: OrderSearch,
  log: Log | undefined,
): Promise<AmazonResult<OrderPage>> {
  const query = {
    lastUpdatedAfter: from.toISOString(),
    ...(to !== undefined && { lastUpdatedBefore: to.toISOString() }),
    marketplaceIds: marketplaceIds.join(','),
    fulfilledBy: 'MERCHANT',
    maxResultsPerPage: '100',
    includedData: INCLUDED_DATA,
    ...(pageToken !== undefined && { paginationToken: pageToken }),
  };
  const result = await client.call(SEARCH_ORDERS, { path: '/orders/2026-01-01/orders', query, urgency: 'background', answer });
  if (!result.ok) return result;
  const orders = result.value.orders.flatMap((one): Order[] => {
    const wire = orderSchema.safeParse(one).data;
    const read = wire && readOrder(wire);
    return read?.kind === 'order' ? [read.order] : [];
  });
  const leftOut = result.value.orders.length - orders.length;
  if (leftOut > 0) log?.warn('Orders of a page were not understood', { operation: SEARCH_ORDERS.name, count: leftOut });
  return { ok: true, value: { orders, nextPageToken: result.value.pagination?.nextToken, until: result.value.lastUpdatedBefore } };
}
