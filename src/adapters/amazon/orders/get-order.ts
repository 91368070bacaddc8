import { z } from 'zod';
import type { OrderId } from '../../../domain/ids.js';
import type { Order } from '../../../domain/order.js';
import type { AmazonResult, Urgency } from '../../../ports/amazon.js';
import type { AmazonClient, Operation } from '../client.js';
import { INCLUDED_DATA, orderSchema, readOrder } from './order-schema.js';

/** developer-docs.amazon.com/sp-api/reference/getorder-v2026-01-01 */
const GET_ORDER: Operation = {
  name: 'getOrder',
  method: 'GET',
  effect: 'repeatable',
  mayQuoteBuyer: true,
  plan: { perSecond: 0.5, burst: 30, keptForPeople: 5, linesUp: true },
};

const answer = z.object({ order: orderSchema });

/** One order, without anything about the buyer. */
export async function getOrder(client: AmazonClient, orderId: OrderId, urgency: Urgency): Promise<AmazonResult<Order>> {
  const path = `/orders/2026-01-01/orders/${orderId}`;
  const result = await client.call(GET_ORDER, { path, query: { includedData: INCLUDED_DATA }, urgency, orderId, answer });
  if (!result.ok) return result;
  if (result.value.order.orderId !== orderId)
    return { ok: false, failure: { kind: 'unavailable', message: 'Amazon answered with another order' } };
  const read = readOrder(result.value.order);
  if (read.kind === 'odd') return { ok: false, failure: { kind: 'refused', code: read.code, message: read.message } };
  return { ok: true, value: read.order };
}
