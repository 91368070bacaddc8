import { subMinutes } from 'date-fns';
import type { Desk } from '../../ports/desk.js';
import { tellOfBegin, tellOfEnd, type WatchDesk } from './incidents.js';

/** Work that is due and not begun after this long stands still: an idle queue begins it within a second. */
const STANDS_STILL_AFTER_MINUTES = 5;

/** Tells people once when due work is not begun, and once when it goes on again. Asked now and then, outside of the queue that it watches. */
export async function watchQueue(desk: WatchDesk & Pick<Desk, 'vitals'>): Promise<void> {
  const kind = 'queue-stands-still';
  const now = desk.clock.now();
  const { jobs, oldestOverdue: since } = await desk.vitals.figures({ now, overdueSince: subMinutes(now, STANDS_STILL_AFTER_MINUTES) });
  if (since === undefined) return await tellOfEnd(desk, kind, (begun) => ({ kind: 'queue-moves-again', since: begun }));
  const count = jobs.reduce((sum, { overdue }) => sum + overdue, 0);
  await tellOfBegin(desk, { kind, since }, { kind, since, count });
}
