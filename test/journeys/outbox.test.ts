import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CREATE_FEED } from '../../src/adapters/amazon/feeds/create-feed.js';
import { createRateLimits } from '../../src/adapters/database/rate-limits.js';
import { accountIdOf } from '../support/account.js';
import { type Journey, startJourney } from '../support/journey.js';
import { takenFeeds } from '../support/at-most-once.js';
import { queueCancellations } from '../support/queued-cases.js';
import { requestCancellation } from '../support/request.js';

describe('the outbox', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney();
  });
  afterEach(async () => await journey.end());

  const outOfStock = async (): Promise<string> => {
    const orderId = journey.amazon.shop.samples.outOfStock;
    await requestCancellation(journey.anna, { orderId, reason: 'out_of_stock', subReason: 'oversold' });
    journey.anna.close();
    await journey.work();
    return orderId;
  };

  it('counts down on the message until it leaves', async () => {
    const orderId = await outOfStock();
    const shown = [journey.posted('C0ORDERS1', orderId)];
    for (let quarter = 0; quarter < 3; quarter += 1) {
      await journey.later(20);
      shown.push(journey.posted('C0ORDERS1', orderId));
    }
    expect(shown.map((text) => /Leaves in (\d+) s/.exec(text)?.[1])).toEqual(['60', '40', '20', undefined]);
    expect(journey.calls('createFeed')).toBe(1);
  });

  it('lets it leave at once when the requester presses Send now, once', async () => {
    const orderId = await outOfStock();
    const button = journey.button('C0ORDERS1', orderId, 'send_now');
    await journey.anna.clickMessage(button);
    await journey.anna.waitForEphemeral(/It leaves now\./);
    await journey.work();
    expect(journey.calls('createFeed')).toBe(1);
    await journey.anna.clickMessage(button);
    await journey.anna.waitForEphemeral(/It has left the outbox already\./);
    await journey.later(300);
    const one = await journey.caseOf(orderId);
    expect([one?.state, journey.calls('createFeed')]).toEqual(['cancelled', 1]);
    expect((await journey.audit(one?.id ?? '')).filter(({ kind }) => kind === 'hurried')).toHaveLength(1);
  });

  it('lets nobody else hurry it, and keeps the try on record', async () => {
    const orderId = await outOfStock();
    const ben = journey.slack.person('U0AGENT02');
    await ben.clickMessage(journey.button('C0ORDERS1', orderId, 'send_now'));
    await ben.waitForEphemeral(/Only the person who asked, or an approver, can do that/);
    await journey.work();
    const one = await journey.caseOf(orderId);
    expect([one?.state, journey.calls('createFeed')]).toEqual(['queued', 0]);
    expect(await journey.audit(one?.id ?? '')).toContainEqual({ kind: 'click-refused', why: 'send now: not the requester' });
  });

  it('lets one that may leave sooner keep none of the others from leaving at its own time', async () => {
    const orderId = await outOfStock();
    const { lateToShip } = journey.amazon.shop.samples;
    await requestCancellation(journey.anna, { orderId: lateToShip, reason: 'out_of_stock', subReason: 'oversold' });
    await journey.later(300);
    const states = [(await journey.caseOf(orderId))?.state, (await journey.caseOf(lateToShip))?.state];
    expect([...states, journey.calls('createFeed')]).toEqual(['cancelled', 'cancelled', 2]);
  });

  it('is short for an order whose ship-by is near or past', async () => {
    const orderId = journey.amazon.shop.samples.lateToShip;
    await requestCancellation(journey.anna, { orderId, reason: 'out_of_stock', subReason: 'oversold' });
    await journey.work();
    expect(journey.posted('C0ORDERS1', orderId)).toContain('Leaves in 10 s');
    await journey.later(10);
    expect(journey.calls('createFeed')).toBe(1);
  });

  it('holds what comes while a feed is on its way, says so, and lets it leave right after', async () => {
    journey.amazon.control.fault({ kind: 'feed-stuck', times: 1 });
    await outOfStock();
    await journey.later(70);
    const later = journey.amazon.shop.samples.unshipped;
    await requestCancellation(journey.anna, { orderId: later, reason: 'defect', subReason: 'damaged' });
    journey.anna.close();
    await journey.later(70);
    expect(journey.posted('C0ORDERS1', later)).toMatch(/waits until Amazon has finished the feed before it.*\n(?:.*\n)*.*\[Undo\]/);
    expect(journey.calls('createFeed')).toBe(1);
  });
});

