import type { CancellationCase } from '../../domain/cancellation.js';
import type { AccountId, UserId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';
import { mayChangeSettings } from './right-to-settings.js';

export type DisconnectOutcome =
  | { readonly kind: 'disconnected' | 'not-connected' | 'not-an-admin' }
  /** Only whoever sets the environment can take it away. */
  | { readonly kind: 'from-environment' }
  /** Something is still to happen at Amazon: the oldest of these cases. */
  | { readonly kind: 'open-cases'; readonly cases: readonly CancellationCase[] };

/** Cases shown to say why not. */
const SHOWN_AT_MOST = 10;

/** Ends an account's connection and empties its secrets. Refused while a case of the account is open: nobody could carry it out. */
export async function disconnectAccount(
  desk: Pick<Desk, 'settings' | 'clock' | 'accounts' | 'connections' | 'caseLists'>,
  wish: { readonly userId: UserId; readonly accountId: AccountId },
): Promise<DisconnectOutcome> {
  const { userId, accountId } = wish;
  if (!mayChangeSettings(desk, userId)) return { kind: 'not-an-admin' };
  if (accountId === desk.accounts.own().id) return { kind: 'from-environment' };
  const ended = await desk.connections.disconnect(accountId, { by: userId, at: desk.clock.now() });
  await desk.accounts.reload();
  if (ended) return { kind: 'disconnected' };
  const cases = await desk.caseLists.openOf(accountId, SHOWN_AT_MOST);
  return cases.length === 0 ? { kind: 'not-connected' } : { kind: 'open-cases', cases };
}
