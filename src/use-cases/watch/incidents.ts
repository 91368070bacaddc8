import type { Alert } from '../../ports/announcer.js';
import type { ChannelId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';
import type { Incident } from '../../ports/vitals.js';

export type WatchDesk = Pick<Desk, 'settings' | 'clock' | 'incidents' | 'announcer'>;

/** Where people read how the work stands; nowhere, if the team has set no such place. */
function placeOf({ settings }: WatchDesk): ChannelId | undefined {
  return settings.approvalsChannel ?? settings.digestChannel;
}

/** Tells people once that it has begun, whoever sees it first. What was surely not posted is told the next time. */
export async function tellOfBegin(desk: WatchDesk, { kind, since }: Incident, alert: Alert): Promise<void> {
  const channelId = placeOf(desk);
  if (channelId === undefined || !(await desk.incidents.begin(kind, since))) return;
  if (!(await tell(desk, alert, channelId))) await desk.incidents.end(kind);
}

/** Tells people once that it is over; nothing where it was not. */
export async function tellOfEnd(desk: WatchDesk, kind: Incident['kind'], alertOf: (since: Date) => Alert): Promise<void> {
  const channelId = placeOf(desk);
  const since = channelId && (await desk.incidents.end(kind));
  if (channelId === undefined || since === undefined) return;
  if (!(await tell(desk, alertOf(since), channelId))) await desk.incidents.begin(kind, since);
}

/** False when it was surely not posted and may be tried again. */
async function tell({ announcer }: WatchDesk, alert: Alert, channelId: ChannelId): Promise<boolean> {
  const posted = await announcer.postAlert(alert, channelId);
  return posted.kind !== 'failed' && posted.kind !== 'rate-limited';
}
