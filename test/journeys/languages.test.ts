import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';

describe('a workspace that reads Chinese, with an agent who reads English', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney({ environment: { WORKSPACE_LANGUAGE: 'zh' } });
  });
  afterEach(async () => await journey.end());

  it('posts for everybody in Chinese, and speaks to the agent in English', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.outOfStock;
    await requestCancellation(anna, { orderId, reason: 'out_of_stock', subReason: 'oversold' });
    expect(anna.viewText()).toContain(`Order ${orderId} leaves for Amazon in 60 s.`);
    await journey.work();
    expect(journey.posted('C0ORDERS1', orderId)).toContain(`取消订单 ${orderId}*\n*:hourglass_flowing_sand: 在发件箱中*`);
  });

  it('asks the leads in Chinese', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.unshippedJapanese;
    await requestCancellation(anna, { orderId, reason: 'defect', subReason: 'damaged' });
    await journey.work();
    expect(journey.posted('C0APPROV1', orderId)).toContain(`请批准：取消订单 ${orderId}`);
  });
});
