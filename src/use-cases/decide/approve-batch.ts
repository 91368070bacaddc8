import type { CancellationCase } from '../../domain/cancellation.js';
import type { Order } from '../../domain/order.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { Desk } from '../../ports/desk.js';
import { readOrder } from '../facts/read-order.js';
import { type ApprovedCase, approvalMove } from './approval-move.js';
import { decidedTogether, decideTogether, undecided } from './batch.js';
import { type Decider, decidedMeanwhile, type NoDecision } from './right-to-decide.js';

export type ApproveTogetherOutcome =
  /** All that could be are on their way; the others cannot be cancelled any more. */
  | { readonly kind: 'batch-approved'; readonly approved: number; readonly ruledOut: readonly CancellationCase[] }
  | { readonly kind: 'failed'; readonly case: CancellationCase; readonly failure: AmazonFailure }
  | NoDecision;

type BatchDesk = Pick<Desk, 'settings' | 'clock' | 'orders' | 'accounts' | 'batches' | 'cancellations'>;

/** Approves all that wait together with this case, each on a fresh read of its order. */
export async function approveTogether(
  desk: BatchDesk,
  { decider, one }: { readonly decider: Decider; readonly one: CancellationCase },
  said: Pick<ApprovedCase, 'userId' | 'note' | 'instead' | 'reasons'>,
): Promise<ApproveTogetherOutcome> {
  const before = undecided(await decidedTogether(desk, one));
  const how = { maxAgeMs: 0, urgency: 'interactive' } as const;
  const readings = await Promise.all(
    before.map(async (waiting) => ({ waiting, reading: await readOrder(desk, { ...orderOf(waiting), ...how }) })),
  );
  const orders = new Map<string, Order>();
  for (const { waiting, reading } of readings) {
    if (reading.kind === 'failed') return { kind: 'failed', case: waiting, failure: reading.failure };
    orders.set(waiting.id, reading.copy.order);
  }
  const at = desk.clock.now();
  const moves = await decideTogether(desk, one, (waiting) => {
    const order = orders.get(waiting.id);
    if (order === undefined) throw new Error(`Case ${waiting.id} was not read before it is decided`);
    return approvalMove(desk, { case: waiting, order, at, ...said });
  });
  const after = (await decidedTogether(desk, one)).filter(({ id }) => before.some((waiting) => waiting.id === id));
  // The fresh read itself has ended a case where it brought the news that the order is cancelled.
  const ruledOut = after.filter(({ state }) => state === 'not_sent');
  if (moves.length === 0 && ruledOut.length < after.length) return await decidedMeanwhile(desk, { decider, one });
  return { kind: 'batch-approved', approved: moves.filter(({ to }) => to === 'queued').length, ruledOut };
}

function orderOf({ accountId, orderId }: CancellationCase): Pick<CancellationCase, 'accountId' | 'orderId'> {
  return { accountId, orderId };
}
