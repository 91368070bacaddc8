import { byPlace, type Place } from '../../domain/batch.js';
import type { CancellationCase, RateSnapshot } from '../../domain/cancellation.js';
import { isBuyerRequested, type OrderCopy } from '../../domain/order.js';
import type { Reason } from '../../domain/reason.js';
import { reasonsFor } from '../../domain/reason-book.js';
import { type Verdict, verdict } from '../../domain/verdict.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { Desk } from '../../ports/desk.js';
import { presentRates } from '../facts/present-rate.js';
import { readOrder } from '../facts/read-order.js';
import { decidedTogether, undecided } from './batch.js';
import { type Decider, decidedMeanwhile, type NoDecision } from './right-to-decide.js';

/** One of several cases as it is now. */
export interface ReviewedCase {
  readonly case: CancellationCase;
  readonly copy: OrderCopy;
  readonly verdict: Verdict;
}

export type BatchReviewOutcome =
  | {
      readonly kind: 'batch-review';
      /** Still waiting, soonest ship-by first; never none. */
      readonly cases: readonly ReviewedCase[];
      /** Those that can be chosen in the place of the requester's, with that one. */
      readonly reasons: readonly Reason[];
      readonly rates: readonly (Place & { readonly rate: RateSnapshot | undefined })[];
    }
  | { readonly kind: 'failed'; readonly case: CancellationCase; readonly failure: AmazonFailure }
  | NoDecision;

/** Shows an approver all that wait together with this case, on a fresh read of each order. */
export async function reviewTogether(
  desk: Pick<Desk, 'clock' | 'orders' | 'accounts' | 'rates' | 'batches' | 'cancellations' | 'policies'>,
  { decider, one }: { readonly decider: Decider; readonly one: CancellationCase },
): Promise<BatchReviewOutcome> {
  const waiting = undecided(await decidedTogether(desk, one));
  if (waiting.length === 0) return await decidedMeanwhile(desk, { decider, one });
  const how = { maxAgeMs: 0, urgency: 'interactive' } as const;
  const readings = await Promise.all(
    waiting.map(async (each) => ({
      each,
      reading: await readOrder(desk, { accountId: each.accountId, orderId: each.orderId, ...how }),
    })),
  );
  const cases: ReviewedCase[] = [];
  for (const { each, reading } of readings) {
    if (reading.kind === 'failed') return { kind: 'failed', case: each, failure: reading.failure };
    const { order } = reading.copy;
    const checked = verdict(order, { now: desk.clock.now(), holding: undefined });
    cases.push({ case: { ...each, counts: !isBuyerRequested(order) }, copy: reading.copy, verdict: checked });
  }
  // The cases themselves hold the orders, so their own counts are in the rates already: nothing more is added.
  const questions = byPlace(cases.map(({ copy: { accountId, order } }) => ({ accountId, marketplaceId: order.marketplaceId, order }))).map(
    ({ accountId, marketplaceId, things }) => ({
      accountId,
      marketplaceId,
      programs: [...new Set(things.flatMap(({ order }) => order.programs))],
      counts: 0,
    }),
  );
  const [rates, policy] = await Promise.all([presentRates(desk, questions), desk.policies.reasons()]);
  return {
    kind: 'batch-review',
    cases,
    reasons: reasonsFor(policy, one),
    rates: questions.map(({ accountId, marketplaceId }, index) => ({ accountId, marketplaceId, rate: rates[index] })),
  };
}
