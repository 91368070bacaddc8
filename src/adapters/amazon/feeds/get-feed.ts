import { z } from 'zod';
import type { FeedProgress } from '../../../domain/feed.js';
import type { AmazonResult } from '../../../ports/amazon.js';
import type { AmazonClient, Operation } from '../client.js';

/** developer-docs.amazon.com/sp-api/reference/getfeed */
const GET_FEED: Operation = {
  name: 'getFeed',
  method: 'GET',
  effect: 'repeatable',
  mayQuoteBuyer: false,
  plan: { perSecond: 2, burst: 15 },
};

const answer = z.object({
  feedId: z.string(),
  processingStatus: z.enum(['IN_QUEUE', 'IN_PROGRESS', 'DONE', 'FATAL', 'CANCELLED']),
  resultFeedDocumentId: z.string().min(1).optional(),
});

/** How far Amazon is with a feed. */
export async function getFeed(client: AmazonClient, amazonFeedId: string): Promise<AmazonResult<FeedProgress>> {
  const path = `/feeds/2021-06-30/feeds/${encodeURIComponent(amazonFeedId)}`;
  const result = await client.call(GET_FEED, { path, urgency: 'background', answer });
  if (!result.ok) return result;
  const { feedId, processingStatus: status, resultFeedDocumentId } = result.value;
  if (feedId !== amazonFeedId) return { ok: false, failure: { kind: 'unavailable', message: 'Amazon answered with another feed' } };
  if (status === 'IN_QUEUE' || status === 'IN_PROGRESS') return { ok: true, value: { status } };
  return { ok: true, value: { status, reportDocumentId: resultFeedDocumentId } };
}
