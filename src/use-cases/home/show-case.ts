import type { CancellationCase } from '../../domain/cancellation.js';
import type { CaseId } from '../../domain/ids.js';
import type { Order } from '../../domain/order.js';
import type { AuditEntry } from '../../ports/case-lists.js';
import type { Desk } from '../../ports/desk.js';

/** A case with everything that happened to it. */
export interface CaseShown {
  readonly case: CancellationCase;
  readonly order: Order | undefined;
  readonly timeline: readonly AuditEntry[];
}

/** The page of a case; undefined for one that there is not. */
export async function showCase(desk: Pick<Desk, 'cancellations' | 'orders' | 'caseLists'>, caseId: CaseId): Promise<CaseShown | undefined> {
  const one = await desk.cancellations.find(caseId);
  if (one === undefined) return undefined;
  const [copy, timeline] = await Promise.all([desk.orders.find(one.accountId, one.orderId), desk.caseLists.timeline(caseId)]);
  return { case: one, order: copy?.order, timeline };
}
