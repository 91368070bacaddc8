import { z } from 'zod';
import type { MarketplaceId } from '../../../domain/ids.js';
import type { CancellationFeeds, Urgency } from '../../../ports/amazon.js';
import type { AmazonClient, Operation } from '../client.js';

/** The published way to cancel: developer-docs.amazon.com/sp-api/docs/order-feed-type-values */
export const FEED_TYPE = 'POST_ORDER_ACKNOWLEDGEMENT_DATA';

/** developer-docs.amazon.com/sp-api/reference/createfeed. It has no idempotency key. */
export const CREATE_FEED: Operation = {
  name: 'createFeed',
  method: 'POST',
  effect: 'once',
  mayQuoteBuyer: false,
  plan: { perSecond: 0.0083, burst: 15, keptForPeople: 3 },
};

const answer = z.object({ feedId: z.string().min(1) });

/** Hands the uploaded document over to be carried out. */
export async function createFeed(
  client: AmazonClient,
  feed: { readonly documentId: string; readonly marketplaceId: MarketplaceId; readonly urgency: Urgency },
): ReturnType<CancellationFeeds['create']> {
  const body = { feedType: FEED_TYPE, marketplaceIds: [feed.marketplaceId], inputFeedDocumentId: feed.documentId };
  const result = await client.call(CREATE_FEED, { path: '/feeds/2021-06-30/feeds', body, urgency: feed.urgency, answer });
  return result.ok ? { ok: true, value: { amazonFeedId: result.value.feedId } } : result;
}
