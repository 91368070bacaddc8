import { dueDigest } from '../../domain/local-day.js';
import type { Desk } from '../../ports/desk.js';

/** On the morning on which units that were set to 0 are to be back, whoever asked for it is reminded; a missed morning is made up for. */
export async function pickUpRestocks(desk: Pick<Desk, 'settings' | 'clock' | 'cancellations' | 'queue'>): Promise<void> {
  const { digestTime: time, timeZone } = desk.settings;
  const due = await desk.cancellations.restockDue(dueDigest({ now: desk.clock.now(), time, timeZone }));
  if (due.length > 0) await desk.queue.add(due.map((caseId) => ({ job: { kind: 'announce', caseId } })));
}
