import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';
import { readAloud } from '../../src/practice/slack/read-aloud.js';

describe('cancelling an out-of-stock order', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney();
  });
  afterEach(async () => await journey.end());

  it('goes from the command to the read-back and the buyer’s message', async () => {
    const { anna, slack, amazon } = journey;
    const orderId = amazon.shop.samples.outOfStock;
    await requestCancellation(anna, { orderId, reason: 'out_of_stock', subReason: 'count_wrong' });
    await journey.work();
    console.log(readAloud(slack.messages('C0ORDERS1')[0]?.blocks ?? []));
    await journey.later(60);
    await journey.later(120);
    console.log(readAloud(slack.messages('C0ORDERS1')[0]?.blocks ?? []));
    expect(amazon.shop.order(orderId)).toMatchObject({ status: 'CANCELLED' });
  });
});
