import type { CancellationCase } from '../../domain/cancellation.js';
import type { CaseId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';

/** A case as it stands. */
export async function findCase(desk: Pick<Desk, 'cancellations'>, caseId: CaseId): Promise<CancellationCase | undefined> {
  return await desk.cancellations.find(caseId);
}
