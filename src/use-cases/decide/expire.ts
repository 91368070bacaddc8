import { isBefore } from 'date-fns';
import type { CaseId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';

/** Ends a request that nobody decided in time: it counts as declined. */
export async function expireApproval(desk: Pick<Desk, 'clock' | 'cancellations'>, caseId: CaseId): Promise<void> {
  const one = await desk.cancellations.find(caseId);
  const now = desk.clock.now();
  if (one?.state !== 'awaiting_approval' || one.approvalExpiresAt === undefined || isBefore(now, one.approvalExpiresAt)) return;
  await desk.cancellations.move({
    caseId,
    from: 'awaiting_approval',
    to: 'expired',
    actor: { kind: 'app' },
    at: now,
    jobs: [{ job: { kind: 'announce', caseId } }],
  });
}
