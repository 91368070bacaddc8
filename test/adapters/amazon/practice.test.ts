import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAmazon } from '../../../src/adapters/amazon/create-amazon.js';
import type { FeedLine } from '../../../src/domain/feed.js';
import { accountIdSchema, caseIdSchema, marketplaceIdSchema, orderIdSchema } from '../../../src/domain/ids.js';
import type { Order } from '../../../src/domain/order.js';
import type { Amazon, AmazonResult } from '../../../src/ports/amazon.js';
import { PLANTED_BUYER_DATA, type PracticeAmazon, startPracticeAmazon } from '../../../src/practice/amazon/server.js';
import { type FrozenClock, frozenClock } from '../../support/frozen-clock.js';
import { testRateLimits } from '../../support/rate-limits.js';

let clock: FrozenClock;
let practice: PracticeAmazon;
let amazon: Amazon;

beforeEach(async () => {
  clock = frozenClock('2026-11-23T10:00:00Z');
  practice = await startPracticeAmazon({ now: () => clock.now() });
  amazon = createAmazon({
    apiUrl: practice.url,
    lwaUrl: practice.lwaUrl,
    credentials: practice.credentials,
    sellerId: accountIdSchema.parse(practice.credentials.sellerId),
    marketplaceIds: practice.marketplaceIds.map((id) => marketplaceIdSchema.parse(id)),
    clock,
    rateLimits: await testRateLimits(clock),
    allowHttpDocuments: true,
  });
});

afterEach(() => practice.close());

