import { createAccounts, type Access } from './adapters/amazon/accounts.js';
import { loggedCases } from './adapters/database/logged-cancellations.js';
import type { Engine } from './adapters/database/open.js';
import { createRepositories, type Repositories } from './adapters/database/repositories.js';
import { createVitals } from './adapters/database/vitals.js';
import { createMetrics } from './adapters/metrics/metrics.js';
import { createLeases } from './adapters/queue/lease.js';
import { type AppQueue, createQueue } from './adapters/queue/queue.js';
import { createSecrets } from './adapters/secrets/secrets.js';
import type { Config } from './config.js';
import { type LiveAmazon, placeOf } from './config/amazon.js';
import type { Accounts } from './ports/accounts.js';
import type { Clock } from './ports/clock.js';
import type { Lease } from './ports/lease.js';
import type { Log } from './ports/log.js';
import type { Secrets } from './ports/secrets.js';

/** What works on the database and speaks to Amazon. */
export interface DeskParts {
  readonly config: Pick<Config, 'encryptionKeys'>;
  readonly amazon: LiveAmazon;
  readonly practice: boolean;
  /** Open and migrated; whoever opened it closes it. */
  readonly engine: Engine;
  readonly clock: Clock;
  readonly log: Log;
}

/** The part of the wiring that is the same for the app and for the commands beside it: everything but Slack. */
export interface WiredDesk {
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly lease: Lease;
  readonly queue: AppQueue;
  readonly repositories: Omit<Repositories, 'rateLimits' | 'health'>;
  readonly health: Repositories['health'];
  readonly secrets: Secrets;
  readonly accounts: Accounts;
}

/** Wires it; nothing is called yet. */
export function wireDesk({ config, amazon, practice, engine, clock, log }: DeskParts): WiredDesk {
  const metrics = createMetrics({ vitals: createVitals(engine), clock });
  const lease = createLeases(clock);
  const queue = createQueue({ sql: engine.sql, clock, log, leases: lease, meter: metrics });
  const { health, rateLimits, ...repositories } = createRepositories({ engine, clock, enqueue: queue.add, practice });
  const secrets = createSecrets(config.encryptionKeys);
  const accounts = createAccounts({
    own: accessOf(amazon),
    placeOf: (region) => placeOf(region, amazon),
    connections: repositories.connections,
    secrets,
    clock,
    lease,
    log,
    meter: metrics,
    rateLimits,
  });
  return { metrics, lease, queue, repositories: { ...repositories, ...loggedCases(repositories, log) }, health, secrets, accounts };
}

/** The environment's account; it has no other name than Amazon's. */
function accessOf(amazon: LiveAmazon): Access {
  const { sellerId: id, region, marketplaceIds } = amazon;
  return {
    ...amazon,
    account: { id, name: id, region, marketplaceIds },
    credentials: { clientId: amazon.lwaClientId, clientSecret: amazon.lwaClientSecret, refreshToken: amazon.refreshToken },
  };
}
