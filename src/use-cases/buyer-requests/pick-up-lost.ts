import { subMinutes } from 'date-fns';
import type { BuyerRequest } from '../../domain/buyer-request.js';
import type { Desk } from '../../ports/desk.js';
import type { ScheduledJob } from '../../ports/queue.js';

/** Longer than anything here waits on purpose. */
const UNTOUCHED_MINUTES = 20;

/** Gives requests a job again that have lost theirs, whatever became of it. */
export async function pickUpLostRequests(desk: Pick<Desk, 'clock' | 'buyerRequests' | 'queue'>): Promise<void> {
  const lost = await desk.buyerRequests.unfinished(subMinutes(desk.clock.now(), UNTOUCHED_MINUTES));
  if (lost.length > 0) await desk.queue.add(lost.flatMap(jobsOf));
}

function jobsOf({ id: requestId, message }: BuyerRequest): ScheduledJob[] {
  const underWay = message?.state === 'waiting' || message?.state === 'sending';
  return [{ job: { kind: 'post-request', requestId } }, ...(underWay ? [{ job: { kind: 'send-answer', requestId } } as const] : [])];
}