function good<T>(result: AmazonResult<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

async function order(orderId: string): Promise<Order> {
  return good(await amazon.orders.get(orderIdSchema.parse(orderId), 'interactive'));
}

function lineFor({ orderId, items }: Order, messageId: number): FeedLine {
  const caseId = caseIdSchema.parse(`00000000-0000-4000-8000-00000000000${messageId}`);
  return { messageId, caseId, orderId, code: 'NoInventory', orderItemIds: items.map((item) => item.orderItemId) };
}

async function submit(orders: readonly Order[]): Promise<string> {
  const [first] = orders;
  if (first === undefined) throw new Error('no orders');
  const { documentId, uploadUrl } = good(await amazon.feeds.prepare());
  const lines = orders.map((one, index) => lineFor(one, index + 1));
  good(await amazon.feeds.upload(uploadUrl, lines));
  return good(await amazon.feeds.create(documentId, first.marketplaceId, 'background')).amazonFeedId;
}

async function reportOf(amazonFeedId: string) {
  clock.advance(60_000);
  const progress = good(await amazon.feeds.progress(amazonFeedId));
  if (progress.status !== 'DONE' || progress.reportDocumentId === undefined) throw new Error(progress.status);
  return good(await amazon.feeds.report(progress.reportDocumentId));
}

describe('against the practice Amazon', () => {
  it('an order with several items is cancelled by a feed, read back, and its buyer told', async () => {
    const before = await order(practice.shop.samples.multiItem);
    expect(before).toMatchObject({ status: 'UNSHIPPED', fulfilledBy: 'MERCHANT' });
    expect(before.items).toHaveLength(3);
    const { orderId, marketplaceId } = before;
    expect(await amazon.messages.isOffered(orderId, marketplaceId, 'interactive')).toEqual({ ok: true, value: true });
    expect(good(await amazon.messages.locale(orderId, marketplaceId))).toMatch(/^[a-z]{2}-[A-Z]{2}$/);

    const startedAt = clock.now();
    const amazonFeedId = await submit([before]);
    expect(await amazon.feeds.progress(amazonFeedId)).toEqual({ ok: true, value: { status: 'IN_QUEUE' } });
    const listed = good(await amazon.feeds.listSince(startedAt));
    expect(listed).toEqual([{ amazonFeedId, createdAt: startedAt, marketplaceIds: [marketplaceId] }]);
    expect(await reportOf(amazonFeedId)).toEqual({ summary: { processed: 1, successful: 1, withError: 0 }, results: [] });

    const after = await order(orderId);
    expect(after.status).toBe('CANCELLED');
    expect(after.items.map((item) => item.cancelledBy)).toEqual(['MERCHANT', 'MERCHANT', 'MERCHANT']);
    const text = `We are sorry: your order ${orderId} had to be cancelled.`;
    expect(await amazon.messages.send({ orderId, marketplaceId, text })).toEqual({ ok: true, value: undefined });
    const sent = practice.ledger.find((entry) => entry.operation === 'createUnexpectedProblem');
    expect(JSON.parse(sent?.body ?? '')).toEqual({ text });
  });

  it('a refused line of a feed is told by its order, the other one is cancelled', async () => {
    const [one, other] = [await order(practice.shop.samples.unshipped), await order(practice.shop.samples.anotherUnshipped)];
    practice.control.fault({ kind: 'line-refused', orderId: other.orderId, code: '18028', description: 'Not found & invalid' });
    const report = await reportOf(await submit([one, other]));
    expect(report).toEqual({
      summary: { processed: 2, successful: 1, withError: 1 },
      results: [{ messageId: 2, severity: 'Error', code: '18028', description: 'Not found & invalid', orderId: other.orderId }],
    });
    expect((await order(one.orderId)).status).toBe('CANCELLED');
    expect((await order(other.orderId)).status).toBe('UNSHIPPED');
  });

  it('a report without a summary has none', async () => {
    practice.control.fault({ kind: 'report-without-summary' });
    const report = await reportOf(await submit([await order(practice.shop.samples.unshipped)]));
    expect(report).toEqual({ summary: undefined, results: [] });
  });

  it.each(['timeout-after', 'half-response'] as const)(
    'createFeed with %s is ambiguous, and the feed is found on the list',
    async (kind) => {
      const one = await order(practice.shop.samples.unshipped);
      const { documentId, uploadUrl } = good(await amazon.feeds.prepare());
      good(await amazon.feeds.upload(uploadUrl, [lineFor(one, 1)]));
      practice.control.fault({ kind, operation: 'createFeed', times: 1 });
      expect(await amazon.feeds.create(documentId, one.marketplaceId, 'background')).toMatchObject({
        ok: false,
        failure: { kind: 'ambiguous' },
      });
      expect(good(await amazon.feeds.listSince(clock.now()))).toHaveLength(1);
      expect(practice.ledger.filter((entry) => entry.operation === 'createFeed')).toHaveLength(1);
    },
  );

  it.each([
    ['throttled', 'throttled'],
    ['server-error', 'ambiguous'],
    ['timeout-before', 'ambiguous'],
    ['timeout-after', 'ambiguous'],
  ] as const)('a message with %s is %s, and is tried once', async (kind, failure) => {
    const { orderId, marketplaceId } = await order(practice.shop.samples.unshipped);
    practice.control.fault({ kind, operation: 'createUnexpectedProblem', times: 1 });
    expect(await amazon.messages.send({ orderId, marketplaceId, text: 'We are sorry.' })).toMatchObject({
      ok: false,
      failure: { kind: failure },
    });
    expect(practice.ledger.filter((entry) => entry.operation === 'createUnexpectedProblem')).toHaveLength(1);
  });

  it('an upload address that has expired is asked for again', async () => {
    const one = await order(practice.shop.samples.unshipped);
    const { uploadUrl } = good(await amazon.feeds.prepare());
    clock.advance(5 * 60_000 + 1);
    expect(await amazon.feeds.upload(uploadUrl, [lineFor(one, 1)])).toEqual({
      ok: false,
      failure: { kind: 'unavailable', message: 'document: HTTP 403' },
    });
  });

  it('every order of the shop is understood, and none brings anything of its buyer', async () => {
    clock.advance(120_000);
    const from = new Date(clock.now().getTime() - 41 * 24 * 3_600_000);
    const marketplaceIds = practice.marketplaceIds.map((id) => marketplaceIdSchema.parse(id));
    const orders: Order[] = [];
    let pageToken: string | undefined;
    do {
      const page = good(await amazon.orders.changed({ marketplaceIds, from, to: undefined, pageToken }));
      orders.push(...page.orders);
      pageToken = page.nextPageToken;
    } while (pageToken !== undefined);
    const sellerFulfilled = practice.shop.listOrders().filter((one) => one.fulfilledBy === 'MERCHANT');
    expect(orders.map((one) => one.orderId).sort()).toEqual(sellerFulfilled.map((one) => one.orderId).sort());
    for (const orderId of Object.values(practice.shop.samples)) orders.push(await readSlowly(orderId));
    const everything = JSON.stringify(orders);
    expect(PLANTED_BUYER_DATA.length).toBeGreaterThan(10);
    expect(PLANTED_BUYER_DATA.filter((planted) => everything.includes(planted))).toEqual([]);
  });

  it('the account-health report gives the rate of each marketplace', async () => {
    const marketplaceIds = practice.marketplaceIds.map((id) => marketplaceIdSchema.parse(id));
    const { reportId } = good(await amazon.health.request(marketplaceIds));
    expect(await amazon.health.read(reportId)).toEqual({ ok: true, value: 'pending' });
    clock.advance(60_000);
    const rates = good(await amazon.health.read(reportId));
    if (typeof rates === 'string') throw new Error(rates);
    expect(rates.map((one) => one.marketplaceId)).toEqual(marketplaceIds);
    for (const { rate, target, from, to } of rates) {
      expect(rate.orders).toBeGreaterThan(0);
      expect(rate.counted).toBeLessThanOrEqual(rate.orders);
      expect(target).toEqual({ numerator: 25, denominator: 1000 });
      expect(to.getTime()).toBeGreaterThan(from.getTime());
    }
  });

  it('is not let in with a wrong refresh token, and finds no order that is not there', async () => {
    const stranger = createAmazon({
      apiUrl: practice.url,
      lwaUrl: practice.lwaUrl,
      credentials: { ...practice.credentials, refreshToken: 'Atzr|another' },
      sellerId: accountIdSchema.parse('A2PRACTICESELLER'),
      marketplaceIds: [],
      clock,
      rateLimits: await testRateLimits(clock),
      allowHttpDocuments: true,
    });
    const missing = orderIdSchema.parse('999-9999999-9999999');
    expect(await stranger.orders.get(missing, 'interactive')).toEqual({
      ok: false,
      failure: {
        kind: 'locked-out',
        message: 'Login with Amazon: invalid_grant: The request has an invalid grant parameter : refresh_token',
      },
    });
    expect(await amazon.orders.get(missing, 'interactive')).toEqual({ ok: false, failure: { kind: 'not-found' } });
  });
});

/** Two seconds later each time, so that thirty calls at once are not all there are. */
async function readSlowly(orderId: string): Promise<Order> {
  clock.advance(2_000);
  return await order(orderId);
}
