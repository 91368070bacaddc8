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

type DecidingDesk = Pick<Desk, 'approvers' | 'clock' | 'batches' | 'cancellations'>;

export type NoDecision =
  | { readonly kind: 'unknown-case' }
  | { readonly kind: 'already-decided'; readonly case: CancellationCase }
  | { readonly kind: 'not-an-approver' | 'own-request'; readonly case: CancellationCase };

export type DecidableCase = { readonly kind: 'decidable'; readonly case: CancellationCase } | NoDecision;

/** The case if this person may decide on it now. A click that may not, or comes too late, changes nothing and stays on record. */
export async function findDecidable(desk: DecidingDesk, decider: Decider): Promise<DecidableCase> {
  const { caseId, userId } = decider;
  const one = await desk.cancellations.find(caseId);
  if (one === undefined) return { kind: 'unknown-case' };
  const isApprover = await desk.approvers.includes(userId);
  const right = mayDecide({ userId, requestedBy: one.requestedBy, isApprover });
  if (right === 'may' && one.state === 'awaiting_approval') return { kind: 'decidable', case: one };
  // The card is of all that were asked for together: one of them may have been taken back.
  const [waiting] = right === 'may' ? undecided(await decidedTogether(desk, one)) : [];
  if (waiting !== undefined) return { kind: 'decidable', case: waiting };
  const why = right === 'may' ? 'already-decided' : right;
  await recordRefusal(desk, decider, why);
  return { kind: why, case: one };
}

/** After a move that somebody else was faster with: the case as it is now. */
export async function decidedMeanwhile(
  desk: Omit<DecidingDesk, 'approvers' | 'batches'>,
  { decider, one }: { readonly decider: Decider; readonly one: CancellationCase },
): Promise<NoDecision> {
  await recordRefusal(desk, decider, 'already-decided');
  return { kind: 'already-decided', case: (await desk.cancellations.find(one.id)) ?? one };
}

async function recordRefusal(desk: Omit<DecidingDesk, 'approvers' | 'batches'>, { caseId, userId }: Decider, why: string): Promise<void> {
  const actor = { kind: 'user', userId } as const;
  await desk.cancellations.record(caseId, { at: desk.clock.now(), actor, event: { kind: 'click-refused', why } });
}
