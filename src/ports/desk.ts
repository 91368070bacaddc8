import type { ChannelId, UserId } from '../domain/ids.js';
import type { Accounts } from './accounts.js';
import type { Announcer } from './announcer.js';
import type { Approvers } from './approvers.js';
import type { BatchDrafts, Batches } from './batches.js';
import type { BuyerRequests } from './buyer-requests.js';
import type { Cancellations } from './cancellations.js';
import type { CaseLists } from './case-lists.js';
import type { Clock } from './clock.js';
import type { Continuity } from './continuity.js';
import type { Connections } from './connections.js';
import type { Ids } from './ids.js';
import type { Policies } from './policies.js';
import type { Mirror, OrderFigures } from './mirror.js';
import type { Queue } from './queue.js';
import type { SavedOrders } from './saved-orders.js';
import type { Secrets } from './secrets.js';
import type { Digests, Drafts, Notices, OrderCopies, Rates } from './store.js';
import type { StuckItems } from './stuck.js';
import type { Templates } from './templates.js';
import type { Incidents, Vitals } from './vitals.js';

/** What the team has decided for its workspace. */
export interface Settings {
  /** How long an approved cancellation can still be undone before it leaves. */
  readonly outboxWindowSeconds: number;
  /** Who may change settings. */
  readonly admins: readonly UserId[];
  /** Where approval cards go; without it nothing that needs an approval can be asked for. */
  readonly approvalsChannel: ChannelId | undefined;
  readonly digestChannel: ChannelId | undefined;
  /** Where buyers' requests to cancel are posted. */
  readonly inboxChannel: ChannelId | undefined;
  /** Where those who pack read what not to ship. */
  readonly warehouseChannel: ChannelId | undefined;
  readonly digestTime: { readonly hour: number; readonly minute: number };
  /** IANA name of the workspace's zone. */
  readonly timeZone: string;
  /** Who signs a message to a buyer. */
  readonly senderName: string;
  /** How long copies of orders are kept after their last change. */
  readonly mirrorRetentionMonths: number;
}

/** All that the use cases may need; each takes the part that it names. */
export interface Desk {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly accounts: Accounts;
  readonly approvers: Approvers;
  readonly connections: Connections;
  readonly continuity: Continuity;
  readonly secrets: Secrets;
  readonly cancellations: Cancellations;
  readonly batches: Batches;
  readonly batchDrafts: BatchDrafts;
  readonly caseLists: CaseLists;
  readonly orders: OrderCopies;
  readonly mirror: Mirror;
  readonly figures: OrderFigures;
  readonly buyerRequests: BuyerRequests;
  readonly drafts: Drafts;
  readonly savedOrders: SavedOrders;
  readonly rates: Rates;
  readonly notices: Notices;
  readonly digests: Digests;
  readonly policies: Policies;
  readonly vitals: Vitals;
  readonly stuckItems: StuckItems;
  readonly incidents: Incidents;
  readonly queue: Queue;
  readonly templates: Templates;
  readonly announcer: Announcer;
}
