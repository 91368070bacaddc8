import type { OrderId } from '../../domain/ids.js';
import type { Reason } from '../../domain/reason.js';
import type { BatchDraft } from '../../ports/batches.js';
import { type BatchDesk, type BatchKey, type BatchStep, batchStep, openBatch, shownOf, tickedIn } from './batch.js';
import { askLocales, type BatchMessage, messagesFor, refusedAmong } from './batch-messages.js';
import { type ReasonEntry, type ReasonProblem, reasonProblem } from './pick-reason.js';

/** What the agent has ticked and filled in for several orders. */
export interface BatchEntry extends Omit<ReasonEntry, 'stock' | 'restockOn' | 'fraudSignals'> {
  readonly ticked: readonly string[];
  readonly sendMessage: boolean;
}

/** What is missing or forbidden. */
export type BatchProblem =
  | { readonly kind: ReasonProblem | 'none-ticked' }
  /** Amazon's rules for messages forbid the text for these orders. */
  | { readonly kind: 'message-refused'; readonly messages: readonly BatchMessage[] };

/** Everything that the agent agrees to with the last click. */
export interface BatchConfirmStep extends BatchStep {
  readonly messages: readonly BatchMessage[];
}

export type EditBatchOutcome =
  | { readonly kind: 'batch-step'; readonly step: BatchStep; readonly problem?: BatchProblem }
  | { readonly kind: 'confirm-step'; readonly step: BatchConfirmStep }
  | { readonly kind: 'gone' };

/** Keeps what was ticked and filled in, and shows what it means. */
export async function editBatch(desk: BatchDesk, { entry, ...key }: BatchKey & { readonly entry: BatchEntry }): Promise<EditBatchOutcome> {
  const open = await openBatch(desk, key);
  if (open === undefined) return { kind: 'gone' };
  const changes = changesFor(open, entry);
  await desk.batchDrafts.update(key.batchId, changes);
  return { kind: 'batch-step', step: await batchStep(desk, { ...open, draft: { ...open.draft, ...changes } }) };
}

/** Back from the last look: everything is as it was. */
export async function backToBatch(desk: BatchDesk, key: BatchKey): Promise<EditBatchOutcome> {
  const open = await openBatch(desk, key);
  return open === undefined ? { kind: 'gone' } : { kind: 'batch-step', step: await batchStep(desk, open) };
}

/** To the last look: keeps everything, checks it, and shows it in a few lines. */
export async function previewBatch(
  desk: BatchDesk,
  { entry, ...key }: BatchKey & { readonly entry: BatchEntry },
): Promise<EditBatchOutcome> {
  const open = await openBatch(desk, key);
  if (open === undefined) return { kind: 'gone' };
  const changes = changesFor(open, entry);
  const step = await batchStep(desk, { ...open, draft: { ...open.draft, ...changes } });
  const problem =
    tickedIn(step).length === 0 ? 'none-ticked' : reasonProblem(desk, { ...entry, stock: undefined, fraudSignals: [] }, open.reasons);
  if (problem !== undefined) {
    await desk.batchDrafts.update(key.batchId, changes);
    return { kind: 'batch-step', step, problem: { kind: problem } };
  }
  const orders = await askLocales(desk, step);
  const whole = { ...step, draft: { ...step.draft, orders } };
  const messages = messagesFor(desk, whole);
  await desk.batchDrafts.update(key.batchId, { ...changes, orders, shown: shownOf(whole) });
  const refused = entry.sendMessage ? refusedAmong(messages) : [];
  if (refused.length > 0) return { kind: 'batch-step', step: whole, problem: { kind: 'message-refused', messages: refused } };
  return { kind: 'confirm-step', step: { ...whole, messages } };
}

type BatchChanges = Pick<BatchDraft, 'ticked' | 'reason' | 'subReason' | 'note' | 'memo' | 'sendMessage' | 'shown'>;

/** What was shown before the change is not what is agreed to after it. */
function changesFor(
  { draft: { orders }, reasons }: { readonly draft: BatchDraft; readonly reasons: readonly Reason[] },
  entry: BatchEntry,
): BatchChanges {
  const reason = reasons.find((one) => one.key === entry.reason);
  const subReason = reason?.subReasons.some((one) => one.key === entry.subReason) === true ? entry.subReason : undefined;
  const ticked = orders.map(({ orderId }) => orderId).filter((orderId: OrderId) => entry.ticked.includes(orderId));
  const { note, memo, sendMessage } = entry;
  return { ticked, reason: reason?.key, subReason, note, memo, sendMessage, shown: undefined };
}
