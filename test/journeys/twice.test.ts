import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderIdSchema } from '../../src/domain/ids.js';
import { accountIdOf } from '../support/account.js';
import { type Journey, startJourney } from '../support/journey.js';
import { fillIn, requestCancellation } from '../support/request.js';

describe('asking twice', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney();
  });
  afterEach(async () => await journey.end());

  it('with two clicks at once makes one cancellation', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.outOfStock;
    await fillIn(anna, { orderId, reason: 'out_of_stock', subReason: 'oversold' });
    await Promise.all([anna.click('confirm_request'), anna.click('confirm_request')]);
    await anna.waitForView(/\[ Requested \]/);
    await journey.later(300);
    expect(journey.calls('createFeed')).toBe(1);
    expect(journey.calls('createUnexpectedProblem')).toBe(1);
    const { desk } = journey.app;
    expect(await desk.cancellations.ofOrder(accountIdOf(desk), orderIdSchema.parse(orderId))).toHaveLength(1);
  });

  it('by two agents at once lets one ask and tells the other who did', async () => {
    const { anna, slack, amazon } = journey;
    const ben = slack.person('U0AGENT02');
    const orderId = amazon.shop.samples.outOfStock;
    await fillIn(anna, { orderId, reason: 'out_of_stock', subReason: 'oversold' });
    await fillIn(ben, { orderId, reason: 'defect', subReason: 'damaged' });
    await Promise.all([anna.click('confirm_request'), ben.click('confirm_request')]);
    await anna.waitForView(/\[ Requested \]|has a request already/);
    await ben.waitForView(/\[ Requested \]|has a request already/);
    const views = [anna.viewText(), ben.viewText()];
    expect(views.filter((text) => text.includes('[ Requested ]'))).toHaveLength(1);
    expect(views.filter((text) => text.includes('has a request already, by <@U0AGENT0'))).toHaveLength(1);
    await journey.later(300);
    expect(journey.calls('createFeed')).toBe(1);
    expect(slack.messages('C0ORDERS1')).toHaveLength(1);
  });

  it('later shows the first request and where it stands', async () => {
    const { anna, slack, amazon } = journey;
    const orderId = amazon.shop.samples.outOfStock;
    await requestCancellation(anna, { orderId, reason: 'out_of_stock', subReason: 'oversold' });
    const ben = slack.person('U0AGENT02');
    await ben.command(`/cancel-order ${orderId}`);
    await ben.waitForView(/has a request already, by <@U0AGENT01>/);
    expect(ben.viewText()).toContain('In the outbox');
  });

  it('is possible again once the first request was taken back', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.outOfStock;
    await requestCancellation(anna, { orderId, reason: 'out_of_stock', subReason: 'oversold' });
    await journey.work();
    await anna.clickMessage(journey.button('C0ORDERS1', orderId, 'undo'));
    await anna.waitForEphemeral(/Taken back/);
    anna.close();
    await requestCancellation(anna, { orderId, reason: 'out_of_stock', subReason: 'count_wrong' });
    await journey.later(300);
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'cancelled', subReason: 'count_wrong' });
    expect(journey.calls('createFeed')).toBe(1);
  });

  it('sends orders that wait together as one feed', async () => {
    const { anna, amazon } = journey;
    const { outOfStock, unshipped } = amazon.shop.samples;
    await requestCancellation(anna, { orderId: outOfStock, reason: 'out_of_stock', subReason: 'oversold' });
    anna.close();
    await requestCancellation(anna, { orderId: unshipped, reason: 'defect', subReason: 'damaged' });
    await journey.later(300);
    expect(journey.calls('createFeed')).toBe(1);
    expect([amazon.shop.order(outOfStock)?.status, amazon.shop.order(unshipped)?.status]).toEqual(['CANCELLED', 'CANCELLED']);
  });
});
