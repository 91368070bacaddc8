import { afterEach, describe, expect, it } from 'vitest';
import { cancellationCount, type ShopOrder } from '../../src/practice/amazon/shop-types.js';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { accountIdOf } from '../support/account.js';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';

const DAY_MS = 24 * 3_600_000;
const MARKETPLACES = ['ATVPDKIKX0DER', 'A1PA6795UKMFR9', 'A1VC38T7YXB528'];

describe('the mirror', () => {
  let journey: Journey;
  afterEach(async () => await journey.end());

  const sellerFulfilled = (): readonly ShopOrder[] => journey.amazon.shop.listOrders().filter((one) => one.fulfilledBy === 'MERCHANT');
  /** Order ids and statuses, as they are in the shop and in our copies. */
  const inShop = (): string[] =>
    sellerFulfilled()
      .map((one) => `${one.orderId} ${one.status}`)
      .sort();
  const mirrored = async (): Promise<string[]> => {
    const rows = await journey.engine.prisma.orderRow.findMany({ where: { fulfilledBy: 'MERCHANT' } });
    return rows.map((row) => `${row.orderId} ${row.status}`).sort();
  };
  const sweep = async (): Promise<void> => {
    await journey.app.desk.queue.add([{ job: { kind: 'sweep' } }]);
    await journey.work();
  };

  it('has every order of the shop soon after the start, and leaves calls to people', async () => {
    journey = await startJourney();
    expect(await mirrored()).toEqual(inShop());
    expect(journey.calls('searchOrders')).toBeLessThanOrEqual(15);
  });

  it('follows the shop from then on, with a call every few minutes', async () => {
    journey = await startJourney();
    const before = journey.calls('searchOrders');
    journey.amazon.control.ships(journey.amazon.shop.samples.unshipped);
    journey.amazon.control.requestCancellation(journey.amazon.shop.samples.unshippedGerman);
    await journey.later(3600);
    expect(await mirrored()).toEqual(inShop());
    expect(journey.calls('searchOrders') - before).toBeLessThanOrEqual(3600 / 179);
  });

  it('goes on where it was after a restart', async () => {
    journey = await startJourney();
    await journey.restart();
    journey.amazon.control.ships(journey.amazon.shop.samples.unshipped);
    const before = journey.calls('searchOrders');
    await journey.later(600);
    expect(await mirrored()).toEqual(inShop());
    expect(journey.calls('searchOrders') - before).toBeLessThanOrEqual(3);
  });

  it('fills a shop of 2 000 orders inside Amazon’s allowance while people are answered', async () => {
    journey = await startJourney({ orders: 2_000 });
    const { unshipped } = journey.amazon.shop.samples;
    expect((await mirrored()).length).toBeLessThan(inShop().length);
    await journey.anna.command(`/find-order ${unshipped}`);
    await journey.anna.waitForEphemeral(/Yoga mat/i);
    for (let hour = 0; hour < 5; hour += 1) {
      journey.clock.advance(3_600_000);
      await journey.work();
      await sweep();
    }
    expect(await mirrored()).toEqual(inShop());
    const refused = journey.amazon.ledger.filter((entry) => entry.operation === 'searchOrders' && entry.status === 429);
    expect(refused).toEqual([]);
  });

  it('answers a look-up that Amazon has no room for, and says how old its copy is', async () => {
    journey = await startJourney();
    await journey.later(600);
    journey.amazon.control.fault({ kind: 'throttled', operation: 'getOrder' });
    await journey.anna.command(`/find-order ${journey.amazon.shop.samples.unshippedGerman}`);
    await journey.anna.waitForEphemeral(/This is the order as it was/);
  });

  it('estimates the rates where Amazon gives none, exactly as the shop has them', async () => {
    journey = await startJourney();
    await journey.engine.prisma.rateRow.deleteMany();
    journey.amazon.control.fault({ kind: 'server-error', operation: 'createReport' });
    await sweep();
    const to = journey.clock.now();
    const from = new Date(to.getTime() - 7 * DAY_MS);
    const calls = journey.calls('searchOrders');
    const stored = await journey.app.desk.rates.latest(accountIdOf(journey.app.desk));
    for (const marketplaceId of MARKETPLACES) {
      const rate = stored.find((one) => one.marketplaceId === marketplaceId && one.program === undefined);
      const { orders, counted } = cancellationCount(journey.amazon.shop.listOrders(), { marketplaceId, from, to });
      expect(rate).toMatchObject({
        source: 'estimate',
        rate: { orders, surely: counted },
      });
    }
    expect(journey.calls('searchOrders')).toBe(calls);
  });

  it('ends a request when the order is cancelled in Seller Central, and its message says so', async () => {
    journey = await startJourney({ environment: { OUTBOX_WINDOW_SECONDS: '7200' } });
    const orderId = journey.amazon.shop.samples.outOfStock;
    await requestCancellation(journey.anna, { orderId, reason: 'out_of_stock', subReason: 'oversold' });
    await journey.later(10);
    expect(journey.posted('C0ORDERS1', orderId)).toContain('In the outbox');
    journey.amazon.control.cancelledElsewhere(orderId, 'MERCHANT');
    await journey.later(480);
    const one = await journey.caseOf(orderId);
    expect(one).toMatchObject({ state: 'not_sent', detail: 'already-cancelled' });
    expect((await journey.audit(one?.id ?? '')).at(-1)).toEqual({
      kind: 'moved',
      from: 'queued',
      to: 'not_sent',
      detail: 'already-cancelled',
    });
    expect(journey.posted('C0ORDERS1', orderId)).toContain('It was cancelled by the seller, in Seller Central or with another tool.');
    expect(journey.calls('createFeed')).toBe(0);
  });

  it('lets the digest tell who cancelled elsewhere, and what Amazon will cancel by itself', async () => {
    journey = await startJourney({ environment: { DIGEST_CHANNEL: 'C0CANCEL1', DIGEST_TIME: '08:00', TIME_ZONE: 'UTC' } });
    const { samples } = journey.amazon.shop;
    journey.clock.set(new Date('2026-11-28T10:00:00Z'));
    journey.amazon.control.cancelledElsewhere(samples.unshipped, 'MERCHANT');
    journey.amazon.control.cancelledElsewhere(samples.anotherUnshipped, 'BUYER');
    journey.amazon.control.amazonCancels(samples.multiItem);
    for (const orderId of [samples.unshipped, samples.anotherUnshipped])
      expect(journey.amazon.shop.order(orderId)?.status).toBe('CANCELLED');
    await sweep();
    await journey.later(600);
    journey.clock.set(new Date('2026-11-29T08:00:00Z'));
    await sweep();
    const posted = journey.slack.messages('C0CANCEL1').map((message) => readAloud(message.blocks));
    const text = posted.find((one) => one.includes('November 28, 2026')) ?? '';
    expect(text).toContain('Cancelled without this app');
    expect(text).toContain('In Seller Central: 1, of which 1 counts');
    expect(text).toContain('By the buyer: 1, of which 0 count');
    expect(text).toContain('By Amazon: 1, of which 0 count');
    // Its ship-by was at the end of November 22.
    expect(text).toMatch(new RegExp(`Amazon will cancel it within 48 hours[^\\n]*${samples.lateToShip}`));
    expect(text).not.toContain(samples.unshippedGerman);
  });
});
