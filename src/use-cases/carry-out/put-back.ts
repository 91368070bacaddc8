import type { CaseId, UserId } from '../../domain/ids.js';
import { canPutBack } from '../../domain/stock.js';
import type { Desk } from '../../ports/desk.js';

export type PutBackOutcome = { readonly kind: 'puts-back' | 'nothing-to-put-back' | 'not-yours' | 'unknown-case' };

/** Takes back what was done to the units on sale: the requester's right, and an approver's. */
export async function putBack(
  desk: Pick<Desk, 'approvers' | 'clock' | 'cancellations'>,
  wish: { readonly caseId: CaseId; readonly userId: UserId },
): Promise<PutBackOutcome> {
  const one = await desk.cancellations.find(wish.caseId);
  if (one === undefined) return { kind: 'unknown-case' };
  const at = desk.clock.now();
  const actor = { kind: 'user', userId: wish.userId } as const;
  if (one.requestedBy !== wish.userId && !(await desk.approvers.includes(wish.userId))) {
    await desk.cancellations.record(one.id, { at, actor, event: { kind: 'click-refused', why: 'put back: not the requester' } });
    return { kind: 'not-yours' };
  }
  if (!canPutBack(one.stock)) return { kind: 'nothing-to-put-back' };
  const jobs = [{ job: { kind: 'adjust-stock', caseId: one.id } }, { job: { kind: 'announce', caseId: one.id } }] as const;
  const moved = await desk.cancellations.moveStock({ caseId: one.id, from: 'done', to: 'to_put_back', actor, at, jobs });
  return { kind: moved ? 'puts-back' : 'nothing-to-put-back' };
}
