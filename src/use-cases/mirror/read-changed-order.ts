import { addMilliseconds } from 'date-fns';
import type { AccountId, OrderId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';
import { readOrder } from '../facts/read-order.js';

/**
 * Reads an order that Amazon says has changed; what follows from it follows from keeping the copy. Without room for the
 * call it is tried again then; after another failure the mirror finds it on its next look.
 */
export async function readChangedOrder(
  desk: Pick<Desk, 'clock' | 'orders' | 'accounts' | 'queue'>,
  order: { readonly accountId: AccountId; readonly orderId: OrderId },
): Promise<void> {
  if (!desk.accounts.all().some(({ id }) => id === order.accountId)) return;
  const reading = await readOrder(desk, { ...order, maxAgeMs: 0, urgency: 'background' });
  if (reading.kind === 'read' || reading.failure.kind !== 'throttled') return;
  const notBefore = addMilliseconds(desk.clock.now(), reading.failure.retryAfterMs);
  await desk.queue.add([{ job: { kind: 'read-order', ...order }, notBefore }]);
}
