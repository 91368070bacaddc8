import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { type Journey, startJourney } from '../support/journey.js';

const ORDERS = 'C0ORDERS1';

describe('several orders at once', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney({ orders: 2000 });
  });
  afterEach(async () => await journey.end());

  it('are shown with a verdict each, confirmed once, leave in one feed, and are followed in one thread', async () => {
    const { anna, amazon } = journey;
    const { outOfStock, multiItem, shipped } = amazon.shop.samples;
    await anna.command(`/cancel-order ${outOfStock} ${shipped} ${multiItem} ${outOfStock} 111-0000000-0000000`);
    await anna.waitForView(/Orders to cancel/);
    console.log(anna.viewText());
    await anna.select('batch_reason', 'out_of_stock');
    await anna.waitForView(/More exactly/);
    await anna.select('batch_sub_reason', 'oversold');
    await anna.submit();
    await anna.waitForView(/Check and confirm/);
    console.log(anna.viewText());
    await anna.click('confirm_batch');
    await anna.waitForView(/\[ Requested \]/);
    console.log(anna.viewText());
    await journey.later(300);
    for (const m of journey.slack.messages(ORDERS)) console.log(m.thread, readAloud(m.blocks));
    expect(journey.calls('createFeed')).toBe(1);
  });
});
