import type { AccountId, MarketplaceId } from '../../domain/ids.js';
import type { Amazon } from '../../ports/amazon.js';
import type { Clock } from '../../ports/clock.js';
import type { Lease } from '../../ports/lease.js';
import type { Log } from '../../ports/log.js';
import type { RateLimits } from '../../ports/rate-limits.js';
import { type ClientOptions, createClient } from './client.js';
import type { Meter } from '../../ports/meter.js';
import { createDocuments } from './documents.js';
import { CREATE_FEED, createFeed } from './feeds/create-feed.js';
import { createFeedDocument } from './feeds/create-feed-document.js';
import { getFeed } from './feeds/get-feed.js';
import { getFeeds } from './feeds/get-feeds.js';
import { readReport } from './feeds/read-report.js';
import { uploadFeed } from './feeds/upload-feed.js';
import { createReport } from './health/create-report.js';
import { readHealth } from './health/read-health.js';
import { getListingsItem } from './listings/get-listings-item.js';
import { patchListingsItem } from './listings/patch-listings-item.js';
import { createUnexpectedProblem } from './messages/create-unexpected-problem.js';
import { getAttributes } from './messages/get-attributes.js';
import { getMessagingActions } from './messages/get-messaging-actions.js';
import { getOrder } from './orders/get-order.js';
import { searchOrders } from './orders/search-orders.js';
import { getMarketplaceParticipations } from './seller/get-marketplace-participations.js';
import { type Credentials, createAccessTokens, type TokenNews } from './token.js';
import { createSend } from './transport.js';

/** How long a call may take in all, its waiting and repeating included. */
export interface AmazonTimeouts {
  readonly tokenMs: number;
  readonly interactiveMs: number;
  readonly backgroundMs: number;
  /** One upload or download. */
  readonly documentMs: number;
}

export interface AmazonOptions {
  /** Base of the Selling Partner API, without a slash at its end. */
  readonly apiUrl: string;
  /** Login with Amazon's token endpoint. */
  readonly lwaUrl: string;
  readonly credentials: Credentials;
  readonly sellerId: AccountId;
  /** The marketplaces that figures of the account-health report are kept for. */
  readonly marketplaceIds: readonly MarketplaceId[];
  /** Where calls are counted, by `sellerId` and operation. */
  readonly rateLimits: RateLimits;
  readonly clock: Clock;
  /** Asked before each call that must not be made twice; whoever leaves it out may always call. */
  readonly lease?: Lease;
  readonly log?: Log;
  readonly meter?: Pick<Meter, 'calledAmazon'>;
  readonly fetch?: typeof fetch;
  /** Whether presigned document addresses may be plain http. */
  readonly allowHttpDocuments: boolean;
  readonly timeouts?: Partial<AmazonTimeouts>;
  readonly userAgent?: string;
  /** Told of what Login with Amazon says of the credentials. */
  readonly onTokenNews?: (news: TokenNews) => void;
}

const TIMEOUTS: AmazonTimeouts = { tokenMs: 3_000, interactiveMs: 4_000, backgroundMs: 15_000, documentMs: 30_000 };
// developer-docs.amazon.com/sp-api/docs/include-a-user-agent-header: name/version (Language=…).
const USER_AGENT = 'CancelDesk/0.1 (Language=TypeScript; Platform=Node.js)';

/** Everything that we need from Amazon, spoken over the Selling Partner API for one seller account. */
export function createAmazon(options: AmazonOptions): Amazon {
  const { clock, log, apiUrl, sellerId } = options;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  // Looked up at each call, so that whoever replaces the global one is heard.
  const send = createSend(options.fetch ?? ((input, init) => fetch(input, init)));
  const { lwaUrl, credentials, onTokenNews } = options;
  const tokens = createAccessTokens({ url: lwaUrl, credentials, clock, send, timeoutMs: timeouts.tokenMs, onNews: onTokenNews });
  const userAgent = options.userAgent ?? USER_AGENT;
  const bucketOf: ClientOptions['bucketOf'] = ({ name, plan }) => options.rateLimits.bucket(sellerId, name, plan);
  const client = createClient({
    apiUrl,
    userAgent,
    clock,
    log,
    meter: options.meter,
    lease: options.lease,
    send,
    tokens,
    bucketOf,
    timeouts,
  });
  const documents = createDocuments({ send, allowHttp: options.allowHttpDocuments, timeoutMs: timeouts.documentMs });
  return {
    orders: {
      get: (orderId, urgency) => getOrder(client, orderId, urgency),
      changed: (query) => searchOrders(client, query, log),
    },
    feeds: {
      prepare: () => createFeedDocument(client),
      upload: (uploadUrl, lines) => uploadFeed(documents, uploadUrl, { sellerId, lines }),
      roomAfterMs: (urgency) => bucketOf(CREATE_FEED).roomAfterMs(urgency),
      create: (documentId, marketplaceId, urgency) => createFeed(client, { documentId, marketplaceId, urgency }),
      listSince: (since) => getFeeds(client, since),
      progress: (amazonFeedId) => getFeed(client, amazonFeedId),
      report: (reportDocumentId) => readReport(client, documents, reportDocumentId),
    },
    messages: {
      isOffered: (orderId, marketplaceId, urgency) => getMessagingActions(client, { orderId, marketplaceId, urgency }),
      locale: (orderId, marketplaceId) => getAttributes(client, orderId, marketplaceId),
      send: (message) => createUnexpectedProblem(client, message),
    },
    health: {
      request: (marketplaceIds) => createReport(client, marketplaceIds),
      read: (reportId) => readHealth({ client, documents, marketplaceIds: options.marketplaceIds }, reportId),
    },
    seller: { marketplaces: () => getMarketplaceParticipations(client) },
    listings: {
      stock: (sku, marketplaceId) => getListingsItem(client, { sellerId, sku, marketplaceId }),
      setQuantity: (change) => patchListingsItem(client, { sellerId, ...change }),
    },
  };
}
