import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderIdSchema } from '../../src/domain/ids.js';
import { takeHint } from '../../src/use-cases/mirror/take-hint.js';
import { accountIdOf } from '../support/account.js';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';

describe('a hint from Amazon’s notifications', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney();
  });
  afterEach(async () => await journey.end());

  it('lets an order be read at once that the mirror would have read minutes later', async () => {
    const { desk } = journey.app;
    const accountId = accountIdOf(desk);
    const orderId = orderIdSchema.parse(journey.amazon.shop.samples.unshipped);
    journey.amazon.control.requestCancellation(orderId);
    const reads = journey.calls('getOrder');
    for (let copy = 0; copy < 2; copy += 1) await takeHint(desk, { kind: 'order-changed', accountId, orderId });
    await journey.work();
    expect(journey.calls('getOrder')).toBe(reads + 1);
    expect((await desk.orders.find(accountId, orderId))?.order.items[0]?.buyerRequestedCancel).toBe(true);
  });

  it('lets a feed be asked for before its next turn, and says nothing of a feed that is not ours', async () => {
    const { desk } = journey.app;
    const orderId = journey.amazon.shop.samples.outOfStock;
    await requestCancellation(journey.anna, { orderId, reason: 'out_of_stock', subReason: 'oversold' });
    await journey.later(60);
    const amazonFeedId = (await journey.caseOf(orderId))?.amazonFeedId ?? '';
    const asked = journey.calls('getFeed');
    await takeHint(desk, { kind: 'feed-finished', amazonFeedId: '4711' });
    await takeHint(desk, { kind: 'feed-finished', amazonFeedId });
    await journey.work();
    expect(journey.calls('getFeed')).toBe(asked + 1);
  });
});
