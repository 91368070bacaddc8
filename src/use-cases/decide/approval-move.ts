import type { CancellationCase } from '../../domain/cancellation.js';
import { signalsOf } from '../../domain/fraud.js';
import type { UserId } from '../../domain/ids.js';
import { isBuyerRequested, type Order } from '../../domain/order.js';
import { leavesAt } from '../../domain/outbox.js';
import { pickReason } from '../../domain/reason.js';
import { type ReasonPolicy, reasonsFor } from '../../domain/reason-book.js';
import { verdict } from '../../domain/verdict.js';
import type { CaseMove } from '../../ports/cancellations.js';
import type { Desk } from '../../ports/desk.js';

/** What was decided on a case, and the order as it was read just now. */
export interface ApprovedCase {
  readonly case: CancellationCase;
  readonly order: Order;
  readonly userId: UserId;
  readonly at: Date;
  readonly note: string;
  /** As they are offered now. */
  readonly reasons: ReasonPolicy;
  /** Another reason than the requester's. */
  readonly instead: { readonly reason: string; readonly subReason: string | undefined } | undefined;
}

/** Whether an approval of this case asks for an explanation. */
export function needsNote(one: Pick<CancellationCase, 'approvalRules'>): boolean {
  return one.approvalRules.includes('rate_at_or_above_target');
}

/** Where an approval moves a case: into the outbox, unless the order may not be cancelled any more. */
export function approvalMove({ settings }: Pick<Desk, 'settings'>, approved: ApprovedCase): CaseMove {
  const { case: one, order, userId, at, note, instead, reasons } = approved;
  const decision = { caseId: one.id, from: 'awaiting_approval', at, actor: { kind: 'user', userId } } as const;
  const decided = { decidedBy: userId, decidedAt: at, ...(note !== '' && { decisionNote: note }) };
  const announce = { job: { kind: 'announce', caseId: one.id } } as const;
  const checked = verdict(order, { now: at, holding: undefined });
  if (checked.kind === 'may-not') {
    const changes = { ...decided, detail: checked.rule };
    return { ...decision, to: 'not_sent', detail: checked.rule, changes, jobs: [announce] };
  }
  const wanted = instead ?? { reason: one.reason, subReason: one.subReason };
  const picked = pickReason(wanted, isBuyerRequested(order), reasonsFor(reasons, one));
  if (picked === undefined) throw new Error(`Case ${one.id} has a reason that cannot be picked: ${wanted.reason}`);
  const { reason, reasonName = null, code, counts } = picked;
  const changed = reason !== one.reason || picked.subReason !== one.subReason;
  const sendAfter = leavesAt({ shipBy: order.shipBy, now: at, windowSeconds: settings.outboxWindowSeconds });
  const { accountId, marketplaceId } = one;
  return {
    ...decision,
    to: 'queued',
    ...(changed && { detail: `reason: ${one.reasonName ?? one.reason} → ${reasonName ?? reason}` }),
    changes: {
      ...decided,
      sendAfter,
      reason,
      reasonName,
      subReason: picked.subReason ?? null,
      code,
      counts,
      fraudSignals: signalsOf(picked, one.fraudSignals),
    },
    jobs: [announce, { job: { kind: 'seal-feed', accountId, marketplaceId }, notBefore: sendAfter }],
  };
}
