import type { CancellationCase } from '../../domain/cancellation.js';
import { isFraud } from '../../domain/fraud.js';
import { pickReason } from '../../domain/reason.js';
import { reasonsFor } from '../../domain/reason-book.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { CaseMove } from '../../ports/cancellations.js';
import type { Desk } from '../../ports/desk.js';
import { readOrder } from '../facts/read-order.js';
import { approvalMove, needsNote } from './approval-move.js';
import { approveTogether, type ApproveTogetherOutcome } from './approve-batch.js';
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
  | ApproveTogetherOutcome
  | NoDecision;

type ApproveDesk = Pick<Desk, 'settings' | 'approvers' | 'clock' | 'orders' | 'accounts' | 'batches' | 'cancellations' | 'policies'>;

/** Approves a request: into the outbox, unless a fresh read of the order rules it out by now. One of several is decided with the others. */
export async function approve(desk: ApproveDesk, { instead, note, ...decider }: Approval): Promise<ApproveOutcome> {
  const found = await findDecidable(desk, decider);
  if (found.kind !== 'decidable') return found;
  const one = found.case;
  const said = { userId: decider.userId, note: note?.trim() ?? '', instead };
  if (needsNote(one) && said.note === '') return { kind: 'note-missing', case: one };
  if (instead !== undefined && isFraud(instead) && !isFraud(one)) return { kind: 'signals-missing', case: one };
  const reasons = await desk.policies.reasons();
  if (instead !== undefined && pickReason(instead, false, reasonsFor(reasons, one)) === undefined)
    return { kind: 'reason-not-offered', case: one };
  if (one.batchId !== undefined) return await approveTogether(desk, { decider, one }, { ...said, reasons });
  const reading = await readOrder(desk, { accountId: one.accountId, orderId: one.orderId, maxAgeMs: 0, urgency: 'interactive' });
  if (reading.kind === 'failed') return { kind: 'failed', case: one, failure: reading.failure };
  return await decide(
    desk,
    { decider, one },
    approvalMove(desk, { case: one, order: reading.copy.order, at: desk.clock.now(), reasons, ...said }),
  );
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
