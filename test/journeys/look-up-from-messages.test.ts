import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { fillInBatchWindow } from '../support/batch.js';
import { type Journey, startJourney } from '../support/journey.js';
import { requestInWindow } from '../support/request.js';

const SHORTCUT = 'look_up_order';

describe('the shortcuts', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterEach(() => {
    while (journey.anna.view() !== undefined) journey.anna.close();
  });
  afterAll(async () => await journey.end());

  /** Somebody says something in a channel, and Anna takes *Look up order* in the menu of that message. */
  const lookUp = async (said: { readonly text: string; readonly blocks?: readonly object[] }, channel = 'C0ORDERS1') => {
    const { state } = journey.slack.context;
    const ts = state.nextTs(journey.clock.now());
    const blocks = JSON.parse(JSON.stringify(said.blocks ?? []));
    state.messages.push({ channel, ts, from: 'U0AGENT02', text: said.text, blocks, edits: 0 });
    return await journey.anna.client.messageShortcut(SHORTCUT, { kind: 'message', channel, ts });
  };

  it('Look up order opens its window first, then shows the order whose id is in the message', async () => {
    const { anna, amazon, slack } = journey;
    const before = slack.ledger.length;
    const orderId = amazon.shop.samples.multiItem;
    await lookUp({ text: `Where is ${orderId.replaceAll('-', '–')}?` });
    await anna.waitForView(/It can be cancelled/);
    expect(anna.viewText()).toContain(`*Order ${orderId}* · Amazon US · not shipped · shipped by us`);
    expect(anna.viewText()).toContain('[Cancel this order…] [Open in Seller Central]');
    const opened = slack.ledger.slice(before).find((entry) => entry.what === 'views.open');
    expect(JSON.stringify(opened?.sent)).toContain(`Looking up ${orderId}`);
  });

  it('Look up order goes on to the cancellation, which is followed in the channel of the message', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.anotherUnshipped;
    await lookUp({ text: orderId }, 'C0WAREHS1');
    await anna.waitForView(/\[Cancel this order…\]/);
    await anna.click('cancel_order');
    await requestInWindow(anna, { reason: 'defect', subReason: 'damaged' });
    await journey.work();
    expect(journey.posted('C0WAREHS1', orderId)).toContain('In the outbox');
  });

  it('Look up order finds every id in the blocks of a message, and gives them to pick from', async () => {
    const { anna, amazon } = journey;
    const { fba, shipped, prime, business } = amazon.shop.samples;
    await lookUp({
      text: `${fba} again`,
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `Two more:\n${shipped}\n${prime}` } },
        {
          type: 'rich_text',
          elements: [
            { type: 'rich_text_section', elements: [{ type: 'link', url: `https://sellercentral.amazon.de/orders-v3/order/${business}` }] },
          ],
        },
        { type: 'section', text: { type: 'mrkdwn', text: fba } },
      ],
    });
    await anna.waitForView(/4 order ids\. Which one\?/);
    expect(anna.viewText()).toContain(`[${fba}] [${shipped}] [${prime}] [${business}]`);
    await anna.click(`open_order:${shipped}`);
    await anna.waitForView(/It is shipped\. What is left is a return or a refund/);
    expect(anna.viewText()).not.toContain('[Cancel this order…]');
    anna.close();
    await anna.click(`open_order:${business}`);
    await anna.waitForView(/It is a business order/);
  });

  it('Look up order takes no more than 100 ids', async () => {
    const ids = Array.from({ length: 130 }, (_one, index) => `111-0000000-${String(index).padStart(7, '0')}`);
    await lookUp({ text: ids.join('\n') });
    await journey.anna.waitForView(/The first 100 order ids/);
    expect(journey.anna.viewText().match(/\[111-/g)).toHaveLength(100);
  });

  it('Look up order says that there is no id, and what one looks like', async () => {
    await lookUp({ text: 'Where is order 111-22?' });
    await journey.anna.waitForView(/There is no Amazon order id in this message\. An order id has 3, 7 and 7 digits with hyphens/);
  });

  it('Look up order says in the window what Amazon does not know', async () => {
    await lookUp({ text: '111-0000000-0000000' });
    await journey.anna.waitForView(/Amazon has no order 111-0000000-0000000 for this account\. Check the id\./);
  });

  it('Cancel an order asks for the id, and the case is followed in the direct messages', async () => {
    const { anna, amazon, slack } = journey;
    const orderId = amazon.shop.samples.spanishBuyer;
    expect((await anna.client.shortcut('cancel_an_order')).status).toBe(200);
    await anna.waitForView(/Order id/);
    anna.type('order_id', orderId);
    await anna.submit();
    await requestInWindow(anna, { reason: 'defect', subReason: 'damaged' });
    await journey.work();
    const [message] = slack.directMessages('U0AGENT01').filter((one) => JSON.stringify(one.blocks).includes(orderId));
    expect(JSON.stringify(message?.blocks)).toContain('In the outbox');
    expect(slack.messages('C0ORDERS1').filter((one) => JSON.stringify(one.blocks).includes(orderId))).toEqual([]);
    await journey.later(200);
    expect(amazon.shop.order(orderId)?.status).toBe('CANCELLED');
  });

  it('/find-order gives several ids to pick from, or takes them together', async () => {
    const { anna, amazon } = journey;
    const { fba, pending } = amazon.shop.samples;
    await anna.command(`/find-order ${fba}, ${pending}`);
    await anna.waitForView(/2 order ids\. Which one\?/);
    await anna.click(`open_order:${pending}`);
    await anna.waitForView(/The payment is still pending/);
    anna.close();
    await anna.click('cancel_several');
    await anna.waitForView(/None of these orders can be cancelled\./);
    expect(anna.viewText()).toContain('The payment is still pending');
  });

  it('Cancel an order takes several ids, which are followed in the direct messages', async () => {
    const { anna, amazon, slack } = journey;
    // They do not count, so that no other story here needs a lead.
    const { buyerRequested, buyerRequestedGerman } = amazon.shop.samples;
    await anna.client.shortcut('cancel_an_order');
    await anna.waitForView(/Order id/);
    anna.type('order_id', `${buyerRequested}, ${buyerRequestedGerman}`);
    await anna.submit();
    await fillInBatchWindow(anna, { reason: 'buyer_asked' });
    await anna.click('confirm_batch');
    await anna.waitForView(/2 orders: on the way to Amazon/);
    await journey.work();
    const direct = slack.directMessages('U0AGENT01').map((one) => readAloud(one.blocks));
    expect(direct.filter((said) => said.includes('Cancellation of 2 orders'))).toHaveLength(1);
  });
});
