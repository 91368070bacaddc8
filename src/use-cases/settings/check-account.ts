import { subDays } from 'date-fns';
import { type Account, accountIdFor } from '../../domain/account.js';
import { type AccountId, connectionIdSchema, type MarketplaceId, type UserId } from '../../domain/ids.js';
import type { Candidate } from '../../ports/accounts.js';
import type { Amazon, AmazonFailure, AmazonResult } from '../../ports/amazon.js';
import type { Connection } from '../../ports/connections.js';
import type { Desk } from '../../ports/desk.js';
import { mayChangeSettings } from './right-to-settings.js';

/** An account as an admin typed it in. */
export interface TypedAccount extends Candidate {
  readonly name: string;
}

export type CheckOutcome =
  /** Amazon let the app in: the marketplaces are to be chosen from. */
  | { readonly kind: 'checked'; readonly connection: Connection }
  | { readonly kind: 'not-an-admin' }
  /** Nothing secret can be stored without a key. */
  | { readonly kind: 'no-key' }
  /** It is the environment's account. */
  | { readonly kind: 'from-environment' }
  /** The orders of another connected account are there: one seller twice could have an order cancelled twice. */
  | { readonly kind: 'same-seller'; readonly account: Account }
  | { readonly kind: 'no-marketplaces' }
  | { readonly kind: 'refused'; readonly failure: AmazonFailure };

type CheckDesk = Pick<Desk, 'settings' | 'clock' | 'ids' | 'accounts' | 'orders' | 'connections' | 'secrets'>;

/** Orders of this time are looked at to tell sellers apart. */
const RECENT_DAYS = 30;

/** Asks Amazon whether the credentials are good. What it refuses is not stored; what it lets in is, sealed, until it is connected. */
export async function checkAccount(
  desk: CheckDesk,
  { userId, typed }: { readonly userId: UserId; readonly typed: TypedAccount },
): Promise<CheckOutcome> {
  if (!mayChangeSettings(desk, userId)) return { kind: 'not-an-admin' };
  if (!desk.secrets.ready) return { kind: 'no-key' };
  await desk.accounts.reload();
  const { sellerId, region, name, credentials } = typed;
  const accountId = accountIdFor(typed, desk.accounts.all());
  if (accountId === desk.accounts.own().id) return { kind: 'from-environment' };
  const amazon = desk.accounts.candidate(typed);
  const sold = await amazon.seller.marketplaces();
  if (!sold.ok) return { kind: 'refused', failure: sold.failure };
  const marketplaceIds = sold.value.filter((id) => desk.accounts.reachable(region).includes(id));
  if (marketplaceIds.length === 0) return { kind: 'no-marketplaces' };
  const twin = await sameSeller(desk, { amazon, accountId, marketplaceIds });
  if (!twin.ok) return { kind: 'refused', failure: twin.failure };
  if (twin.value !== undefined) return { kind: 'same-seller', account: twin.value };
  const connection: Connection = {
    id: connectionIdSchema.parse(desk.ids.next()),
    accountId,
    sellerId,
    name,
    region,
    marketplaceIds,
    sealed: desk.secrets.seal(credentials, accountId),
    addedBy: userId,
    addedAt: desk.clock.now(),
  };
  await desk.connections.addChecked(connection);
  return { kind: 'checked', connection };
}

/** Amazon does not say whose credentials they are, so an order of theirs is looked for among those of the connected accounts. */
async function sameSeller(
  desk: CheckDesk,
  candidate: { readonly amazon: Amazon; readonly accountId: AccountId; readonly marketplaceIds: readonly MarketplaceId[] },
): Promise<AmazonResult<Account | undefined>> {
  const { amazon, accountId, marketplaceIds } = candidate;
  const others = desk.accounts.all().filter((account) => account.id !== accountId);
  const from = subDays(desk.clock.now(), RECENT_DAYS);
  const page = await amazon.orders.changed({ marketplaceIds, from, to: undefined, pageToken: undefined });
  // Of an account that is connected, and gets new credentials, the mirror may have used up the searches.
  const isKnown = others.length < desk.accounts.all().length;
  if (!page.ok) return isKnown && page.failure.kind === 'throttled' ? { ok: true, value: undefined } : page;
  const [order] = page.value.orders;
  if (order === undefined) return { ok: true, value: undefined };
  const copy = await desk.orders.findAnywhere(order.orderId);
  const owner = others.find(({ id }) => id === copy?.accountId);
  if (owner !== undefined) return { ok: true, value: owner };
  for (const account of others) {
    const found = await desk.accounts.amazon(account.id).orders.get(order.orderId, 'interactive');
    if (found.ok) return { ok: true, value: account };
  }
  return { ok: true, value: undefined };
}
