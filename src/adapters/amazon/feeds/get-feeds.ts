import { z } from 'zod';
import type { AmazonResult, CancellationFeeds, ListedFeed } from '../../../ports/amazon.js';
import type { AmazonClient, Operation } from '../client.js';
import { timestamp } from '../json.js';
import { FEED_TYPE } from './create-feed.js';

type ListedFeeds = Awaited<ReturnType<CancellationFeeds['listSince']>>;

/** developer-docs.amazon.com/sp-api/reference/getfeeds */
const GET_FEEDS: Operation = {
  name: 'getFeeds',
  method: 'GET',
  effect: 'repeatable',
  mayQuoteBuyer: false,
  plan: { perSecond: 0.0222, burst: 10 },
};

const feedSchema = z.object({
  feedId: z.string().min(1),
  feedType: z.string(),
  createdTime: timestamp,
  marketplaceIds: z.array(z.string()).optional(),
  processingStatus: z.string(),
  processingEndTime: timestamp.optional(),
});
const answer = z.object({ feeds: z.array(feedSchema), nextToken: z.string().min(1).optional() });

const UNDER_WAY: readonly string[] = ['IN_QUEUE', 'IN_PROGRESS'];

/** As many as Amazon's burst allows. Cancellation feeds of some hours never fill one page. */
const PAGES_AT_MOST = 10;

/** Every feed of our type since a moment: all of them or a failure, for what is not listed is taken as never arrived. */
export async function getFeeds(client: AmazonClient, since: Date): Promise<ListedFeeds> {
  const feeds: z.infer<typeof feedSchema>[] = [];
  let query: Record<string, string> = { feedTypes: FEED_TYPE, createdSince: since.toISOString(), pageSize: '100' };
  for (let page = 1; page <= PAGES_AT_MOST; page += 1) {
    const result: AmazonResult<z.infer<typeof answer>> = await client.call(GET_FEEDS, {
      path: '/feeds/2021-06-30/feeds',
      query,
      urgency: 'background',
      answer,
    });
    if (!result.ok) return result;
    feeds.push(...result.value.feeds.filter((one) => one.feedType === FEED_TYPE));
    if (result.value.nextToken === undefined) return { ok: true, value: feeds.map(listed) };
    // Amazon takes the token as the only parameter.
    query = { nextToken: result.value.nextToken };
  }
  return { ok: false, failure: { kind: 'unavailable', message: `more than ${PAGES_AT_MOST} pages of feeds` } };
}

function listed({ feedId, createdTime, marketplaceIds, processingStatus, processingEndTime }: z.infer<typeof feedSchema>): ListedFeed {
  const endedAt = UNDER_WAY.includes(processingStatus) ? undefined : (processingEndTime ?? createdTime);
  return { amazonFeedId: feedId, createdAt: createdTime, marketplaceIds: marketplaceIds ?? [], endedAt };
}
