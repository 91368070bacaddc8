import { z } from 'zod';
import type { Order } from '../../../domain/order.js';
import type { AmazonOrders } from '../../../ports/amazon.js';
import type { Log } from '../../../ports/log.js';
import type { AmazonClient, Operation } from '../client.js';
import { INCLUDED_DATA, orderSchema, readOrder } from './order-schema.js';

type CreatedSince = AmazonOrders['createdSince'];

/** developer-docs.amazon.com/sp-api/reference/searchorders */
const SEARCH_ORDERS: Operation = {
  name: 'searchOrders',
  method: 'GET',
  effect: 'repeatable',
  mayQuoteBuyer: true,
  plan: { perSecond: 0.0056, burst: 20 },
};

const answer = z.object({
  orders: z.array(z.unknown()).max(100),
  pagination: z.object({ nextToken: z.string().min(1).optional() }).optional(),
});

/** One page of seller-fulfilled orders. An order that is not understood is left out and counted in the log. */
export async function searchOrders(
  client: AmazonClient,
  { marketplaceId, since, pageToken }: Parameters<CreatedSince>[0],
  log: Log | undefined,
): Promise<Awaited<ReturnType<CreatedSince>>> {
  // A page token is good only with the same query as before, so the query is the same on every page.
  const query = {
    createdAfter: since.toISOString(),
    marketplaceIds: marketplaceId,
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
  if (leftOut > 0) log?.warn('Orders of a page were not understood', { operation: SEARCH_ORDERS.name, marketplaceId, count: leftOut });
  return { ok: true, value: { orders, nextPageToken: result.value.pagination?.nextToken } };
}
