import { isBefore } from 'date-fns';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { CaseId } from '../../domain/ids.js';
import type { CaseMove } from '../../ports/cancellations.js';
import type { Desk } from '../../ports/desk.js';
import { decideTogether } from './batch.js';

/** Ends a request that nobody decided in time, and all that were asked for together with it: it counts as declined. */
export async function expireApproval(desk: Pick<Desk, 'clock' | 'batches' | 'cancellations'>, caseId: CaseId): Promise<void> {
  const one = await desk.cancellations.find(caseId);
  const now = desk.clock.now();
  if (one?.state !== 'awaiting_approval' || one.approvalExpiresAt === undefined || isBefore(now, one.approvalExpiresAt)) return;
  const moveOf = ({ id }: CancellationCase): CaseMove => ({
    caseId: id,
    from: 'awaiting_approval',
    to: 'expired',
    actor: { kind: 'app' },
    at: now,
    jobs: [{ job: { kind: 'announce', caseId: id } }],
  });
  if (one.batchId === undefined) await desk.cancellations.move(moveOf(one));
  else await decideTogether(desk, one, moveOf);
}
