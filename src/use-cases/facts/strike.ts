import { isBuyerRequested, type OrderCopy } from '../../domain/order.js';
import { type SecondStrike, strikesSince } from '../../domain/second-strike.js';
import type { Desk } from '../../ports/desk.js';

/** What the seller's cancelling would be the second of; nothing where the buyer asked for it. */
export async function strikeOf(desk: Pick<Desk, 'clock' | 'figures'>, { accountId, order }: OrderCopy): Promise<SecondStrike | undefined> {
  if (isBuyerRequested(order)) return undefined;
  return await desk.figures.secondStrike({ accountId, orderId: order.orderId, since: strikesSince(desk.clock.now()) });
}
