import type { FeedRowId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';

/** A person wants to know now whether Amazon has ended a feed: it is asked, and nothing is sent again. */
export async function checkFeed(
  desk: Pick<Desk, 'cancellations' | 'queue'>,
  feedRowId: FeedRowId,
): Promise<'checking' | 'nothing-to-check'> {
  const feed = await desk.cancellations.findFeed(feedRowId);
  if (feed?.state !== 'stuck') return 'nothing-to-check';
  await desk.queue.add([{ job: { kind: 'poll-feed', feedRowId } }]);
  return 'checking';
}
