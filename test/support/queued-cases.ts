import { addSeconds } from 'date-fns';
import type { NewCase } from '../../src/ports/cancellations.js';
import { putIntoOutbox } from './case-of-order.js';
import type { Journey } from './journey.js';

/** Puts this many orders of the US shop into the outbox, with windows that end now or so many seconds later; gives their order ids. */
export async function queueCancellations(
  journey: Journey,
  count: number,
  inSeconds = 0,
  changes: Partial<NewCase> = {},
): Promise<readonly string[]> {
  const { desk } = journey.app;
  const sendAfter = addSeconds(journey.clock.now(), inSeconds);
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
  for (const order of orders) await putIntoOutbox(desk, order, { ...changes, sendAfter });
  return orders.map(({ orderId }) => orderId);
}
