import type { CancellationCase, RateSnapshot } from '../../domain/cancellation.js';
import { isBuyerRequested, type OrderCopy } from '../../domain/order.js';
import type { OrderId } from '../../domain/ids.js';
import type { SavedOrder } from '../../domain/saved-order.js';
import { type Verdict, verdict } from '../../domain/verdict.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { Desk } from '../../ports/desk.js';
import { presentRate } from '../facts/present-rate.js';
import { COPY_MAX_AGE_MS, readOrderAnywhere } from '../facts/read-order.js';

export type FindOrderOutcome =
  | {
      readonly kind: 'found';
      readonly copy: OrderCopy;
      readonly verdict: Verdict;
      /** Our cases of the order, newest first. */
      readonly cases: readonly CancellationCase[];
      /** When somebody chose to ship it late instead, newest first. */
      readonly saved: readonly SavedOrder[];
      /** As it would be after cancelling this order. */
      readonly rate: RateSnapshot | undefined;
      /** Why the copy could not be refreshed, when it is older than it should be. */
      readonly staleBecause: AmazonFailure | undefined;
    }
  | { readonly kind: 'failed'; readonly orderId: OrderId; readonly failure: AmazonFailure };

/** Finds an order and says what may be done with it. An older copy is better than nothing when Amazon does not answer. */
export async function findOrder(
  desk: Pick<Desk, 'clock' | 'orders' | 'accounts' | 'rates' | 'cancellations' | 'savedOrders'>,
  orderId: OrderId,
): Promise<FindOrderOutcome> {
  const reading = await readOrderAnywhere(desk, { orderId, maxAgeMs: COPY_MAX_AGE_MS, urgency: 'interactive' });
  const failure = reading.kind === 'failed' ? reading.failure : undefined;
  if (reading.copy === undefined || failure?.kind === 'not-found') {
    return { kind: 'failed', orderId, failure: failure ?? { kind: 'not-found' } };
  }
  const { copy } = reading;
  const { accountId, order } = copy;
  const counts = isBuyerRequested(order) ? 0 : 1;
  const [cases, saved, rate, holding] = await Promise.all([
    desk.cancellations.ofOrder(accountId, orderId),
    desk.savedOrders.ofOrder(accountId, orderId),
    presentRate(desk, { accountId, marketplaceId: order.marketplaceId, programs: order.programs, counts }),
    desk.cancellations.findHolding(accountId, orderId),
  ]);
  return { kind: 'found', copy, cases, saved, rate, staleBecause: failure, verdict: verdict(order, { now: desk.clock.now(), holding }) };
}
