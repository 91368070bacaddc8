import { mayDecide } from '../../domain/approval-rules.js';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { CaseId, UserId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';
import { decidedTogether, undecided } from './batch.js';

/** Who decides on which case. */
export interface Decider {
  readonly caseId: CaseId;
  readonly userId: UserId;
}

export type NoDecision =
  | { readonly kind: 'unknown-case' }
  | { readonly kind: 'already-decided'; readonly case: CancellationCase }
  | { readonly kind: 'not-an-approver' | 'own-request'; readonly case: CancellationCase };

export type DecidableCase = { readonly kind: 'decidable'; readonly case: CancellationCase } | NoDecision;

/** The case if this person may decide on it now. A click without the right changes nothing and stays on record. */
export async function findDecidable(
  desk: Pick<Desk, 'approvers' | 'clock' | 'batches' | 'cancellations'>,
  { caseId, userId }: Decider,
): Promise<DecidableCase> {
  const one = await desk.cancellations.find(caseId);
  if (one === undefined) return { kind: 'unknown-case' };
  const isApprover = await desk.approvers.includes(userId);
  const right = mayDecide({ userId, requestedBy: one.requestedBy, isApprover });
  if (right !== 'may') {
    await desk.cancellations.record(caseId, {
      at: desk.clock.now(),
      actor: { kind: 'user', userId },
      event: { kind: 'click-refused', why: right },
    });
    return { kind: right, case: one };
  }
  if (one.state === 'awaiting_approval') return { kind: 'decidable', case: one };
  // The card is of all that were asked for together: one of them may have been taken back.
  const [waiting] = undecided(await decidedTogether(desk, one));
  return waiting === undefined ? { kind: 'already-decided', case: one } : { kind: 'decidable', case: waiting };
}

/** After a move that somebody else was faster with: the case as it is now. */
export async function decidedMeanwhile(desk: Pick<Desk, 'cancellations'>, one: CancellationCase): Promise<NoDecision> {
  return { kind: 'already-decided', case: (await desk.cancellations.find(one.id)) ?? one };
}
