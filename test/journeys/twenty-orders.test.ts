import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { buttonOf, fillInBatch, messageLike } from '../support/batch.js';
import { type Journey, startJourney } from '../support/journey.js';

const APPROVALS = 'C0APPROV1';
const ORDERS = 'C0ORDERS1';

describe('twenty orders at once, with the limits of Amazon', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({ orders: 1500 });
  });
  afterAll(async () => await journey.end());

  it('are read, confirmed, approved with an explanation, and cancelled, each when it may leave', async () => {
    const { anna, lena, amazon } = journey;
    amazon.control.setRateLimits(true);
    const plain = amazon.shop
      .listOrders()
      .filter((one) => one.status === 'UNSHIPPED' && one.fulfilledBy === 'MERCHANT' && one.programs.length === 0)
      .filter((one) => one.marketplace.country === 'US')
      .slice(0, 20)
      .map(({ orderId }) => orderId);
    expect(plain).toHaveLength(20);
    await fillInBatch(anna, { orderIds: plain, reason: 'out_of_stock', subReason: 'oversold' });
    expect(anna.viewText()).toContain('the rate would be at or above the target');
    // Amazon lets us read 30 orders at once and one every two seconds after that.
    journey.clock.advance(60_000);
    await anna.click('confirm_batch');
    await anna.waitForView(/20 orders: waiting for a lead\./);
    await journey.later(60);
    const card = messageLike(journey, APPROVALS, /Approval wanted: cancel 20 orders/);
    expect(readAloud(card.blocks)).not.toContain('[Approve]');
    await lena.clickMessage(buttonOf(card, APPROVALS, 'review'));
    await lena.waitForView(/\[Approve\] \[Decline\]/);
    journey.clock.advance(60_000);
    await lena.click('approve');
    await lena.waitForView(/say in a sentence why it is worth it/);
    lena.type('decline_note', 'The whole delivery was lost.');
    journey.clock.advance(60_000);
    await lena.click('approve');
    await lena.waitForView(/Approved: 20 orders\./);
    await journey.later(900);
    const states = await Promise.all(plain.map(async (orderId) => (await journey.caseOf(orderId))?.state));
    expect(new Set(states)).toEqual(new Set(['cancelled']));
    // One of them is past its ship-by and does not wait for the others.
    expect(journey.effects('createFeed')).toBe(2);
    const head = messageLike(journey, ORDERS, /Cancellation of 20 orders/);
    expect(readAloud(head.blocks).match(/:white_check_mark: Cancelled at Amazon/g)).toHaveLength(20);
    expect(journey.slack.messages(ORDERS).filter(({ thread }) => thread === head.ts)).toHaveLength(20);
    expect(journey.slack.messages(ORDERS).filter(({ thread }) => thread === undefined)).toHaveLength(1);
    expect(journey.slack.messages(APPROVALS)).toHaveLength(1);
    expect(journey.slack.directMessages('U0AGENT01')).toHaveLength(1);
  });
});
