import type { Desk } from '../../ports/desk.js';

/** After a change of keys: seals anew what was sealed with an older one, so that the older one can go. */
export async function renewSecrets(desk: Pick<Desk, 'connections' | 'secrets'>): Promise<void> {
  if (!desk.secrets.ready) return;
  for (const { id, accountId, sealed } of await desk.connections.connected()) {
    const opened = desk.secrets.open(sealed, accountId);
    if (opened.kind !== 'opened' || !opened.outdated) continue;
    await desk.connections.reseal(id, sealed, desk.secrets.seal(opened.credentials, accountId));
  }
}
