import type { CancellationCase, MessageState } from '../../domain/cancellation.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { Desk } from '../../ports/desk.js';
import type { Job, ScheduledJob } from '../../ports/queue.js';
import { failureText } from '../facts/failure-text.js';
import { whenNotAsked, whenNotSent } from '../facts/message-failure.js';
import { nextLookAfter } from './pace.js';

type MessageJob = Pick<Extract<Job, { kind: 'message-buyer' }>, 'caseId' | 'offered'>;
type MessageDesk = Pick<Desk, 'clock' | 'accounts' | 'cancellations' | 'queue'>;

/**
 * Sends the buyer the message that was agreed to, once the cancellation is read back. It cannot be recalled or
 * read back at Amazon, so a call without a clear answer is shown to a person and never made again.
 */
export async function messageBuyer(desk: MessageDesk, { caseId, offered = false }: MessageJob): Promise<void> {
  const one = await desk.cancellations.find(caseId);
  if (one?.state !== 'cancelled') return;
  // Written down by a run that did not come back: it may have been sent.
  if (one.message.state === 'sending')
    return await settle(desk, one, { from: 'sending', to: 'uncertain', detail: 'interrupted while sending' });
  if (one.message.state !== 'waiting') return;
  const { orderId, marketplaceId } = one;
  const { messages } = desk.accounts.amazon(one.accountId);
  if (!offered) {
    const answer = await messages.isOffered(orderId, marketplaceId, 'background');
    if (!answer.ok) return await notAsked(desk, one, answer.failure);
    if (!answer.value) return await settle(desk, one, { from: 'waiting', to: 'not_offered' });
  }
  const mine = await desk.cancellations.moveMessage({ caseId, from: 'waiting', to: 'sending', at: desk.clock.now(), jobs: [] });
  if (!mine) return;
  const sent = await messages.send({ orderId, marketplaceId, text: one.message.text });
  if (sent.ok) return await settle(desk, one, { from: 'sending', to: 'sent' });
  await notSent(desk, one, sent.failure);
}

async function notAsked(desk: MessageDesk, one: CancellationCase, failure: AmazonFailure): Promise<void> {
  const to = whenNotAsked(failure);
  if (to === 'later') return await later(desk, one, { failure, offered: false });
  await settle(desk, one, { from: 'waiting', to, detail: failureText(failure) });
}

async function notSent(desk: MessageDesk, one: CancellationCase, failure: AmazonFailure): Promise<void> {
  const to = whenNotSent(failure);
  const detail = failureText(failure);
  if (to !== 'later') return await settle(desk, one, { from: 'sending', to, detail });
  const back = { caseId: one.id, from: 'sending', to: 'waiting', at: desk.clock.now(), detail, jobs: [] } as const;
  // Not when another worker has found it meanwhile, and people were told.
  if (await desk.cancellations.moveMessage(back)) await later(desk, one, { failure, offered: true });
}

interface Refusal {
  readonly failure: AmazonFailure;
  readonly offered: boolean;
}

async function later(desk: MessageDesk, one: CancellationCase, { failure, offered }: Refusal): Promise<void> {
  const nextAttemptAt = nextLookAfter(failure, one.attempts, desk.clock.now());
  if (failure.kind === 'throttled')
    return await desk.queue.add([{ job: { kind: 'message-buyer', caseId: one.id, offered }, notBefore: nextAttemptAt }]);
  const detail = failureText(failure);
  const again: ScheduledJob = { job: { kind: 'message-buyer', caseId: one.id }, notBefore: nextAttemptAt };
  // Why it waits is told once, not with every try.
  const news: readonly ScheduledJob[] = detail === one.detail ? [] : [{ job: { kind: 'announce', caseId: one.id } }];
  await desk.cancellations.noteAttempt(one.id, { state: 'cancelled', detail, nextAttemptAt, jobs: [again, ...news] });
}

interface Settlement {
  readonly from: MessageState;
  readonly to: MessageState;
  readonly detail?: string;
}

async function settle(desk: MessageDesk, one: CancellationCase, settlement: Settlement): Promise<void> {
  const at = desk.clock.now();
  await desk.cancellations.moveMessage({ caseId: one.id, at, ...settlement, jobs: [{ job: { kind: 'announce', caseId: one.id } }] });
}
