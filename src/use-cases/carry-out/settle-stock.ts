import type { CaseId, UserId } from '../../domain/ids.js';
import { canSettleStock, canTryStockAgain } from '../../domain/stock.js';
import type { Desk } from '../../ports/desk.js';

export type SettleStockOutcome = { readonly kind: 'tries-again' | 'by-hand' | 'nothing-to-do' | 'not-yours' | 'unknown-case' };

/**
 * What a person makes of units that were not changed, or not seen to be: has it tried again where that cannot double
 * it, or says that they saw to it. The requester's right, and an approver's.
 */
export async function settleStock(
  desk: Pick<Desk, 'approvers' | 'clock' | 'cancellations'>,
  wish: { readonly caseId: CaseId; readonly userId: UserId; readonly as: 'tries-again' | 'by-hand' },
): Promise<SettleStockOutcome> {
  const { caseId, userId, as } = wish;
  const one = await desk.cancellations.find(caseId);
  if (one === undefined) return { kind: 'unknown-case' };
  const at = desk.clock.now();
  const actor = { kind: 'user', userId } as const;
  if (one.requestedBy !== userId && !(await desk.approvers.includes(userId))) {
    await desk.cancellations.record(caseId, { at, actor, event: { kind: 'click-refused', why: 'settle the stock: not the requester' } });
    return { kind: 'not-yours' };
  }
  const again = as === 'tries-again';
  if (!(again ? canTryStockAgain(one.stock) : canSettleStock(one.stock))) return { kind: 'nothing-to-do' };
  const announce = { job: { kind: 'announce', caseId } } as const;
  const jobs = again ? [{ job: { kind: 'adjust-stock', caseId } } as const, announce] : [announce];
  const to = again ? 'waiting' : 'by_hand';
  const moved = await desk.cancellations.moveStock({ caseId, from: one.stock.state, to, actor, at, jobs });
  return { kind: moved ? as : 'nothing-to-do' };
}
