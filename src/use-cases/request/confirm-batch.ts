import { min } from 'date-fns';
import type { Batch } from '../../domain/batch.js';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { OrderId } from '../../domain/ids.js';
import type { OrderCopy } from '../../domain/order.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { BatchDraft } from '../../ports/batches.js';
import type { NewCase } from '../../ports/cancellations.js';
import type { Desk } from '../../ports/desk.js';
import { readOrder } from '../facts/read-order.js';
import { type BatchDesk, type BatchKey, type BatchStep, batchStep, openBatch, rateOf, shownOf, tickedIn, wasShown } from './batch.js';
import { messagesFor, refusedAmong } from './batch-messages.js';
import type { BatchConfirmStep, BatchProblem } from './edit-batch.js';
import { caseOf, firstJobs, somebodyMayApprove } from './new-case.js';

export type ConfirmBatchOutcome =
  /** Now, or by the same click once before; `heldBy` are the cases whose orders were left out. */
  | { readonly kind: 'requested'; readonly batch: Batch; readonly heldBy: readonly CancellationCase[] }
  /** What the agent agreed to is not what would happen now: shown again, nothing done. */
  | { readonly kind: 'changed'; readonly step: BatchStep; readonly problem?: BatchProblem }
  /** A lead would have to decide, and there is nobody who may. */
  | { readonly kind: 'nobody-may-approve' }
  /** An order could not be read afresh: nothing was done, and the same click may come again. */
  | { readonly kind: 'failed'; readonly failure: AmazonFailure; readonly orderId: OrderId; readonly step: BatchConfirmStep }
  | { readonly kind: 'gone' };

type ConfirmDesk = BatchDesk & Pick<Desk, 'approvers' | 'ids' | 'batches'>;

/** The last click: every order is looked at once more on a fresh read, then all cases are written together, once. */
export async function confirmBatch(desk: ConfirmDesk, key: BatchKey): Promise<ConfirmBatchOutcome> {
  const open = await openBatch(desk, key);
  if (open === undefined) return { kind: 'gone' };
  const already = await desk.batches.find(key.batchId);
  if (already !== undefined) return { kind: 'requested', batch: already, heldBy: [] };
  const { draft } = open;
  if (draft.shown === undefined) return { kind: 'gone' };
  const fresh = await readAfresh(desk, draft);
  if (fresh.kind === 'failed') {
    const step = await batchStep(desk, open);
    return { ...fresh, step: { ...step, messages: messagesFor(desk, step) } };
  }
  const copies = open.copies.map((copy) => fresh.copies.find((one) => isSame(one, copy)) ?? copy);
  const heldBy = await desk.cancellations.holdingAny(fresh.copies.map(({ accountId, order }) => ({ accountId, orderId: order.orderId })));
  const left = draft.ticked.filter((orderId) => !heldBy.some((one) => one.orderId === orderId));
  const step = await batchStep(desk, { ...open, draft: { ...draft, ticked: left }, copies });
  const messages = messagesFor(desk, step);
  const hidden = tickedIn(step).some(({ picked }) => picked === undefined);
  const refused = draft.sendMessage && refusedAmong(messages).length > 0;
  if (tickedIn(step).length < left.length || hidden || refused || !wasShown(shownOf(step), draft.shown)) {
    const ticked = tickedIn(step).map(({ copy }) => copy.order.orderId);
    await desk.batchDrafts.update(draft.id, { ticked, shown: undefined });
    const shownAgain: BatchStep = { ...step, draft: { ...draft, ticked } };
    return { kind: 'changed', step: shownAgain, ...(hidden && { problem: { kind: 'reason-not-offered' } }) };
  }
  if (step.approvalRules.length > 0 && !(await somebodyMayApprove(desk, key))) return { kind: 'nobody-may-approve' };
  return await write(desk, { ...step, messages }, heldBy);
}

type Fresh =
  | { readonly kind: 'read'; readonly copies: readonly OrderCopy[] }
  | { readonly kind: 'failed'; readonly failure: AmazonFailure; readonly orderId: OrderId };

async function readAfresh(desk: ConfirmDesk, { orders, ticked }: BatchDraft): Promise<Fresh> {
  const wanted = orders.filter(({ orderId }) => ticked.includes(orderId));
  const how = { maxAgeMs: 0, urgency: 'interactive' } as const;
  const readings = await Promise.all(wanted.map(async (order) => await readOrder(desk, { ...order, ...how })));
  const copies: OrderCopy[] = [];
  for (const [index, reading] of readings.entries()) {
    const { orderId } = wanted[index] ?? {};
    if (reading.kind === 'read') copies.push(reading.copy);
    else if (orderId !== undefined) return { kind: 'failed', failure: reading.failure, orderId };
  }
  return { kind: 'read', copies };
}

function isSame(one: OrderCopy, other: OrderCopy): boolean {
  return one.accountId === other.accountId && one.order.orderId === other.order.orderId;
}

/** The id of the draft is the batch's: whoever comes second finds it. */
async function write(desk: ConfirmDesk, step: BatchConfirmStep, heldBy: readonly CancellationCase[]): Promise<ConfirmBatchOutcome> {
  const { id, teamId, channelId, userId: requestedBy } = step.draft;
  const cases = casesOf(desk, step).map((newCase) => ({ newCase, jobs: firstJobs(newCase) }));
  const askedAgain = heldBy.map((one) => one.id);
  const created = await desk.batches.create({ id, teamId, channelId, requestedBy, requestedAt: desk.clock.now(), cases, askedAgain });
  return { kind: 'requested', batch: created.batch, heldBy: created.kind === 'created' ? [...heldBy, ...created.heldBy] : [] };
}

/** They wait for one decision, so that it has to be made before the first of them ends. */
function casesOf(desk: ConfirmDesk, step: BatchConfirmStep): readonly NewCase[] {
  const { draft, approvalRules } = step;
  const cases = tickedIn(step).flatMap((line) => {
    const { copy, picked } = line;
    const message = step.messages.find(({ orderId }) => orderId === copy.order.orderId);
    if (picked === undefined || message === undefined) return [];
    const { purpose, language, text } = message;
    const asked = { ...draft, accountId: copy.accountId, stock: undefined, fraudSignals: [] };
    const agreed = { draft: asked, copy, picked, rate: rateOf(step, line), approvalRules, send: draft.sendMessage };
    return [{ ...caseOf(desk, { ...agreed, purpose, language, text }), batchId: draft.id }];
  });
  const ends = cases.flatMap(({ approvalExpiresAt }) => approvalExpiresAt ?? []);
  return ends.length === 0 ? cases : cases.map((one) => ({ ...one, approvalExpiresAt: min(ends) }));
}
