import type { Desk } from '../../ports/desk.js';
import type { Hint } from '../../ports/notifications.js';

/** Brings forward what a notification is about: the order is read, or the feed asked for. What is not ours is let go. */
export async function takeHint(desk: Pick<Desk, 'accounts' | 'cancellations' | 'queue'>, hint: Hint): Promise<void> {
  if (hint.kind === 'order-changed') {
    const { accountId, orderId } = hint;
    const isOurs = desk.accounts.all().some(({ id }) => id === accountId);
    if (isOurs) await desk.queue.add([{ job: { kind: 'read-order', accountId, orderId } }]);
    return;
  }
  const feedRowId = await desk.cancellations.findFeedRowId(hint.amazonFeedId);
  if (feedRowId !== undefined) await desk.queue.add([{ job: { kind: 'poll-feed', feedRowId } }]);
}
