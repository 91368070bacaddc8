import { XMLValidator } from 'fast-xml-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.js';
import { fillIn, requestCancellation } from '../support/request.js';

describe('cancelling an order', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney();
  });
  afterEach(async () => await journey.end());

  it('acknowledges the command and opens the loading view before anything is read', async () => {
    const { slack, amazon, anna } = journey;
    const [slackBefore, amazonBefore] = [slack.ledger.length, amazon.ledger.length];
    await anna.command(`/cancel-order ${amazon.shop.samples.unshipped}`);
    await anna.waitForView(/Reason:/);
    const happened = slack.ledger.slice(slackBefore);
    const opened = happened.findIndex((entry) => entry.what === 'views.open');
    const acknowledged = happened.findIndex((entry) => entry.what === 'command');
    const updated = happened.findIndex((entry) => entry.what === 'views.update');
    expect(happened[acknowledged]?.answer).toEqual({ status: 200, body: '' });
    expect(acknowledged).toBeLessThan(updated);
    expect(opened).toBeLessThan(updated);
    expect(JSON.stringify(happened[opened]?.sent)).toContain('Reading the order at Amazon');
    // Nothing that was opened first could know of the order: it was read afterwards.
    expect(amazon.ledger.slice(amazonBefore).map((entry) => entry.operation)).toEqual(['getOrder']);
    expect(JSON.stringify(happened[opened]?.sent)).not.toContain('Yoga');
    anna.close();
  });

  it('shows the order and what it costs, and preselects no reason that counts', async () => {
    const { anna, amazon } = journey;
    await anna.command(`/cancel-order ${amazon.shop.samples.multiItem}`);
    await anna.waitForView(/Reason:/);
    expect(anna.viewText()).toContain('2 × Insulated Travel Mug, 12 oz');
    expect(anna.viewText()).toContain(
      'It has several items, and the whole order is cancelled: Amazon does not support cancelling a part of it through its API. For that, open the order in Seller Central.',
    );
    expect(anna.viewText()).toContain('[Open in Seller Central]');
    expect(anna.viewText()).toContain('7 days: 0 of 150 = 0.00 %. After this one: 1 = *0.67 %* (target under 2.5 %). Room left: 2.');
    expect(anna.viewText()).toContain('Reason: (Pick a reason)');
    anna.close();
  });

  it('goes from the last click through feed, report and read-back to the buyer’s message', async () => {
    const { anna, slack, amazon } = journey;
    const orderId = amazon.shop.samples.outOfStock;
    await requestCancellation(anna, {
      orderId,
      reason: 'out_of_stock',
      subReason: 'count_wrong',
      note: 'shelf is empty',
      memo: 'tracking 1Z999',
    });
    expect(anna.viewText()).toContain(`Order ${orderId} leaves for Amazon in 60 s.`);
    await journey.work();
    expect(journey.posted('C0ORDERS1', orderId)).toContain('In the outbox');
    expect(amazon.shop.order(orderId)?.status).toBe('UNSHIPPED');

    await journey.later(60);
    expect(journey.posted('C0ORDERS1', orderId)).toContain('Amazon is processing it');
    await journey.later(120);
    const said = journey.posted('C0ORDERS1', orderId);
    expect(said).toContain('Cancelled at Amazon');
    expect(said).toContain('Message to the buyer: sent.');
    expect(said).toContain('tracking 1Z999');
    expect(amazon.shop.order(orderId)?.status).toBe('CANCELLED');

    const [upload] = amazon.ledger.filter((entry) => entry.operation === 'uploadDocument');
    expect(XMLValidator.validate(upload?.body ?? '')).toBe(true);
    expect(upload?.body?.replace(/>\s+</g, '><')).toContain(
      `<AmazonOrderID>${orderId}</AmazonOrderID><StatusCode>Failure</StatusCode><Item><AmazonOrderItemCode>`,
    );
    expect(upload?.body).toContain('<CancelReason>NoInventory</CancelReason>');
    const message = amazon.ledger.find((entry) => entry.operation === 'createUnexpectedProblem');
    expect(message?.body).toContain('When we went to pack it, the item was not in stock.');
    expect(message?.body).not.toContain('1Z999');
    expect([journey.calls('createFeed'), journey.calls('createUnexpectedProblem')]).toEqual([1, 1]);
    expect(slack.messages('C0ORDERS1')).toHaveLength(1);
    // Nothing waits but the mirror's next look.
    expect((await journey.app.waiting()).map(({ job }) => job.kind)).toEqual(['mirror-orders']);

    const one = await journey.caseOf(orderId);
    expect(one).toMatchObject({ state: 'cancelled', code: 'NoInventory', counts: true, message: { state: 'sent' } });
    const moves = (await journey.audit(one?.id ?? '')).flatMap((event) => (event.kind === 'moved' ? [`${event.from} → ${event.to}`] : []));
    expect(moves).toEqual(['queued → sending', 'sending → sent', 'sent → reading_back', 'reading_back → cancelled']);
  });

  it('names every item of an order with several', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.multiItem;
    await requestCancellation(anna, { orderId, reason: 'cannot_meet_request', subReason: 'gift_wrap' });
    await journey.later(200);
    const upload = amazon.ledger.findLast((entry) => entry.operation === 'uploadDocument');
    const items = amazon.shop.order(orderId)?.items.map((item) => item.orderItemId) ?? [];
    expect(items).toHaveLength(3);
    expect([...(upload?.body ?? '').matchAll(/<AmazonOrderItemCode>(\d+)</g)].map((match) => match[1])).toEqual(items);
    expect(amazon.shop.order(orderId)?.status).toBe('CANCELLED');
  });

  it('preselects the buyer’s own wish, which costs nothing', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.buyerRequested;
    await anna.command(`/cancel-order ${orderId}`);
    await anna.waitForView(/Reason: Buyer asked/);
    expect(anna.viewText()).toContain('It does not count: the buyer asked Amazon for it.');
    await anna.submit();
    await anna.waitForView(/As you asked, we have cancelled your order/);
    await anna.submit();
    await anna.waitForView(/Check and confirm/);
    expect(anna.viewText()).toContain('(`BuyerCanceled`)');
    await anna.click('confirm_request');
    await anna.waitForView(/\[ Requested \]/);
    await journey.later(200);
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'cancelled', code: 'BuyerCanceled', counts: false });
  });

  it('says that a buyer who only wrote has not asked Amazon, and that it counts', async () => {
    const { anna, amazon } = journey;
    await anna.command(`/cancel-order ${amazon.shop.samples.anotherUnshipped}`);
    await anna.waitForView(/Reason:/);
    await anna.select('reason', 'buyer_asked');
    await anna.waitForView(/It counts all the same: the buyer has not asked Amazon for it/);
    anna.close();
  });

  it('keeps what was typed when the agent goes back', async () => {
    const { anna, amazon } = journey;
    await fillIn(anna, { orderId: amazon.shop.samples.prime, reason: 'defect', subReason: 'damaged', memo: 'box 7' });
    await anna.click('back_to_message');
    await anna.waitForView(/\[ Message to the buyer \]/);
    anna.type('message_text', 'Dear customer, a text of my own.');
    await anna.click('back_to_reason');
    await anna.waitForView(/Reason: Defective or damaged/);
    expect(anna.viewText()).toContain('box 7');
    await anna.submit();
    await anna.waitForView(/a text of my own/);
    anna.close();
  });

  it('shows a German buyer’s message beside what its template says in the agent’s language', async () => {
    const { anna, amazon } = journey;
    await fillIn(anna, { orderId: amazon.shop.samples.unshippedGerman, reason: 'defect', subReason: 'damaged' });
    await anna.click('back_to_message');
    await anna.waitForView(/Text: Guten Tag[\s\S]*What the template says, in English[\s\S]*When we checked the item before packing/);
    anna.close();
  });

  it('takes a request back while it is in the outbox, and sends nothing', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.unshippedGerman;
    const feeds = journey.calls('createFeed');
    await requestCancellation(anna, { orderId, reason: 'defect', subReason: 'damaged' });
    await journey.work();
    await anna.clickMessage(journey.button('C0ORDERS1', orderId, 'undo'));
    await anna.waitForEphemeral(/Taken back\. Nothing was sent to Amazon\./);
    await journey.later(200);
    expect(journey.posted('C0ORDERS1', orderId)).toContain('Taken back. Nothing was sent');
    expect([journey.calls('createFeed'), amazon.shop.order(orderId)?.status]).toEqual([feeds, 'UNSHIPPED']);
  });

  it('speaks Chinese with somebody whose Slack does', async () => {
    const { slack, amazon } = journey;
    const amy = slack.person('U0ADMIN01');
    await amy.command(`/cancel-order ${amazon.shop.samples.fba}`);
    await amy.waitForView(/由亚马逊发货/);
    expect(amy.viewText()).toContain('卖家无法取消');
    amy.close();
  });
});
