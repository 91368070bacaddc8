import type { ConnectionId, UserId } from '../../domain/ids.js';
import type { Connection } from '../../ports/connections.js';
import type { Desk } from '../../ports/desk.js';
import { mayChangeSettings } from './right-to-settings.js';

export type ConnectOutcome =
  | { readonly kind: 'connected'; readonly connection: Connection }
  | { readonly kind: 'not-an-admin' }
  | { readonly kind: 'none-chosen' }
  /** Checked too long ago, or connected already. */
  | { readonly kind: 'gone' };

/** Connects a checked account with the chosen marketplaces. The same account connected before is replaced: so credentials are renewed. */
export async function connectAccount(
  desk: Pick<Desk, 'settings' | 'clock' | 'accounts' | 'connections'>,
  wish: { readonly userId: UserId; readonly connectionId: ConnectionId; readonly chosen: readonly string[] },
): Promise<ConnectOutcome> {
  if (!mayChangeSettings(desk, wish.userId)) return { kind: 'not-an-admin' };
  const connection = await desk.connections.findChecked(wish.connectionId);
  if (connection === undefined) return { kind: 'gone' };
  const marketplaceIds = connection.marketplaceIds.filter((id) => wish.chosen.includes(id));
  if (marketplaceIds.length === 0) return { kind: 'none-chosen' };
  const connected = await desk.connections.connect({
    id: connection.id,
    marketplaceIds,
    change: { by: wish.userId, at: desk.clock.now() },
    jobs: [{ job: { kind: 'refresh-rate', accountId: connection.accountId, reportId: undefined } }],
  });
  if (!connected) return { kind: 'gone' };
  await desk.accounts.reload();
  return { kind: 'connected', connection: { ...connection, marketplaceIds } };
}
