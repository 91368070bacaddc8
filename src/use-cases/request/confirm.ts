import type { CancellationCase } from '../../domain/cancellation.js';
import type { OrderCopy } from '../../domain/order.js';
import { type Verdict, verdict } from '../../domain/verdict.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { Desk } from '../../ports/desk.js';
import { readOrder } from '../facts/read-order.js';
import { strikeOf } from '../facts/strike.js';
import { type DraftKey, effectOf, openDraft, pickedIn, type ReasonStep, reasonStep } from './draft.js';
import { caseOf, firstJobs, somebodyMayApprove } from './new-case.js';
import { type ReasonProblem, reasonProblem } from './pick-reason.js';
import type { ConfirmStep } from './preview.js';
import { messageStep } from './write-message.js';

export type ConfirmOutcome =
  | { readonly kind: 'requested'; readonly case: CancellationCase }
  /** Somebody was first, or it is the same click once more. */
  | { readonly kind: 'held-by'; readonly case: CancellationCase }
  | { readonly kind: 'may-not'; readonly copy: OrderCopy; readonly verdict: Verdict }
  /** What the agent agreed to is not what would happen now: shown again, nothing done. */
  | { readonly kind: 'changed'; readonly step: ConfirmStep }
  /** The first step lacks something. */
  | { readonly kind: 'incomplete'; readonly step: ReasonStep; readonly problem: ReasonProblem }
  /** A lead would have to decide, and there is nobody who may. */
  | { readonly kind: 'nobody-may-approve' }
  | { readonly kind: 'failed'; readonly failure: AmazonFailure; readonly copy: OrderCopy }
  | { readonly kind: 'gone' };

type ConfirmDesk = Pick<
  Desk,
  | 'settings'
  | 'approvers'
  | 'clock'
  | 'ids'
  | 'drafts'
  | 'orders'
  | 'accounts'
  | 'rates'
  | 'cancellations'
  | 'policies'
  | 'figures'
  | 'templates'
>;

/** The last click: everything is looked at once more on a fresh read, then the case is written, once. */
export async function confirmRequest(desk: ConfirmDesk, key: DraftKey): Promise<ConfirmOutcome> {
  const open = await openDraft(desk, key);
  if (open === undefined) return { kind: 'gone' };
  const { draft } = open;
  const already = draft.caseId === undefined ? undefined : await desk.cancellations.find(draft.caseId);
  if (already !== undefined) return { kind: 'held-by', case: already };
  const { accountId } = draft;
  const reading = await readOrder(desk, { accountId, orderId: draft.orderId, maxAgeMs: 0, urgency: 'interactive' });
  if (reading.kind === 'failed') return { kind: 'failed', failure: reading.failure, copy: open.copy };
  const now = { ...open, copy: reading.copy };
  const holding = await desk.cancellations.findHolding(accountId, draft.orderId);
  if (holding !== undefined) return { kind: 'held-by', case: holding };
  const checked = verdict(reading.copy.order, { now: desk.clock.now(), holding });
  if (checked.kind === 'may-not') return { kind: 'may-not', copy: reading.copy, verdict: checked };
  const before = pickedIn(open);
  const picked = pickedIn(now);
  const incomplete = async (problem: ReasonProblem): Promise<ConfirmOutcome> => ({
    kind: 'incomplete',
    step: await reasonStep(desk, now),
    problem,
  });
  // Hidden by an admin meanwhile.
  if (before === undefined || picked === undefined) return await incomplete('reason-not-offered');
  const problem = reasonProblem(desk, draft, open.reasons);
  if (problem !== undefined) return await incomplete(problem);
  const effect = await effectOf(desk, { copy: reading.copy, picked, userId: key.userId });
  const strike = await strikeOf(desk, reading.copy);
  const step = { ...messageStep(desk, now), picked, ...effect, strike };
  if (before.counts !== picked.counts || draft.approvalRules.join() !== effect.approvalRules.join()) {
    await desk.drafts.update(draft.id, effect);
    return { kind: 'changed', step };
  }
  if (effect.approvalRules.length > 0 && !(await somebodyMayApprove(desk, key))) return { kind: 'nobody-may-approve' };
  const newCase = caseOf(desk, step);
  const created = await desk.cancellations.createFromDraft(draft.id, newCase, firstJobs(newCase));
  if (created !== undefined) return { kind: created.kind === 'created' ? 'requested' : 'held-by', case: created.case };
  // The same click once more, or the request came to another end in this moment.
  const byNow = await desk.cancellations.findHolding(accountId, draft.orderId);
  return byNow === undefined ? { kind: 'gone' } : { kind: 'held-by', case: byNow };
}
