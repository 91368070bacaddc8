import { afterEach, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.js';
import { fillIn, requestCancellation } from '../support/request.js';

const OUT_OF_STOCK = { reason: 'out_of_stock', subReason: 'oversold' };

describe('a network between Slack and the app that plays tricks', () => {
  let journey: Journey;
  afterEach(async () => await journey.end());

  it('delivers the last click twice, and the order is cancelled once', async () => {
    journey = await startJourney();
    const orderId = journey.amazon.shop.samples.outOfStock;
    await fillIn(journey.anna, { orderId, ...OUT_OF_STOCK });
    journey.slack.fault({ kind: 'delivered-twice' });
    await journey.anna.click('confirm_request');
    await journey.anna.waitForView(/\[ Requested \]|has a request already/);
    await journey.later(300);
    expect(journey.effects('createFeed')).toBe(1);
    expect(journey.posted('C0ORDERS1', orderId)).toContain('Cancelled at Amazon');
  });

  it('takes a second for everything, and the window still opens in time', async () => {
    journey = await startJourney();
    for (const method of ['views.open', 'views.update', 'users.info']) journey.slack.fault({ kind: 'slow', method, delayMs: 1_000 });
    await journey.anna.command(`/cancel-order ${journey.amazon.shop.samples.outOfStock}`);
    await journey.anna.waitForView(/Reason:/);
    expect(journey.slack.ledger.find(({ what }) => what === 'views.open')?.answer).toMatchObject({ ok: true });
  });

  it('loses the answer to the status message, and the order is cancelled all the same', async () => {
    journey = await startJourney();
    const orderId = journey.amazon.shop.samples.outOfStock;
    journey.slack.fault({ kind: 'reset-after', method: 'chat.postMessage' });
    await requestCancellation(journey.anna, { orderId, ...OUT_OF_STOCK });
    await journey.later(300);
    expect(journey.amazon.shop.order(orderId)?.status).toBe('CANCELLED');
    expect(journey.effects('createFeed')).toBe(1);
  });
});

describe('the app by Socket Mode', () => {
  let journey: Journey;
  afterEach(async () => await journey.end());

  it('cancels an order without any request over HTTP', async () => {
    journey = await startJourney({ environment: { SLACK_APP_TOKEN: 'xapp-practice-token' } });
    // Nobody listens there: whatever came over HTTP would be lost.
    journey.slack.setAppUrl('http://127.0.0.1:9/');
    const orderId = journey.amazon.shop.samples.outOfStock;
    await requestCancellation(journey.anna, { orderId, ...OUT_OF_STOCK });
    expect(journey.anna.viewText()).toContain(`Order ${orderId} leaves for Amazon in 60 s.`);
    await journey.later(300);
    expect(journey.posted('C0ORDERS1', orderId)).toContain('Cancelled at Amazon');
    expect(journey.slack.ledger.filter(({ what }) => what === 'apps.connections.open')).toHaveLength(1);
  });
});
