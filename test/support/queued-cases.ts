import { addSeconds } from 'date-fns';
import { caseIdSchema, orderIdSchema } from '../../src/domain/ids.js';
import type { NewCase } from '../../src/ports/cancellations.js';
import type { ScheduledJob } from '../../src/ports/queue.js';
import { newCase } from '../fixtures/cases.js';
import { accountIdOf } from './account.js';
import type { Journey } from './journey.js';

/** Puts this many orders of the US shop into the outbox, with windows that end now or so many seconds later; gives their order ids. */
export async function queueCancellations(
  journey: Journey,
  count: number,
  inSeconds = 0,
  changes: Partial<NewCase> = {},
): Promise<readonly string[]> {
  const { desk } = journey.app;
  const accountId = accountIdOf(desk);
  const now = journey.clock.now();
  const sendAfter = addSeconds(now, inSeconds);
  const orders = journey.amazon.shop
    .listOrders()
    .filter(
      ({ status, fulfilledBy, programs, marketplace }) =>
        status === 'UNSHIPPED' && fulfilledBy === 'MERCHANT' && programs.length === 0 && marketplace.country === 'US',
    )
    // Those first whose buyer can be written to.
    .sort((one, other) => Number(other.messaging) - Number(one.messaging))
    .slice(0, count);
  if (orders.length < count) throw new Error(`The shop has ${orders.length} such orders, not ${count}`);
  for (const order of orders) {
    const id = caseIdSchema.parse(desk.ids.next());
    const wanted = newCase({
      id,
      accountId,
      orderId: orderIdSchema.parse(order.orderId),
      items: order.items.map(({ orderItemId, product, quantity }) => ({ orderItemId, sku: product.sku, quantity })),
      shipBy: undefined,
      requestedAt: now,
      sendAfter,
      ...changes,
    });
    const seal: ScheduledJob = { job: { kind: 'seal-feed', accountId, marketplaceId: wanted.marketplaceId }, notBefore: sendAfter };
    await desk.cancellations.create(wanted, [{ job: { kind: 'announce', caseId: id } }, seal]);
  }
  return orders.map(({ orderId }) => orderId);
}
