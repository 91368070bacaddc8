import type { Desk } from '../../ports/desk.js';
import type { IncidentKind } from '../../ports/vitals.js';
import { tellOfBegin, tellOfEnd, type WatchDesk } from './incidents.js';

/** Tells the admins once when Amazon does not take an account's credentials any more, and once when it does again. */
export async function watchCredentials(desk: WatchDesk & Pick<Desk, 'accounts'>): Promise<void> {
  const standings = desk.accounts.standings();
  if (standings.length === 0) return;
  const open = await desk.incidents.open();
  for (const { account, is, since } of standings) {
    const kind: IncidentKind = `credentials-refused:${account.id}`;
    const incident = open.find((one) => one.kind === kind);
    const own = account.id === desk.accounts.own().id;
    if (is === 'refused' && incident === undefined)
      await tellOfBegin(
        desk,
        { kind, since },
        { kind: 'credentials-refused', account: account.name, own, since, admins: desk.settings.admins },
      );
    // Another process may have been refused since this one was not.
    if (is === 'taken' && incident !== undefined && since > incident.since)
      await tellOfEnd(desk, kind, (begun) => ({ kind: 'credentials-taken', account: account.name, since: begun }));
  }
}