describe('a full outbox', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney({ orders: 900 });
  });
  afterEach(async () => await journey.end());

  it('sends 45 orders at once as one feed, though Amazon lets only 30 be read: the mirror has no change of the others', async () => {
    const orderIds = await queueCancellations(journey, 45);
    await journey.work();
    expect(journey.calls('createFeed')).toBe(1);
    await journey.later(150);
    expect(journey.calls('createFeed')).toBe(1);
    expectAllCancelled(orderIds);
  });

  it('reads each of 45 orders before it sends them as one feed when the mirror has not got through to Amazon lately', async () => {
    journey.amazon.control.fault({ kind: 'server-error', operation: 'searchOrders', times: 1000 });
    await journey.later(15 * 60);
    const orderIds = await queueCancellations(journey, 45);
    await journey.work();
    expect(journey.calls('createFeed')).toBe(0);
    expect(await journey.caseOf(orderIds[44] ?? '')).toMatchObject({ state: 'queued', detail: 'waits-for-reads' });
    await journey.later(150);
    expect(journey.calls('createFeed')).toBe(1);
    expectAllCancelled(orderIds);
  });

  it('looks at an order that nothing is known of before the many that line up to be read back, so that it leaves within a minute', async () => {
    journey.amazon.control.fault({ kind: 'server-error', operation: 'searchOrders', times: 1000 });
    await journey.later(15 * 60);
    await queueCancellations(journey, 60);
    const linedUp = async (): Promise<number> => (await journey.app.waiting()).filter(({ job }) => job.kind === 'read-back').length;
    for (let steps = 0; steps < 60 && (await linedUp()) < 40; steps += 1) await journey.later(10);
    expect(await linedUp()).toBeGreaterThanOrEqual(40);
    const [last] = await queueCancellations(journey, 1);
    await journey.later(60);
    expect(['sent', 'reading_back']).toContain((await journey.caseOf(last ?? ''))?.state);
  });

  it('keeps what comes due while Amazon has no room for a feed in the outbox, and sends all of it with the next one', async () => {
    await takeAllFeeds();
    const [first = ''] = await queueCancellations(journey, 1);
    await journey.work();
    expect(await journey.caseOf(first)).toMatchObject({ state: 'queued', detail: 'waits-for-room' });
    expect(journey.posted('C0ORDERS1', first)).toMatch(/leaves with the next one.*\n(?:.*\n)*.*\[Undo\]/);
    await journey.later(100);
    // The first of them is in the outbox already.
    const orderIds = await queueCancellations(journey, 10);
    await journey.later(10);
    expect(journey.calls('createFeed')).toBe(0);
    await journey.later(80);
    expect(takenFeeds(journey.amazon.ledger).map((feed) => feed.orderIds.length)).toEqual([10]);
    expect(orderIds).toContain(first);
    expectAllCancelled(orderIds);
  });

  it('sends what is urgent with a call that is kept for it, and what waits along with it', async () => {
    await takeAllFeeds();
    const waiting = await queueCancellations(journey, 3);
    await journey.work();
    expect(journey.calls('createFeed')).toBe(0);
    const late = journey.amazon.shop.samples.lateToShip;
    await requestCancellation(journey.anna, { orderId: late, reason: 'out_of_stock', subReason: 'oversold' });
    await journey.later(20);
    expect(takenFeeds(journey.amazon.ledger).map((feed) => feed.orderIds.length)).toEqual([4]);
    await journey.later(60);
    expectAllCancelled([late, ...waiting]);
  });

  async function takeAllFeeds(): Promise<void> {
    const bucket = createRateLimits(journey.engine, journey.clock).bucket(accountIdOf(journey.app.desk), 'createFeed', CREATE_FEED.plan);
    while ((await bucket.take('background')).kind === 'go');
  }

  it('leaves out an order of many that the mirror has seen shipped meanwhile', async () => {
    const orderIds = await queueCancellations(journey, 45, 9 * 60);
    const shipped = orderIds[44] ?? '';
    journey.amazon.control.ships(shipped);
    await journey.later(10 * 60);
    expect(await journey.caseOf(shipped)).toMatchObject({ state: 'not_sent', detail: 'shipped' });
  });

  function expectAllCancelled(orderIds: readonly string[]): void {
    const refused = journey.amazon.ledger.filter(({ operation, status }) => status === 429 && operation === 'getOrder');
    expect(refused).toEqual([]);
    const statuses = new Set(orderIds.map((orderId) => journey.amazon.shop.order(orderId)?.status));
    expect([...statuses]).toEqual(['CANCELLED']);
  }
});
