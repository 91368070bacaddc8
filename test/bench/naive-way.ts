import type { FeedProgress } from '../../src/domain/feed.js';
import { caseIdSchema, marketplaceIdSchema, orderIdSchema } from '../../src/domain/ids.js';
import type { AmazonResult } from '../../src/ports/amazon.js';
import type { ShopOrder } from '../../src/practice/amazon/shop-types.js';
import { accountIdOf } from '../support/account.js';
import type { Journey } from '../support/journey.js';

/** Between two questions of how far a feed is. */
const ASK_AGAIN_MS = 10_000;

/** How far the naive way came with an order. */
interface Sent {
  readonly order: ShopOrder;
  readonly amazonFeedId: string;
}

/**
 * Cancels each order by a feed of its own, as a script would, with the app's own client: it makes no call that Amazon
 * would refuse, and waits on the clock until there is one again. What a feed comes to is asked while the next one waits.
 * Gives the moment of each feed.
 */
export async function cancelOneByOne(journey: Journey, orders: readonly ShopOrder[]): Promise<readonly Date[]> {
  let before: Sent | undefined;
  const createdAt: Date[] = [];
  for (const order of orders) {
    const sent = await send(journey, order);
    createdAt.push(journey.clock.now());
    // The feed before is long done when there was room for this one; in the burst its end is waited for here.
    if (before !== undefined) await follow(journey, before);
    before = sent;
  }
  if (before !== undefined) await follow(journey, before);
  return createdAt;
}

async function send(journey: Journey, order: ShopOrder): Promise<Sent> {
  const { feeds } = journey.app.desk.accounts.amazon(accountIdOf(journey.app.desk));
  const marketplaceId = marketplaceIdSchema.parse(order.marketplace.id);
  const line = {
    messageId: 1,
    caseId: caseIdSchema.parse(journey.app.desk.ids.next()),
    orderId: orderIdSchema.parse(order.orderId),
    code: 'NoInventory',
    orderItemIds: order.items.map(({ orderItemId }) => orderItemId),
  } as const;
  const { documentId, uploadUrl } = await patiently(journey, async () => await feeds.prepare());
  await patiently(journey, async () => await feeds.upload(uploadUrl, [line]));
  // A script keeps nothing back for what is urgent.
  const { amazonFeedId } = await patiently(journey, async () => await feeds.create(documentId, marketplaceId, 'interactive'));
  return { order, amazonFeedId };
}

async function follow(journey: Journey, { order, amazonFeedId }: Sent): Promise<void> {
  const { feeds, orders } = journey.app.desk.accounts.amazon(accountIdOf(journey.app.desk));
  const ask = async (): Promise<FeedProgress> => await patiently(journey, async () => await feeds.progress(amazonFeedId));
  for (let progress = await ask(); ; progress = await ask()) {
    if (progress.status === 'DONE') {
      const { reportDocumentId } = progress;
      if (reportDocumentId !== undefined) await patiently(journey, async () => await feeds.report(reportDocumentId));
      break;
    }
    journey.clock.advance(ASK_AGAIN_MS);
  }
  const read = await patiently(journey, async () => await orders.get(orderIdSchema.parse(order.orderId), 'background'));
  if (read.status !== 'CANCELLED') throw new Error(`${order.orderId} is ${read.status} after its feed is done`);
}

/** Calls until Amazon has room for the call. */
async function patiently<T>(journey: Journey, call: () => Promise<AmazonResult<T>>): Promise<T> {
  for (;;) {
    const answer = await call();
    if (answer.ok) return answer.value;
    if (answer.failure.kind !== 'throttled') throw new Error(`Amazon failed: ${answer.failure.kind}`);
    journey.clock.advance(answer.failure.retryAfterMs);
  }
}
