import { addMinutes } from 'date-fns';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { CaseId } from '../../domain/ids.js';
import { cancelledBy, type Order } from '../../domain/order.js';
import type { Desk } from '../../ports/desk.js';
import type { ScheduledJob } from '../../ports/queue.js';
import { failureText } from '../facts/failure-text.js';
import { readUnlessYoung } from '../facts/read-order.js';
import { stockJobs } from './adjust-stock.js';
import { nextTry, nextTryAfter, READ_BACK_PACE } from './pace.js';

type ReadBackDesk = Pick<Desk, 'settings' | 'clock' | 'orders' | 'accounts' | 'cancellations' | 'queue'>;

/** Tries at READ_BACK_PACE until a person has to look: about half an hour. */
const TRIES = 8;
/** A question that got no answer is asked again within a minute, for half an hour as well: an order that nobody has looked at tells nothing. */
const TRIES_WITHOUT_ANSWER = 30;
const SLOWEST_WITHOUT_ANSWER = 3;
/** A stuck case is looked at again this often, in case Amazon carries it out late. */
const STUCK_RECHECK_MINUTES = 60;

/** Asks Amazon whether the order is cancelled. Only its own CANCELLED ends the case as cancelled. */
export async function readBack(desk: ReadBackDesk, caseId: CaseId): Promise<void> {
  const one = await desk.cancellations.find(caseId);
  if (one === undefined || (one.state !== 'reading_back' && one.state !== 'stuck')) return;
  const { accountId, orderId } = one;
  const onFile = await desk.orders.find(accountId, orderId);
  // The mirror reads a hundred orders a call and may have been faster. Nothing that Amazon has cancelled comes back.
  if (onFile?.order.status === 'CANCELLED') return await cancelled(desk, one, onFile.order);
  const reading = await readUnlessYoung(desk, { accountId, orderId, maxAgeMs: 0, urgency: 'background' }, onFile);
  if (reading.kind === 'read' && reading.copy.order.status === 'CANCELLED') return await cancelled(desk, one, reading.copy.order);
  // No room for the call: nothing was seen, and it is no try.
  if (reading.kind === 'failed' && reading.failure.kind === 'throttled')
    return await desk.queue.add([{ job: { kind: 'read-back', caseId }, notBefore: nextTryAfter(reading.failure, 0, desk.clock.now()) }]);
  const seen = reading.kind === 'read' ? `order-still-${reading.copy.order.status}` : failureText(reading.failure);
  await notYet(desk, one, { seen, answered: reading.kind === 'read' });
}

async function cancelled(desk: ReadBackDesk, one: CancellationCase, order: Order): Promise<void> {
  const at = desk.clock.now();
  const by = cancelledBy(order);
  const jobs: ScheduledJob[] = [{ job: { kind: 'announce', caseId: one.id } }, ...stockJobs(one, at)];
  // Our reason would be untrue when it was not us; the buyer hears from whoever did it.
  const tellBuyer = one.message.state === 'waiting' && (by === undefined || by === 'MERCHANT');
  if (tellBuyer) jobs.push({ job: { kind: 'message-buyer', caseId: one.id } });
  const moved = await desk.cancellations.move({
    caseId: one.id,
    from: one.state,
    to: 'cancelled',
    actor: { kind: 'amazon' },
    at,
    ...(by !== undefined && { detail: `cancelled by ${by}` }),
    changes: {
      cancelledAt: at,
      attempts: 0,
      nextAttemptAt: null,
      detail: by === undefined || by === 'MERCHANT' ? null : `cancelled-by-${by}`,
    },
    jobs,
  });
  if (moved && one.message.state === 'waiting' && !tellBuyer) {
    await desk.cancellations.moveMessage({ caseId: one.id, from: 'waiting', to: 'none', at, detail: `cancelled-by-${by}`, jobs: [] });
  }
}

interface Look {
  readonly seen: string;
  readonly answered: boolean;
}

async function notYet(desk: ReadBackDesk, one: CancellationCase, { seen, answered }: Look): Promise<void> {
  const now = desk.clock.now();
  const announce: ScheduledJob = { job: { kind: 'announce', caseId: one.id } };
  const step = answered ? one.attempts : Math.min(one.attempts, SLOWEST_WITHOUT_ANSWER);
  const nextAttemptAt = one.state === 'stuck' ? addMinutes(now, STUCK_RECHECK_MINUTES) : nextTry(READ_BACK_PACE, step, now);
  const readAgain: ScheduledJob = { job: { kind: 'read-back', caseId: one.id }, notBefore: nextAttemptAt };
  const patient = one.state === 'stuck' || one.attempts + 1 < (answered ? TRIES : TRIES_WITHOUT_ANSWER);
  if (patient)
    return await desk.cancellations.noteAttempt(one.id, { state: one.state, detail: seen, nextAttemptAt, jobs: [readAgain, announce] });
  const { feedRowId } = one;
  const feed = feedRowId === undefined ? undefined : await desk.cancellations.findFeed(feedRowId);
  const ending = feed?.detail === undefined ? '' : ` (feed ${feed.detail})`;
  const detail = `${seen}${ending}`;
  const recheck = { ...readAgain, notBefore: addMinutes(now, STUCK_RECHECK_MINUTES) };
  await desk.cancellations.move({
    caseId: one.id,
    from: 'reading_back',
    to: 'stuck',
    actor: { kind: 'app' },
    at: now,
    detail,
    changes: { detail },
    jobs: [announce, recheck],
  });
}
