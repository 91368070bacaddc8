import type { CancellationCase } from '../../domain/cancellation.js';
import type { CaseId, UserId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';

export type UndoOutcome =
  | { readonly kind: 'undone' | 'too-late' | 'not-yours'; readonly case: CancellationCase }
  | { readonly kind: 'unknown-case' };

/** Takes a cancellation back while it has not left: the requester's right, and an approver's. */
export async function undo(
  desk: Pick<Desk, 'approvers' | 'clock' | 'cancellations'>,
  wish: { readonly caseId: CaseId; readonly userId: UserId },
): Promise<UndoOutcome> {
  const one = await desk.cancellations.find(wish.caseId);
  if (one === undefined) return { kind: 'unknown-case' };
  const at = desk.clock.now();
  const actor = { kind: 'user', userId: wish.userId } as const;
  if (one.requestedBy !== wish.userId && !(await desk.approvers.includes(wish.userId))) {
    await desk.cancellations.record(one.id, { at, actor, event: { kind: 'click-refused', why: 'undo: not the requester' } });
    return { kind: 'not-yours', case: one };
  }
  const undoable = one.state === 'queued' || one.state === 'awaiting_approval';
  const moved =
    undoable &&
    (await desk.cancellations.move({
      caseId: one.id,
      from: one.state,
      to: 'undone',
      actor,
      at,
      jobs: [{ job: { kind: 'announce', caseId: one.id } }],
    }));
  const after = await desk.cancellations.find(one.id);
  return { kind: moved ? 'undone' : 'too-late', case: after ?? one };
}
