import type { CancellationCase, RateSnapshot } from '../../domain/cancellation.js';
import { isBuyerRequested, type OrderCopy } from '../../domain/order.js';
import type { Reason } from '../../domain/reason.js';
import { reasonsFor } from '../../domain/reason-book.js';
import type { SecondStrike } from '../../domain/second-strike.js';
import { type Verdict, verdict } from '../../domain/verdict.js';
import type { Desk } from '../../ports/desk.js';
import { presentRate } from '../facts/present-rate.js';
import { readOrder } from '../facts/read-order.js';
import { strikeOf } from '../facts/strike.js';
import { type BatchReviewOutcome, reviewTogether } from './review-batch.js';
import { type Decider, findDecidable, type NoDecision } from './right-to-decide.js';

export type ReviewOutcome =
  | {
      readonly kind: 'review';
      readonly case: CancellationCase;
      readonly copy: OrderCopy;
      readonly verdict: Verdict;
      readonly rate: RateSnapshot | undefined;
      readonly strike: SecondStrike | undefined;
      /** Those that can be chosen in the place of the requester's, with that one. */
      readonly reasons: readonly Reason[];
    }
  | BatchReviewOutcome
  | NoDecision;

/** Shows an approver everything that the requester saw, on a fresh read of the order; of several that were asked for together, of all. */
export async function reviewRequest(
  desk: Pick<Desk, 'approvers' | 'clock' | 'orders' | 'accounts' | 'rates' | 'batches' | 'cancellations' | 'figures' | 'policies'>,
  decider: Decider,
): Promise<ReviewOutcome> {
  const found = await findDecidable(desk, decider);
  if (found.kind !== 'decidable') return found;
  if (found.case.batchId !== undefined) return await reviewTogether(desk, { decider, one: found.case });
  const reading = await readOrder(desk, {
    accountId: found.case.accountId,
    orderId: found.case.orderId,
    maxAgeMs: 0,
    urgency: 'interactive',
  });
  if (reading.kind === 'failed') return { kind: 'failed', case: found.case, failure: reading.failure };
  const { copy } = reading;
  // The case itself holds the order, so its own count is in the rate already: nothing more is added.
  const { marketplaceId, programs } = copy.order;
  const rate = await presentRate(desk, { accountId: copy.accountId, marketplaceId, programs, counts: 0 });
  const counts = !isBuyerRequested(copy.order);
  return {
    kind: 'review',
    case: { ...found.case, counts },
    copy,
    rate,
    strike: await strikeOf(desk, copy),
    reasons: reasonsFor(await desk.policies.reasons(), found.case),
    verdict: verdict(copy.order, { now: desk.clock.now(), holding: undefined }),
  };
}
