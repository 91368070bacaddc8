import { addMilliseconds } from 'date-fns';
import type { BuyerRequest } from '../../domain/buyer-request.js';
import type { MessageState } from '../../domain/cancellation.js';
import type { BuyerRequestId } from '../../domain/ids.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { Desk } from '../../ports/desk.js';
import type { ScheduledJob } from '../../ports/queue.js';
import { failureText } from '../facts/failure-text.js';
import { whenNotAsked, whenNotSent } from '../facts/message-failure.js';
import { readOrder } from '../facts/read-order.js';

type AnswerDesk = Pick<Desk, 'clock' | 'accounts' | 'orders' | 'buyerRequests' | 'queue'>;

const RETRY_MS = 60_000;
/** A job that waits longer would be taken for a lost one. */
const RETRY_AT_MOST_MS = 600_000;

/**
 * Sends the buyer what somebody has agreed to. It cannot be recalled or read back at Amazon, so a call without a clear
 * answer is shown to a person and never made again.
 */
export async function sendAnswer(desk: AnswerDesk, requestId: BuyerRequestId): Promise<void> {
  const one = await desk.buyerRequests.find(requestId);
  if (one?.message === undefined) return;
  // Written down by a run that did not come back: it may have been sent.
  if (one.message.state === 'sending')
    return await settle(desk, one, { from: 'sending', to: 'uncertain', detail: 'interrupted while sending' });
  if (one.message.state !== 'waiting') return;
  const { accountId, orderId, marketplaceId } = one;
  const reading = await readOrder(desk, { accountId, orderId, maxAgeMs: 0, urgency: 'background' });
  if (reading.kind === 'failed') return await notAsked(desk, one, reading.failure);
  if (!isStillTrue(await desk.buyerRequests.find(requestId)))
    return await settle(desk, one, { from: 'waiting', to: 'none', detail: 'request-ended' });
  const { messages } = desk.accounts.amazon(accountId);
  const offered = await messages.isOffered(orderId, marketplaceId, 'background');
  if (!offered.ok) return await notAsked(desk, one, offered.failure);
  if (!offered.value) return await settle(desk, one, { from: 'waiting', to: 'not_offered' });
  if (!(await move(desk, one, { from: 'waiting', to: 'sending' }))) return;
  const sent = await messages.send({ orderId, marketplaceId, text: one.message.text });
  if (sent.ok) return await settle(desk, one, { from: 'sending', to: 'sent' });
  await notSent(desk, one, sent.failure);
}

/** An order that was cancelled, or whose buyer does not wait any more, is not one that is shipped all the same. */
function isStillTrue(one: BuyerRequest | undefined): boolean {
  return one?.state === 'answered' || one?.endedAs === 'shipped';
}

async function notAsked(desk: AnswerDesk, one: BuyerRequest, failure: AmazonFailure): Promise<void> {
  const to = whenNotAsked(failure);
  if (to === 'later') return await later(desk, one, failure);
  await settle(desk, one, { from: 'waiting', to, detail: failureText(failure) });
}

async function notSent(desk: AnswerDesk, one: BuyerRequest, failure: AmazonFailure): Promise<void> {
  const to = whenNotSent(failure);
  const detail = failureText(failure);
  if (to !== 'later') return await settle(desk, one, { from: 'sending', to, detail });
  // Not when another worker has found it meanwhile, and people were told.
  if (await move(desk, one, { from: 'sending', to: 'waiting', detail })) await later(desk, one, failure);
}

interface Step {
  readonly from: MessageState;
  readonly to: MessageState;
  readonly detail?: string;
  readonly jobs?: readonly ScheduledJob[];
}

async function settle(desk: AnswerDesk, one: BuyerRequest, step: Step): Promise<void> {
  await move(desk, one, { ...step, jobs: [{ job: { kind: 'post-request', requestId: one.id } }] });
}

async function move(desk: AnswerDesk, { id: requestId }: BuyerRequest, step: Step): Promise<boolean> {
  return await desk.buyerRequests.moveMessage({ requestId, jobs: [], ...step, actor: { kind: 'app' }, at: desk.clock.now() });
}

async function later(desk: AnswerDesk, { id: requestId }: BuyerRequest, failure: AmazonFailure): Promise<void> {
  const now = desk.clock.now();
  const waitMs = failure.kind === 'throttled' ? Math.max(RETRY_MS, failure.retryAfterMs) : RETRY_MS;
  await desk.buyerRequests.touch(requestId, now);
  const notBefore = addMilliseconds(now, Math.min(waitMs, RETRY_AT_MOST_MS));
  await desk.queue.add([{ job: { kind: 'send-answer', requestId }, notBefore }]);
}
