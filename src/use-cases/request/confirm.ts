import { addHours, isAfter, subHours } from 'date-fns';
import type { CancellationCase } from '../../domain/cancellation.js';
import { caseIdSchema } from '../../domain/ids.js';
import type { OrderCopy } from '../../domain/order.js';
import { leavesAt } from '../../domain/outbox.js';
import { newStock } from '../../domain/stock.js';
import { type Verdict, verdict } from '../../domain/verdict.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { NewCase } from '../../ports/cancellations.js';
import type { Desk } from '../../ports/desk.js';
import type { ScheduledJob } from '../../ports/queue.js';
import { readOrder } from '../facts/read-order.js';
import { strikeOf } from '../facts/strike.js';
import { type DraftKey, effectOf, openDraft, pickedIn, type ReasonStep, reasonStep } from './draft.js';
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

/** An approval that nobody gives is no approval: it ends after this long, and before the order has to be shipped. */
const APPROVAL_HOURS = 24;
const HOURS_BEFORE_SHIP_BY = 2;

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
  const created = await desk.cancellations.create(newCase, firstJobs(newCase));
  if (created.kind === 'created') await desk.drafts.update(draft.id, { caseId: newCase.id });
  return created.kind === 'created' ? { kind: 'requested', case: created.case } : { kind: 'held-by', case: created.case };
}

async function somebodyMayApprove({ settings, approvers }: ConfirmDesk, { userId }: DraftKey): Promise<boolean> {
  return settings.approvalsChannel !== undefined && (await approvers.all()).some((approver) => approver !== userId);
}

function caseOf(desk: ConfirmDesk, step: ConfirmStep): NewCase {
  const { draft, picked } = step;
  const { order } = step.copy;
  const now = desk.clock.now();
  const awaiting = step.approvalRules.length > 0;
  return {
    id: caseIdSchema.parse(desk.ids.next()),
    accountId: draft.accountId,
    orderId: order.orderId,
    marketplaceId: order.marketplaceId,
    state: awaiting ? 'awaiting_approval' : 'queued',
    reason: picked.reason,
    reasonName: picked.reasonName,
    subReason: picked.subReason,
    code: picked.code,
    counts: picked.counts,
    note: draft.note,
    memo: draft.memo,
    fraudSignals: draft.fraudSignals,
    items: order.items.map((item) => ({ orderItemId: item.orderItemId, sku: item.sku, quantity: item.quantityOrdered })),
    total: order.total,
    shipBy: order.shipBy,
    rate: step.rate,
    teamId: draft.teamId,
    channelId: draft.channelId,
    requestedBy: draft.userId,
    requestedAt: now,
    approvalRules: step.approvalRules,
    approvalExpiresAt: awaiting ? approvalEnd(now, order.shipBy) : undefined,
    sendAfter: awaiting ? undefined : leavesAt({ shipBy: order.shipBy, now, windowSeconds: desk.settings.outboxWindowSeconds }),
    message: {
      state: step.send ? 'waiting' : 'none',
      purpose: step.purpose,
      language: step.language,
      text: step.text,
      sentAt: undefined,
      detail: undefined,
    },
    stock: newStock(draft.stock),
  };
}

function approvalEnd(now: Date, shipBy: Date | undefined): Date {
  const latest = addHours(now, APPROVAL_HOURS);
  const beforeShipBy = shipBy === undefined ? latest : subHours(shipBy, HOURS_BEFORE_SHIP_BY);
  return isAfter(beforeShipBy, now) && isAfter(latest, beforeShipBy) ? beforeShipBy : latest;
}

function firstJobs(one: NewCase): ScheduledJob[] {
  const { id: caseId, accountId, marketplaceId } = one;
  const announce: ScheduledJob = { job: { kind: 'announce', caseId } };
  if (one.sendAfter !== undefined) return [announce, { job: { kind: 'seal-feed', accountId, marketplaceId }, notBefore: one.sendAfter }];
  if (one.approvalExpiresAt !== undefined)
    return [announce, { job: { kind: 'expire-approval', caseId }, notBefore: one.approvalExpiresAt }];
  return [announce];
}
