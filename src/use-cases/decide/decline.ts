import type { CancellationCase } from '../../domain/cancellation.js';
import type { CaseMove } from '../../ports/cancellations.js';
import type { Desk } from '../../ports/desk.js';
import { decideTogether } from './batch.js';
import { type Decider, decidedMeanwhile, findDecidable, type NoDecision } from './right-to-decide.js';

export type DeclineOutcome =
  | { readonly kind: 'declined'; readonly case: CancellationCase }
  | { readonly kind: 'batch-declined'; readonly count: number }
  | { readonly kind: 'note-missing'; readonly case: CancellationCase }
  | NoDecision;

/** Declines a request, and all that were asked for together with it. The requester is told why, so there has to be a why. */
export async function decline(
  desk: Pick<Desk, 'approvers' | 'clock' | 'batches' | 'cancellations'>,
  { note, ...decider }: Decider & { readonly note: string | undefined },
): Promise<DeclineOutcome> {
  const found = await findDecidable(desk, decider);
  if (found.kind !== 'decidable') return found;
  const one = found.case;
  const decisionNote = note?.trim() ?? '';
  if (decisionNote === '') return { kind: 'note-missing', case: one };
  const at = desk.clock.now();
  const moveOf = ({ id: caseId }: CancellationCase): CaseMove => ({
    caseId,
    from: 'awaiting_approval',
    to: 'declined',
    actor: { kind: 'user', userId: decider.userId },
    at,
    changes: { decidedBy: decider.userId, decidedAt: at, decisionNote },
    jobs: [{ job: { kind: 'announce', caseId } }],
  });
  if (one.batchId !== undefined) {
    const { length: count } = await decideTogether(desk, one, moveOf);
    return count === 0 ? await decidedMeanwhile(desk, { decider, one }) : { kind: 'batch-declined', count };
  }
  const moved = await desk.cancellations.move(moveOf(one));
  return moved
    ? { kind: 'declined', case: (await desk.cancellations.find(one.id)) ?? one }
    : await decidedMeanwhile(desk, { decider, one });
}
