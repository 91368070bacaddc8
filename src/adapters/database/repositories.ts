import type { BatchDrafts, Batches } from '../../ports/batches.js';
import type { BuyerRequests } from '../../ports/buyer-requests.js';
import type { Cancellations } from '../../ports/cancellations.js';
import type { CaseLists } from '../../ports/case-lists.js';
import type { Continuity } from '../../ports/continuity.js';
import type { Connections } from '../../ports/connections.js';
import type { Policies } from '../../ports/policies.js';
import type { RateLimits } from '../../ports/rate-limits.js';
import type { Mirror, OrderFigures } from '../../ports/mirror.js';
import type { Digests, Drafts, Health, Notices, OrderCopies, Rates } from '../../ports/store.js';
import type { SavedOrders } from '../../ports/saved-orders.js';
import type { StuckItems } from '../../ports/stuck.js';
import type { Incidents, Vitals } from '../../ports/vitals.js';
import { createBatchDrafts } from './batch-drafts.js';
import { createBatches } from './batches.js';
import { createBuyerRequests } from './buyer-requests.js';
import { createCancellations } from './cancellations.js';
import { createCaseLists } from './case-lists.js';
import { createContinuity } from './continuity.js';
import { createConnections } from './connections.js';
import { createMirror } from './mirror.js';
import { createDrafts } from './drafts.js';
import { createOrderFigures } from './order-figures.js';
import { createOrderCopies } from './orders.js';
import type { RepositoryParts } from './parts.js';
import { createPolicies } from './policies.js';
import { createRateLimits } from './rate-limits.js';
import { createSavedOrders } from './saved-orders.js';
import { createDigests, createHealth, createNotices, createRates } from './stores.js';
import { createStuckItems } from './stuck.js';
import { createIncidents, createVitals } from './vitals.js';

export interface Repositories {
  readonly cancellations: Cancellations;
  readonly batches: Batches;
  readonly batchDrafts: BatchDrafts;
  readonly caseLists: CaseLists;
  readonly connections: Connections;
  readonly continuity: Continuity;
  readonly orders: OrderCopies;
  readonly buyerRequests: BuyerRequests;
  readonly drafts: Drafts;
  readonly savedOrders: SavedOrders;
  readonly rates: Rates;
  readonly notices: Notices;
  readonly digests: Digests;
  readonly policies: Policies;
  readonly mirror: Mirror;
  readonly figures: OrderFigures;
  readonly vitals: Vitals;
  readonly stuckItems: StuckItems;
  readonly incidents: Incidents;
  readonly health: Health;
  readonly rateLimits: RateLimits;
}

/** One repository for each port, on an open database. */
export function createRepositories(parts: RepositoryParts): Repositories {
  const { engine } = parts;
  return {
    cancellations: createCancellations(parts),
    batches: createBatches(parts),
    batchDrafts: createBatchDrafts(engine),
    caseLists: createCaseLists(engine),
    connections: createConnections(parts),
    continuity: createContinuity(parts),
    orders: createOrderCopies(parts),
    buyerRequests: createBuyerRequests(parts),
    drafts: createDrafts(engine),
    savedOrders: createSavedOrders(engine),
    rates: createRates(engine),
    notices: createNotices(engine),
    digests: createDigests(engine),
    policies: createPolicies(engine),
    mirror: createMirror(parts),
    figures: createOrderFigures(engine),
    vitals: createVitals(engine),
    stuckItems: createStuckItems(engine),
    incidents: createIncidents(engine),
    health: createHealth(engine),
    rateLimits: createRateLimits(engine, parts.clock),
  };
}
