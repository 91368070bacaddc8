import type { CancellationCase } from '../../domain/cancellation.js';
import { isFraud, signalsOf } from '../../domain/fraud.js';
import { isBuyerRequested } from '../../domain/order.js';
import { leavesAt } from '../../domain/outbox.js';
import { pickReason } from '../../domain/reason.js';
import { reasonsFor } from '../../domain/reason-book.js';
import { verdict } from '../../domain/verdict.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { CaseMove } from '../../ports/cancellations.js';
import type { Desk } from '../../ports/desk.js';
import { readOrder } from '../facts/read-order.js';
import { type Decider, decidedMeanwhile, findDecidable, type NoDecision } from './right-to-decide.js';

/** What an approver may say along with the click. */
export interface Approval extends Decider {
  /** Another reason than the requester's, as the approver sees it. */
  readonly instead?: { readonly reason: string; readonly subReason: string | undefined } | undefined;
  readonly note?: string | undefined;
}

export type ApproveOutcome =
  /** At or above the target an approver says why it is worth it. */
  | { readonly kind: 'note-missing'; readonly case: CancellationCase }
  /** Fraud is suspected on signals, which the requester has to see. */
  | { readonly kind: 'signals-missing'; readonly case: CancellationCase }
  | { readonly kind: 'approved' | 'ruled-out'; readonly case: CancellationCase }
  /** The other reason was hidden since the review was opened: nothing changed. */
  | { readonly kind: 'reason-not-offered'; readonly case: CancellationCase }
  /** Amazon could not be asked: nothing changed, the card still waits. */
  | { readonly kind: 'failed'; readonly case: CancellationCase; readonly failure: AmazonFailure }
  | NoDecision;

type ApproveDesk = Pick<Desk, 'settings' | 'approvers' | 'clock' | 'orders' | 'accounts' | 'cancellations' | 'policies'>;

/** Approves a request: into the outbox, unless a fresh read of the order rules it out by now. */
export async function approve(desk: ApproveDesk, { instead, note, ...decider }: Approval): Promise<ApproveOutcome> {
  const found = await findDecidable(desk, decider);
  if (found.kind !== 'decidable') return found;
  const one = found.case;
  const decisionNote = note?.trim() ?? '';
  if (needsNote(one) && decisionNote === '') return { kind: 'note-missing', case: one };
  if (instead !== undefined && isFraud(instead) && !isFraud(one)) return { kind: 'signals-missing', case: one };
  const reading = await readOrder(desk, { accountId: one.accountId, orderId: one.orderId, maxAgeMs: 0, urgency: 'interactive' });
  if (reading.kind === 'failed') return { kind: 'failed', case: one, failure: reading.failure };
  const { order } = reading.copy;
  const at = desk.clock.now();
  const decision = { caseId: one.id, from: 'awaiting_approval', at, actor: { kind: 'user', userId: decider.userId } } as const;
  const decided = { decidedBy: decider.userId, decidedAt: at, ...(decisionNote !== '' && { decisionNote }) };
  const announce = { job: { kind: 'announce', caseId: one.id } } as const;
  const checked = verdict(order, { now: at, holding: undefined });
  if (checked.kind === 'may-not') {
    const changes = { ...decided, detail: checked.rule };
    const move: CaseMove = { ...decision, to: 'not_sent', detail: checked.rule, changes, jobs: [announce] };
    return await decide(desk, { decider, one }, move);
  }
  const wanted = instead ?? { reason: one.reason, subReason: one.subReason };
  const picked = pickReason(wanted, isBuyerRequested(order), reasonsFor(await desk.policies.reasons(), one));
  if (picked === undefined) return { kind: 'reason-not-offered', case: one };
  const { reason, reasonName = null, code, counts } = picked;
  const changed = reason !== one.reason || picked.subReason !== one.subReason;
  const sendAfter = leavesAt({ shipBy: order.shipBy, now: at, windowSeconds: desk.settings.outboxWindowSeconds });
  const { accountId, marketplaceId } = one;
  return await decide(
    desk,
    { decider, one },
    {
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
    },
  );
}

/** Whether an approval of this case asks for an explanation. */
export function needsNote(one: Pick<CancellationCase, 'approvalRules'>): boolean {
  return one.approvalRules.includes('rate_at_or_above_target');
}

async function decide(
  desk: ApproveDesk,
  { decider, one }: { readonly decider: Decider; readonly one: CancellationCase },
  move: CaseMove,
): Promise<ApproveOutcome> {
  const moved = await desk.cancellations.move(move);
  const after = (await desk.cancellations.find(one.id)) ?? one;
  // The fresh read itself has ended the case where it brought the news that the order is cancelled.
  const endedByRead = move.to === 'not_sent' && after.state === 'not_sent';
  if (!moved && !endedByRead) return await decidedMeanwhile(desk, { decider, one });
  return { kind: move.to === 'queued' ? 'approved' : 'ruled-out', case: after };
}
