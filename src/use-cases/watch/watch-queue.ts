import { subMinutes } from 'date-fns';
import type { Alert } from '../../ports/announcer.js';
import type { ChannelId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';

type WatchDesk = Pick<Desk, 'settings' | 'clock' | 'vitals' | 'incidents' | 'announcer'>;

/** Work that is due and not begun after this long stands still: an idle queue begins it within a second. */
const STANDS_STILL_AFTER_MINUTES = 5;

/** Tells people once when due work is not begun, and once when it goes on again. Asked now and then, outside of the queue that it watches. */
export async function watchQueue(desk: WatchDesk): Promise<void> {
  const channelId = desk.settings.approvalsChannel ?? desk.settings.digestChannel;
  if (channelId === undefined) return;
  const now = desk.clock.now();
  const { jobs, oldestOverdue } = await desk.vitals.figures({ now, overdueSince: subMinutes(now, STANDS_STILL_AFTER_MINUTES) });
  if (oldestOverdue === undefined) return await goesOn(desk, channelId);
  if (!(await desk.incidents.begin('queue-stands-still', oldestOverdue))) return;
  const count = jobs.reduce((sum, { overdue }) => sum + overdue, 0);
  const told = await tell(desk, { kind: 'queue-stands-still', since: oldestOverdue, count }, channelId);
  if (!told) await desk.incidents.end('queue-stands-still');
}

async function goesOn(desk: WatchDesk, channelId: ChannelId): Promise<void> {
  const since = await desk.incidents.end('queue-stands-still');
  if (since === undefined) return;
  const told = await tell(desk, { kind: 'queue-moves-again', since }, channelId);
  if (!told) await desk.incidents.begin('queue-stands-still', since);
}

/** False when it was surely not posted and may be tried again. */
async function tell({ announcer }: WatchDesk, alert: Alert, channelId: ChannelId): Promise<boolean> {
  const posted = await announcer.postAlert(alert, channelId);
  return posted.kind !== 'failed' && posted.kind !== 'rate-limited';
}
