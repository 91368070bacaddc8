import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.js';
import { fillIn, requestInWindow, requestCancellation } from '../support/request.js';

describe('while Amazon fails', () => {
  let journey: Journey;
  let orderId: string;
  beforeEach(async () => {
    journey = await startJourney();
    orderId = journey.amazon.shop.samples.outOfStock;
  });
  afterEach(async () => await journey.end());

  const request = async (): Promise<void> =>
    await requestCancellation(journey.anna, { orderId, reason: 'out_of_stock', subReason: 'oversold' });
  const state = async (): Promise<string | undefined> => (await journey.caseOf(orderId))?.state;
  const messageState = async (): Promise<string | undefined> => (await journey.caseOf(orderId))?.message.state;
  const status = (): string | undefined => journey.amazon.shop.order(orderId)?.status;

  it('at the look-up, the window says so and nothing is kept', async () => {
    journey.amazon.control.fault({ kind: 'server-error', operation: 'getOrder' });
    await journey.anna.command(`/cancel-order ${orderId}`);
    await journey.anna.waitForView(/Amazon does not answer\. Nothing was changed\. Try again in a few minutes\./);
    expect(await state()).toBeUndefined();
    const [failed] = journey.logged.filter((line) => line.includes('Amazon call failed')).map((line): unknown => JSON.parse(line));
    expect(failed).toMatchObject({ operation: 'getOrder', reason: 'unavailable' });
  });

  it('at a look-up of an order seen before, its older copy is shown with its age', async () => {
    await journey.anna.command(`/find-order ${orderId}`);
    await journey.anna.waitForEphemeral(/It can be cancelled/);
    journey.clock.advance(61_000);
    journey.amazon.control.fault({ kind: 'server-error', operation: 'getOrder' });
    await journey.anna.command(`/find-order ${orderId}`);
    await journey.anna.waitForEphemeral(/This is the order as it was/);
  });

  it('at the last click, nothing is asked for and the window says so', async () => {
    await fillIn(journey.anna, { orderId, reason: 'out_of_stock', subReason: 'oversold' });
    journey.amazon.control.fault({ kind: 'timeout-before', operation: 'getOrder' });
    await journey.anna.click('confirm_request');
    await journey.anna.waitForView(/Amazon does not answer\. Nothing was changed\./);
    expect(await state()).toBeUndefined();
  });

  it.each(['createFeedDocument', 'uploadDocument', 'getFeed', 'getFeedDocument', 'downloadDocument'])(
    'at %s, it is tried again until it works',
    async (operation) => {
      await request();
      journey.amazon.control.fault({ kind: 'server-error', operation, times: 2 });
      await journey.later(600);
      expect([await state(), status(), journey.calls('createFeed')]).toEqual(['cancelled', 'CANCELLED', 1]);
    },
  );

  it('at a report that is not given at first, it is asked for again within seconds, though Amazon had worked on the feed for long', async () => {
    await request();
    const feedDone = async (): Promise<void> => {
      await journey.later(10);
      if (journey.calls('getFeedDocument') === 0) await feedDone();
    };
    journey.amazon.control.fault({ kind: 'server-error', operation: 'getFeedDocument', times: 2 });
    await feedDone();
    await journey.later(20);
    expect(await state()).toBe('cancelled');
    expect(journey.effects('getFeedDocument')).toBe(1);
  });

  it('at an upload or a download that the store fails in, it is made once more at the same address', async () => {
    await request();
    const operations = ['createFeedDocument', 'uploadDocument', 'getFeedDocument', 'downloadDocument'];
    const before = operations.map(journey.calls);
    journey.amazon.control.fault({ kind: 'server-error', operation: 'uploadDocument', times: 1 });
    journey.amazon.control.fault({ kind: 'server-error', operation: 'downloadDocument', times: 1 });
    await journey.later(300);
    expect(await state()).toBe('cancelled');
    expect(operations.map((operation, index) => journey.calls(operation) - (before[index] ?? 0))).toEqual([1, 2, 1, 2]);
  });

  it('with no room for the message to the buyer, it is not asked once more whether it may be sent', async () => {
    await request();
    journey.amazon.control.fault({ kind: 'throttled', operation: 'createUnexpectedProblem', times: 2 });
    const asked = journey.calls('getMessagingActionsForOrder');
    await journey.later(300);
    expect([await messageState(), journey.calls('createUnexpectedProblem')]).toEqual(['sent', 3]);
    expect(journey.calls('getMessagingActionsForOrder') - asked).toBe(1);
  });

  it('at the last look before sending, the order waits in the outbox', async () => {
    await request();
    journey.amazon.control.fault({ kind: 'server-error', operation: 'getOrder', times: 2 });
    await journey.later(60);
    expect(await state()).toBe('queued');
    await journey.later(300);
    expect([await state(), status()]).toEqual(['cancelled', 'CANCELLED']);
  });

  it('with createFeed refused for lack of room, it is sent once there is some', async () => {
    await request();
    journey.amazon.control.fault({ kind: 'throttled', operation: 'createFeed', times: 2 });
    // Each time it waits for its own call and the three that are kept for feeds that must not be late.
    await journey.later(1_300);
    expect([await state(), status()]).toEqual(['cancelled', 'CANCELLED']);
  });

  it.each(['timeout-after', 'half-response'] as const)(
    'with createFeed ending in %s, the feed is found at Amazon and not made again',
    async (kind) => {
      await request();
      journey.amazon.control.fault({ kind, operation: 'createFeed', times: 1 });
      await journey.later(90);
      expect(await state()).toBe('sending');
      await journey.later(300);
      expect([await state(), status(), journey.calls('createFeed'), journey.calls('createUnexpectedProblem')]).toEqual([
        'cancelled',
        'CANCELLED',
        1,
        1,
      ]);
      expect(journey.calls('getFeeds')).toBeGreaterThan(0);
    },
  );

  it('with createFeed that never arrived, it is sent again only after Amazon’s list has been empty for ten minutes', async () => {
    await request();
    journey.amazon.control.fault({ kind: 'timeout-before', operation: 'createFeed', times: 1 });
    await journey.later(9 * 60);
    expect([await state(), journey.calls('createFeed')]).toEqual(['sending', 1]);
    await journey.later(10 * 60);
    expect([await state(), status(), journey.calls('createFeed'), journey.calls('createUnexpectedProblem')]).toEqual([
      'cancelled',
      'CANCELLED',
      2,
      1,
    ]);
  });

  it('with the line refused, Amazon’s words are shown, the buyer hears nothing, and another order of the feed goes on', async () => {
    const { unshipped } = journey.amazon.shop.samples;
    await request();
    journey.anna.close();
    await requestCancellation(journey.anna, { orderId: unshipped, reason: 'defect', subReason: 'damaged' });
    journey.amazon.control.fault({
      kind: 'line-refused',
      orderId,
      code: '18028',
      description: 'The data you submitted is incomplete or invalid.',
      times: 1,
    });
    await journey.later(300);
    expect(await state()).toBe('refused');
    expect(journey.posted('C0ORDERS1', orderId)).toContain('Amazon refused it');
    expect(journey.posted('C0ORDERS1', orderId)).toContain('Amazon 18028: The data you submitted is incomplete or invalid.');
    expect(await journey.caseOf(unshipped)).toMatchObject({ state: 'cancelled', message: { state: 'sent' } });
    expect([journey.calls('createFeed'), journey.calls('createUnexpectedProblem')]).toEqual([1, 1]);

    await journey.anna.clickMessage(journey.button('C0ORDERS1', orderId, 'cancel_order'));
    await journey.anna.waitForView(/Reason:[\s\S]*Pick a reason/);
    await requestInWindow(journey.anna, { reason: 'out_of_stock', subReason: 'oversold' });
    await journey.later(300);
    expect([await state(), status(), journey.calls('createFeed')]).toEqual(['cancelled', 'CANCELLED', 2]);
  });

  it('with a report that says nothing, only the order’s own status counts', async () => {
    await request();
    journey.amazon.control.fault({ kind: 'report-without-summary' });
    await journey.later(300);
    expect([await state(), status()]).toEqual(['cancelled', 'CANCELLED']);
  });

  it('with a feed that ends FATAL without effect, nobody says cancelled, and a person is asked to look', async () => {
    await request();
    journey.amazon.control.fault({ kind: 'feed-fatal', takesEffect: false });
    await journey.later(60 * 60);
    expect([await state(), status(), journey.calls('createUnexpectedProblem')]).toEqual(['stuck', 'UNSHIPPED', 0]);
    expect(journey.posted('C0ORDERS1', orderId)).toContain('please look at the order in Seller Central');
  });

  it('with a feed that ends FATAL but did its work, the read-back finds it out', async () => {
    await request();
    journey.amazon.control.fault({ kind: 'feed-fatal', takesEffect: true });
    await journey.later(300);
    expect([await state(), await messageState()]).toEqual(['cancelled', 'sent']);
  });

  it('with a feed without an end, it is shown after half an hour and nothing is sent twice', async () => {
    await request();
    journey.amazon.control.fault({ kind: 'feed-stuck' });
    await journey.later(35 * 60);
    expect([await state(), journey.calls('createFeed')]).toEqual(['stuck', 1]);
    expect(journey.posted('C0ORDERS1', orderId)).toContain('[Check again]');
  });

  it('with an order that shows its new status late, it is read until it does', async () => {
    await request();
    journey.amazon.control.fault({ kind: 'order-read-lag', reads: 3, orderId });
    await journey.later(70);
    expect(await state()).not.toBe('cancelled');
    await journey.later(300);
    expect([await state(), await messageState()]).toEqual(['cancelled', 'sent']);
  });

  it('with reads that get no answer after the feed, it says why, and is cancelled within a minute of the first answer', async () => {
    await request();
    await journey.later(40);
    for (let steps = 0; steps < 30 && (await state()) !== 'sent'; steps += 1) await journey.later(10);
    for (const operation of ['getOrder', 'searchOrders']) journey.amazon.control.fault({ kind: 'server-error', operation, times: 1000 });
    await journey.later(15 * 60);
    expect([await state(), status()]).toEqual(['reading_back', 'CANCELLED']);
    expect(journey.posted('C0ORDERS1', orderId)).toContain('Amazon does not answer.');
    journey.amazon.control.clearFaults();
    await journey.later(70);
    expect([await state(), await messageState()]).toEqual(['cancelled', 'sent']);
    expect(journey.effects('createUnexpectedProblem')).toBe(1);
  });

  it('with reads that get no answer for more than half an hour, a person is asked to look', async () => {
    await request();
    await journey.later(40);
    for (let steps = 0; steps < 30 && (await state()) !== 'sent'; steps += 1) await journey.later(10);
    for (const operation of ['getOrder', 'searchOrders']) journey.amazon.control.fault({ kind: 'server-error', operation, times: 1000 });
    await journey.later(40 * 60);
    expect([await state(), journey.calls('createUnexpectedProblem')]).toEqual(['stuck', 0]);
    expect(journey.posted('C0ORDERS1', orderId)).toContain('[Check again]');
  });

  it.each(['timeout-before', 'timeout-after', 'server-error'] as const)(
    'with the message ending in %s, a person is shown and it is not sent again',
    async (kind) => {
      await request();
      journey.amazon.control.fault({ kind, operation: 'createUnexpectedProblem', times: 1 });
      await journey.later(900);
      expect([await state(), await messageState(), journey.calls('createUnexpectedProblem')]).toEqual(['cancelled', 'uncertain', 1]);
      expect(journey.posted('C0ORDERS1', orderId)).toContain('no clear answer from Amazon');
    },
  );

  it('with no message offered, the text is there to copy', async () => {
    await request();
    journey.amazon.control.fault({ kind: 'messaging-not-offered', orderId });
    await journey.later(300);
    expect([await state(), await messageState(), journey.calls('createUnexpectedProblem')]).toEqual(['cancelled', 'not_offered', 0]);
    journey.anna.close();
    await journey.anna.clickMessage(journey.button('C0ORDERS1', orderId, 'show_message'));
    await journey.anna.waitForView(/When we went to pack it, the item was not in stock\./);
  });

  it('with the order cancelled by Amazon itself before it is sent, nothing is sent', async () => {
    const { buyerRequested } = journey.amazon.shop.samples;
    await requestCancellation(journey.anna, { orderId: buyerRequested, reason: 'buyer_asked' });
    journey.amazon.control.amazonCancels(buyerRequested);
    await journey.later(120);
    expect(await journey.caseOf(buyerRequested)).toMatchObject({ state: 'not_sent', detail: 'already-cancelled' });
    expect(journey.calls('createFeed')).toBe(0);
  });
});
