import type { BatchId, UserId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';

export type UndoBatchOutcome =
  | { readonly kind: 'undone'; readonly count: number; readonly tooLate: number }
  | { readonly kind: 'not-yours' | 'unknown-batch' };

/** Takes back whatever of a batch has not left: the requester's right, and an approver's. */
export async function undoBatch(
  desk: Pick<Desk, 'approvers' | 'clock' | 'batches' | 'cancellations'>,
  wish: { readonly batchId: BatchId; readonly userId: UserId },
): Promise<UndoBatchOutcome> {
  const batch = await desk.batches.find(wish.batchId);
  const [lead] = batch?.cases ?? [];
  if (batch === undefined || lead === undefined) return { kind: 'unknown-batch' };
  const at = desk.clock.now();
  const actor = { kind: 'user', userId: wish.userId } as const;
  if (batch.requestedBy !== wish.userId && !(await desk.approvers.includes(wish.userId))) {
    await desk.cancellations.record(lead.id, { at, actor, event: { kind: 'click-refused', why: 'undo all: not the requester' } });
    return { kind: 'not-yours' };
  }
  let count = 0;
  // Each on its own: one that has left meanwhile keeps none of the others from being taken back.
  for (const one of batch.cases.filter(({ state }) => state === 'queued' || state === 'awaiting_approval')) {
    const jobs = [{ job: { kind: 'announce', caseId: one.id } as const }];
    if (await desk.cancellations.move({ caseId: one.id, from: one.state, to: 'undone', actor, at, jobs })) count += 1;
  }
  const undone = batch.cases.filter(({ state }) => state === 'undone').length;
  return { kind: 'undone', count, tooLate: batch.cases.length - undone - count };
}
