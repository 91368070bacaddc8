import { z } from 'zod';
import type { PracticeFeed } from './feed-store.js';
import { type Call, invalidInput, json, notFound, readJson } from './http.js';
import { MARKETPLACE_IDS } from './marketplaces.js';
import { readQuery } from './query.js';
import { operation, type World } from './world.js';

const CANCEL_FEED_TYPE = 'POST_ORDER_ACKNOWLEDGEMENT_DATA';
const STATUSES: readonly string[] = ['CANCELLED', 'DONE', 'FATAL', 'IN_PROGRESS', 'IN_QUEUE'];
const DAY_MS = 24 * 3_600_000;
/** Feeds are kept 28 days: developer-docs.amazon.com/sp-api/docs/feed-type-values. */
const KEPT_MS = 28 * DAY_MS;

const specification = z.strictObject({
  feedType: z.string(),
  marketplaceIds: z.array(z.string()).min(1).max(25),
  inputFeedDocumentId: z.string(),
  feedOptions: z.record(z.string(), z.string()).optional(),
});

/** POST /feeds/2021-06-30/feeds */
export const createFeed = operation('createFeed', 'POST /feeds/2021-06-30/feeds', (world, call) => {
  const { feedType, marketplaceIds, inputFeedDocumentId } = readJson(call, specification);
  if (feedType !== CANCEL_FEED_TYPE) throw invalidInput(`The feed type ${feedType} is not supported.`);
  const foreign = marketplaceIds.find((id) => !MARKETPLACE_IDS.includes(id));
  if (foreign !== undefined) throw invalidInput(`The marketplace ${foreign} is not one of the seller.`);
  const document = world.documents.find(inputFeedDocumentId);
  if (document?.kind !== 'feed-input' || !world.documents.isUsable(document, call.now)) {
    throw invalidInput(`The document ${inputFeedDocumentId} does not exist or has expired.`);
  }
  const feed = world.feeds.add({ feedType, marketplaceIds, inputFeedDocumentId, createdAt: call.now, fate: fateOf(world) });
  return json(202, { feedId: feed.feedId });
});

function fateOf({ faults }: World): PracticeFeed['fate'] {
  if (faults.takePlain('feed-stuck') !== undefined) return 'stuck';
  if (faults.takePlain('feed-cancelled') !== undefined) return 'cancelled';
  const fatal = faults.takePlain('feed-fatal');
  if (fatal === undefined) return 'normal';
  return fatal.takesEffect === true ? 'fatal-after-effect' : 'fatal';
}

/** GET /feeds/2021-06-30/feeds/{feedId} */
export const getFeed = operation('getFeed', 'GET /feeds/2021-06-30/feeds/{feedId}', (world, call) => {
  readQuery(call, []);
  return json(200, viewFeed(world, found(world, call), call.now));
});

/** DELETE /feeds/2021-06-30/feeds/{feedId}: only while it is queued. */
export const cancelFeed = operation('cancelFeed', 'DELETE /feeds/2021-06-30/feeds/{feedId}', (world, call) => {
  const feed = found(world, call);
  if (world.feeds.status(feed, call.now) !== 'IN_QUEUE') throw invalidInput('Only feeds in IN_QUEUE can be cancelled.');
  world.feeds.end(feed.feedId, { status: 'CANCELLED', at: call.now, resultDocumentId: undefined });
  return json(200, {});
});

function found(world: World, call: Call): PracticeFeed {
  const feed = world.feeds.find(call.params['feedId'] ?? '');
  if (feed === undefined) throw notFound('There is no such feed.');
  return feed;
}

/** GET /feeds/2021-06-30/feeds: newest first; a nextToken stands alone. */
export const getFeeds = operation('getFeeds', 'GET /feeds/2021-06-30/feeds', (world, call) => {
  const next = call.query.get('nextToken');
  const asked = next === null ? call : { ...call, query: fromToken(call, next) };
  const query = readQuery(asked, [
    'feedTypes',
    'marketplaceIds',
    'pageSize',
    'processingStatuses',
    'createdSince',
    'createdUntil',
    ...(next === null ? [] : ['offset']),
  ]);
  const types = query.list('feedTypes', { max: 10 });
  if (types === undefined) throw invalidInput('Either feedTypes or nextToken is required.');
  const places = query.list('marketplaceIds', { max: 10 });
  const statuses = query.list('processingStatuses', { of: STATUSES });
  const since = query.date('createdSince') ?? new Date(call.now.getTime() - KEPT_MS);
  const until = query.date('createdUntil') ?? call.now;
  const size = query.integer('pageSize', { min: 1, max: 100 }) ?? 10;
  const offset = query.integer('offset', { min: 0, max: 1_000_000 }) ?? 0;
  const matching = world.feeds
    .list()
    .filter((feed) => types.includes(feed.feedType) && feed.createdAt >= since && feed.createdAt <= until)
    .filter((feed) => places === undefined || feed.marketplaceIds.some((id) => places.includes(id)))
    .filter((feed) => statuses === undefined || statuses.includes(world.feeds.status(feed, call.now)))
    .reverse();
  const page = matching.slice(offset, offset + size);
  const more = offset + size < matching.length ? { nextToken: toToken(asked.query, { until, offset: offset + size }) } : {};
  return json(200, { feeds: page.map((feed) => viewFeed(world, feed, call.now)), ...more });
});

function toToken(query: URLSearchParams, at: { readonly until: Date; readonly offset: number }): string {
  const rest = new URLSearchParams(query);
  rest.set('createdUntil', at.until.toISOString());
  rest.set('offset', String(at.offset));
  return Buffer.from(rest.toString()).toString('base64url');
}

function fromToken(call: Call, token: string): URLSearchParams {
  if ([...call.query.keys()].length > 1) throw invalidInput('nextToken must be the only parameter.');
  return new URLSearchParams(Buffer.from(token, 'base64url').toString('utf8'));
}

function viewFeed(world: World, feed: PracticeFeed, now: Date): unknown {
  const processingStatus = world.feeds.status(feed, now);
  const result = feed.ended?.resultDocumentId;
  return {
    feedId: feed.feedId,
    feedType: feed.feedType,
    marketplaceIds: feed.marketplaceIds,
    createdTime: feed.createdAt.toISOString(),
    processingStatus,
    ...(processingStatus !== 'IN_QUEUE' && { processingStartTime: world.feeds.times(feed).start.toISOString() }),
    ...(feed.ended !== undefined && { processingEndTime: feed.ended.at.toISOString() }),
    ...(result !== undefined && { resultFeedDocumentId: result }),
  };
}
