import { addMilliseconds, isBefore } from 'date-fns';
import type { OrderId } from '../../domain/ids.js';
import type { OrderCopy } from '../../domain/order.js';
import type { AmazonFailure, Urgency } from '../../ports/amazon.js';
import type { Desk } from '../../ports/desk.js';

/** Age up to which our copy of an order is shown instead of asking Amazon again. */
export const COPY_MAX_AGE_MS = 60_000;

/** An order as Amazon gave it just now or lately; or why not, with the older copy if there is one. */
export type OrderReading =
  | { readonly kind: 'read'; readonly copy: OrderCopy }
  | { readonly kind: 'failed'; readonly failure: AmazonFailure; readonly copy: OrderCopy | undefined };

/** How an order is wanted. `maxAgeMs` 0 asks Amazon whatever we have. */
export interface OrderWanted {
  readonly orderId: OrderId;
  readonly maxAgeMs: number;
  readonly urgency: Urgency;
}

/** Reads an order from our copy if it is young enough, else from Amazon, and keeps what Amazon gave. */
export async function readOrder(desk: Pick<Desk, 'settings' | 'clock' | 'orders' | 'amazon'>, wanted: OrderWanted): Promise<OrderReading> {
  const { accountId } = desk.settings;
  const onFile = await desk.orders.find(accountId, wanted.orderId);
  const oldestWanted = addMilliseconds(desk.clock.now(), -wanted.maxAgeMs);
  if (onFile !== undefined && wanted.maxAgeMs > 0 && !isBefore(onFile.readAt, oldestWanted)) return { kind: 'read', copy: onFile };
  const answer = await desk.amazon.orders.get(wanted.orderId, wanted.urgency);
  if (!answer.ok) return { kind: 'failed', failure: answer.failure, copy: onFile };
  const copy = { order: answer.value, readAt: desk.clock.now() };
  await desk.orders.save(accountId, copy);
  return { kind: 'read', copy };
}
