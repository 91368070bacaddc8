import type { CaseId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';
import type { ScheduledJob } from '../../ports/queue.js';

/** A person does not want to wait for the next try of what Amazon surely has not taken yet: it is brought forward. */
export async function tryNow(desk: Pick<Desk, 'cancellations' | 'queue'>, caseId: CaseId): Promise<'tries-now' | 'nothing-to-try'> {
  const one = await desk.cancellations.find(caseId);
  if (one?.state !== 'cancelled') return 'nothing-to-try';
  const stockWaits = one.stock.state === 'waiting' || one.stock.state === 'to_put_back';
  const jobs: ScheduledJob[] = [
    ...(one.message.state === 'waiting' ? [{ job: { kind: 'message-buyer', caseId } } as const] : []),
    ...(stockWaits ? [{ job: { kind: 'adjust-stock', caseId } } as const] : []),
  ];
  if (jobs.length === 0) return 'nothing-to-try';
  await desk.queue.add(jobs);
  return 'tries-now';
}
