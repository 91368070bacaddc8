import type { Account } from '../../domain/account.js';
import type { UserId } from '../../domain/ids.js';
import type { Desk, Settings } from '../../ports/desk.js';
import { type ReasonsShown, reasonsShown } from './change-reasons.js';
import { type RulesShown, rulesShown } from './change-rules.js';
import { mayChangeSettings } from './right-to-settings.js';

/** An account in the settings. */
export interface ListedAccount {
  readonly account: Account;
  /** Undefined: it comes from the environment. */
  readonly added: { readonly by: UserId; readonly at: Date } | undefined;
  /** False when its secrets cannot be opened with the present keys: nothing can be done for it. */
  readonly usable: boolean;
}

export interface SettingsShown {
  readonly kind: 'settings';
  readonly accounts: readonly ListedAccount[];
  readonly settings: Settings;
  /** Listed or of the user group, as Slack tells now. */
  readonly approvers: readonly UserId[];
  /** False while there is no key: then no account can be added. */
  readonly canStoreSecrets: boolean;
  /** When a lead is asked. */
  readonly rules: RulesShown;
  readonly reasons: ReasonsShown;
}

/** All that admins can see and change. */
export async function showSettings(
  desk: Pick<Desk, 'settings' | 'approvers' | 'accounts' | 'connections' | 'secrets' | 'policies' | 'caseLists'>,
  userId: UserId,
): Promise<SettingsShown | { readonly kind: 'not-an-admin' }> {
  if (!mayChangeSettings(desk, userId)) return { kind: 'not-an-admin' };
  await desk.accounts.reload();
  const own = desk.accounts.own();
  const connected = (await desk.connections.connected()).filter(({ accountId }) => accountId !== own.id);
  const usable = new Set(desk.accounts.all().map(({ id }) => id));
  const added = connected.map(({ accountId: id, name, region, marketplaceIds, addedBy, addedAt }) => ({
    account: { id, name, region, marketplaceIds },
    added: { by: addedBy, at: addedAt },
    usable: usable.has(id),
  }));
  return {
    kind: 'settings',
    accounts: [{ account: own, added: undefined, usable: true }, ...added],
    settings: desk.settings,
    approvers: await desk.approvers.all(),
    canStoreSecrets: desk.secrets.ready,
    rules: await rulesShown(desk),
    reasons: await reasonsShown(desk),
  };
}
