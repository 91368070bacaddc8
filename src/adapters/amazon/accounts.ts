import type { Account } from '../../domain/account.js';
import type { AccountId, MarketplaceId } from '../../domain/ids.js';
import type { Region } from '../../domain/marketplaces.js';
import type { Accounts, Standing } from '../../ports/accounts.js';
import type { Amazon } from '../../ports/amazon.js';
import type { Connection, Connections } from '../../ports/connections.js';
import type { AccountCredentials, Secrets } from '../../ports/secrets.js';
import { type AmazonOptions, createAmazon } from './create-amazon.js';
import { late } from './late-amazon.js';
import type { Credentials, TokenNews } from './token.js';

/** How to speak for one seller account. */
export type Access = Omit<AmazonOptions, keyof Shared | 'sellerId'> & { readonly account: Account };

/** What the speakers for all accounts have in common. */
type Shared = Pick<AmazonOptions, 'clock' | 'rateLimits'> & Required<Pick<AmazonOptions, 'lease' | 'log' | 'meter'>>;

interface AccountParts extends Shared {
  /** The environment's account. */
  readonly own: Access;
  /** How accounts of a region are reached, and where they may sell. */
  readonly placeOf: (region: Region) => Pick<AmazonOptions, 'apiUrl' | 'lwaUrl' | 'allowHttpDocuments' | 'marketplaceIds'>;
  readonly connections: Pick<Connections, 'connected'>;
  readonly secrets: Secrets;
}

interface Entry {
  readonly account: Account;
  readonly amazon: Amazon;
  /** Undefined for the environment's own. */
  readonly connectionId: string | undefined;
  standing(): Standing | undefined;
}

/** The connected accounts, each with an Amazon of its own: tokens are kept and calls are counted by account. */
export function createAccounts(parts: AccountParts): Accounts {
  const { own, placeOf, connections, clock, lease, log, meter, rateLimits } = parts;
  const shared = { clock, lease, log, meter, rateLimits };
  const ownEntry: Entry = { ...speaker(own.account, { ...own, ...shared, sellerId: own.account.id }), connectionId: undefined };
  let entries: ReadonlyMap<AccountId, Entry> = new Map([[own.account.id, ownEntry]]);
  let loads = 0;
  let newest = 0;

  async function reload(): Promise<void> {
    loads += 1;
    const mine = loads;
    const connected = await connections.connected();
    // One that began later has looked later, whichever is done first.
    if (mine < newest) return;
    newest = mine;
    const next = new Map<AccountId, Entry>([[own.account.id, ownEntry]]);
    for (const connection of connected) {
      const { accountId } = connection;
      // The environment speaks for its own account.
      if (accountId === own.account.id) continue;
      const held = entries.get(accountId);
      const entry = held?.connectionId === connection.id ? held : entryOf(parts, connection);
      if (entry !== undefined) next.set(accountId, entry);
    }
    entries = next;
  }

  return {
    all: () => [...entries.values()].map(({ account }) => account),
    own: () => own.account,
    amazon: (accountId) => {
      const found = (): Amazon | undefined => entries.get(accountId)?.amazon;
      return (
        found() ??
        late(ownEntry.amazon, async () => {
          await reload();
          const amazon = found();
          if (amazon === undefined) throw new Error(`Account ${accountId} is not connected`);
          return amazon;
        })
      );
    },
    reload,
    standings: () => [...entries.values()].flatMap((entry) => entry.standing() ?? []),
    candidate: ({ sellerId, region, credentials }) =>
      createAmazon({ ...own, ...placeOf(region), ...shared, sellerId, credentials: withApp(own.credentials, credentials) }),
    reachable: (region): readonly MarketplaceId[] => placeOf(region).marketplaceIds,
  };
}

/** Undefined, and a line in the log, for a connection whose secrets cannot be opened; the settings show it. */
function entryOf({ own, placeOf, secrets, clock, lease, log, meter, rateLimits }: AccountParts, connection: Connection): Entry | undefined {
  const { id, accountId, sellerId, name, region, marketplaceIds } = connection;
  const opened = secrets.open(connection.sealed, accountId);
  if (opened.kind !== 'opened') {
    log.warn('account cannot be used', { accountId, reason: opened.kind });
    return undefined;
  }
  const credentials = withApp(own.credentials, opened.credentials);
  const options = { ...own, ...placeOf(region), clock, lease, log, meter, rateLimits, marketplaceIds, sellerId, credentials };
  return { ...speaker({ id: accountId, name, region, marketplaceIds }, options), connectionId: id };
}

/** Amazon for an account, and how it stands with its credentials. */
function speaker(account: Account, options: AmazonOptions): Omit<Entry, 'connectionId'> {
  let standing: Standing | undefined;
  const onTokenNews = (is: TokenNews): void => {
    const since = is === 'refused' && standing?.is === 'refused' ? standing.since : options.clock.now();
    standing = { account, is, since };
  };
  return { account, amazon: createAmazon({ ...options, onTokenNews }), standing: () => standing };
}

/** Most sellers authorise the app that the environment has; then only the token is theirs. */
function withApp(environment: Credentials, { client, refreshToken }: AccountCredentials): Credentials {
  const app = client === undefined ? environment : { clientId: client.id, clientSecret: client.secret };
  return { clientId: app.clientId, clientSecret: app.clientSecret, refreshToken };
}
