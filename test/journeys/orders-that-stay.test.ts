import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SampleName } from '../../src/practice/amazon/samples.js';
import { type Journey, startJourney } from '../support/journey.js';

describe('an order that cannot be cancelled', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterEach(() => journey.anna.close());
  afterAll(async () => await journey.end());

  it.each<[SampleName, string]>([
    ['fba', 'It cannot be cancelled here. Amazon ships this order (FBA), so a seller cannot cancel it. The buyer can, under Your Orders.'],
    [
      'pending',
      'It cannot be cancelled here. The payment is still pending, and Amazon lets nobody act on it. Try again when it is “not shipped”.',
    ],
    ['pendingAvailability', 'It cannot be cancelled here. It is a pre-order that is not released yet. Try again when it is “not shipped”.'],
    ['shipped', 'It cannot be cancelled here. It is shipped. What is left is a return or a refund, in Seller Central.'],
    [
      'partlyShipped',
      'It cannot be cancelled here. A part of it is shipped. Cancelling would refund the whole order, so it is not done from here. See Seller Central.',
    ],
    ['cancelled', 'It cannot be cancelled here. It is cancelled already, by us.'],
    ['cancelledByBuyer', 'It cannot be cancelled here. It is cancelled already, by the buyer.'],
    ['cancelledByAmazon', 'It cannot be cancelled here. It is cancelled already, by Amazon.'],
    [
      'easyShip',
      'It cannot be cancelled here. It is in Amazon’s program AMAZON_EASY_SHIP, which has its own way of cancelling. Do it in Seller Central.',
    ],
  ])('such as one that is %s is refused with the reason and the way out', async (sample, sentence) => {
    const { anna, amazon } = journey;
    await anna.command(`/cancel-order ${amazon.shop.samples[sample]}`);
    await anna.waitForView(/It cannot be cancelled here/);
    expect(anna.viewText()).toContain(sentence);
    expect(anna.viewText()).toContain('[Open in Seller Central]');
    expect(anna.view()?.modal.submit).toBeUndefined();
    expect([JSON.parse(await journey.dump())[0], journey.calls('createFeed')]).toEqual([[], 0]);
  });

  it.each<[SampleName, RegExp]>([
    ['fba', /you may answer in Seller Central:\*\s+Dear customer,[\s\S]*"Request cancellation"/],
    ['pending', /you may answer in Seller Central:[\s\S]*"Request cancellation"/],
    ['shipped', /you may answer in Seller Central:[\s\S]*already on its way to you/],
  ])('such as one that is %s comes with an answer for a buyer who wrote', async (sample, answer) => {
    const { anna, amazon } = journey;
    await anna.command(`/cancel-order ${amazon.shop.samples[sample]}`);
    await anna.waitForView(answer);
    anna.close();
    await anna.command(`/cancel-order ${amazon.shop.samples.cancelled}`);
    await anna.waitForView(/It cannot be cancelled here/);
    expect(anna.viewText()).not.toContain('you may answer');
  });

  it('that Amazon does not know is said to be unknown', async () => {
    const { anna } = journey;
    await anna.command('/cancel-order 111-0000000-0000000');
    await anna.waitForView(/Amazon has no order 111-0000000-0000000 for this account\. Check the id\./);
  });

  it.each([
    ['111-2233445-667788', '“111-2233445-667788” is not an Amazon order id. It has 3, 7 and 7 digits with hyphens'],
    ['hello', '“hello” is not an Amazon order id.'],
    ['<!channel>', '“&lt;!channel&gt;” is not an Amazon order id.'],
  ])('with the id %j is answered at once, without a window', async (typed, sentence) => {
    const { anna, slack } = journey;
    const before = slack.ledger.length;
    const answer = await anna.command(`/cancel-order ${typed}`);
    expect(JSON.parse(answer.body)).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining(sentence) });
    expect(slack.ledger.slice(before).map((entry) => entry.what)).toEqual(['command']);
  });

  it('is asked for when no id was typed, and a wrong one is explained in the window', async () => {
    const { anna, amazon } = journey;
    await anna.command('/cancel-order');
    await anna.waitForView(/Order id/);
    anna.type('order_id', 'nonsense');
    const refused = await anna.submit();
    expect(JSON.parse(refused.body)).toEqual({
      response_action: 'errors',
      errors: { order_id: expect.stringContaining('“nonsense” is not an Amazon order id.') },
    });
    anna.type('order_id', ` ${amazon.shop.samples.shipped.replaceAll('-', '–')} `);
    await anna.submit();
    await anna.waitForView(/It is shipped\./);
  });

  it.each([
    ['/find-order 12', '“12” is not an Amazon order id.'],
    ['/cancel-digest tomorrow', 'Type `/cancel-digest today`, `/cancel-digest 7d` or `/cancel-digest 30d`.'],
  ])('%s is answered with how to ask', async (typed, sentence) => {
    const answer = await journey.anna.command(typed);
    expect(JSON.parse(answer.body)).toMatchObject({ text: expect.stringContaining(sentence) });
  });

  it('is shown by /find-order with the verdict and no button to cancel', async () => {
    const { anna, amazon } = journey;
    await anna.command(`/find-order ${amazon.shop.samples.fba}`);
    const card = await anna.waitForEphemeral(/Amazon ships this order/);
    expect(JSON.stringify(card.blocks)).not.toContain('cancel_order');
  });
});
