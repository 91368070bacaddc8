import { randomUUID } from 'node:crypto';
import { subMinutes } from 'date-fns';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Engine, openDatabase } from '../../../src/adapters/database/open.js';
import { createRepositories, type Repositories } from '../../../src/adapters/database/repositories.js';
import { type AppQueue, createQueue } from '../../../src/adapters/queue/queue.js';
import { countsAgainstSeller, mayCountAgainstSeller } from '../../../src/domain/cancelled-elsewhere.js';
import { accountIdSchema, type MarketplaceId, marketplaceIdSchema, orderIdSchema } from '../../../src/domain/ids.js';
import { afterPage, type MirrorWindow } from '../../../src/domain/mirror.js';
import type { CancelledBy, Order, OrderCopy } from '../../../src/domain/order.js';
import { ACCOUNT, NOON, newCase, ORDER, US } from '../../fixtures/cases.js';
import { order } from '../../slack/views/samples.js';
import { emptyDatabase, freshDatabase } from '../../support/database.js';
import { frozenClock } from '../../support/frozen-clock.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';
import { silentLog } from '../../support/silent-log.js';

const engines = hasPostgres() ? ['embedded', 'server'] : ['embedded'];
const DAY_MS = 24 * 3_600_000;
const CANADA = marketplaceIdSchema.parse('A2EUQ1WTGCTBG2');
const CANCELLED_AT = new Date('2026-11-24T11:30:00Z');

describe.each(engines)('the mirror on the %s database', (kind) => {
  let server: PostgresServer | undefined;
  let engine: Engine;
  let queue: AppQueue;
  let desk: Repositories;
  const clock = frozenClock(NOON.toISOString());

  beforeAll(async () => {
    server = kind === 'server' ? await startPostgres() : undefined;
    engine = server === undefined ? await freshDatabase() : await openDatabase({ kind: 'url', url: server.url });
    queue = createQueue({ sql: engine.sql, clock, log: silentLog });
    desk = createRepositories({ engine, clock, enqueue: queue.add, practice: false });
  });
  afterEach(async () => await emptyDatabase(engine));
  afterAll(async () => {
    await engine.close();
    server?.stop();
  });

  const copyOf = (one: Order, readAt = NOON): OrderCopy => ({ accountId: ACCOUNT, order: one, readAt });
  const cancelledBy = (by: CancelledBy | undefined, changes: Partial<Order> = {}): Order =>
    order({
      status: 'CANCELLED',
      lastUpdatedAt: CANCELLED_AT,
      items: order().items.map((item) => ({ ...item, cancelledBy: by })),
      ...changes,
    });
  const elsewhere = async () => await desk.figures.cancelledElsewhere({ from: new Date(0), to: new Date('2030-01-01') });
  const numbered = (number: number): Order['orderId'] => orderIdSchema.parse(`111-0000000-${String(number).padStart(7, '0')}`);
  const searching: MirrorWindow = {
    id: '00000000-0000-4000-8000-000000000001',
    marketplaceIds: [US],
    direction: 'newer',
    from: new Date('2026-11-24T09:00:00Z'),
    to: undefined,
    until: undefined,
    pageToken: undefined,
    begunAt: undefined,
    pages: 0,
    retryAt: undefined,
  };

  it('notes a cancellation made elsewhere once, with who did it and what it was worth, however often the copy comes', async () => {
    await desk.orders.save([copyOf(order({ lastUpdatedAt: new Date('2026-11-24T11:00:00Z') }))]);
    expect(await elsewhere()).toEqual([]);
    await desk.orders.save([copyOf(cancelledBy('MERCHANT'))]);
    clock.advance(60_000);
    await desk.orders.save([copyOf(cancelledBy('BUYER', { lastUpdatedAt: clock.now() }), clock.now())]);
    expect(await elsewhere()).toEqual([
      {
        accountId: ACCOUNT,
        marketplaceId: US,
        orderId: ORDER,
        by: 'MERCHANT',
        at: CANCELLED_AT,
        noticedAt: NOON,
        counts: true,
        total: { currency: 'USD', minorUnits: 3999 },
      },
    ]);
    clock.set(NOON);
  });

  it.each(['awaiting_approval', 'queued'] as const)(
    'ends a case that is %s, with its audit row and the job that tells of it',
    async (state) => {
      const one = newCase({ state });
      await desk.cancellations.create(one, []);
      await desk.orders.save([copyOf(cancelledBy('AMAZON'))]);
      expect(await desk.cancellations.find(one.id)).toMatchObject({ state: 'not_sent', detail: 'already-cancelled', version: 2 });
      const rows = await engine.prisma.auditRow.findMany({ where: { caseId: one.id }, orderBy: { id: 'asc' } });
      expect(rows.at(-1)).toMatchObject({
        actor: { kind: 'amazon' },
        event: { kind: 'moved', from: state, to: 'not_sent', detail: 'already-cancelled' },
      });
      expect((await queue.waiting()).map((waiting) => waiting.job)).toEqual([{ kind: 'announce', caseId: one.id }]);
      expect(await elsewhere()).toMatchObject([{ by: 'AMAZON', counts: false }]);
    },
  );

  it('takes for its own what a case has cancelled or is about to', async () => {
    const one = newCase({ state: 'reading_back' });
    await desk.cancellations.create(one, []);
    await desk.orders.save([copyOf(cancelledBy('MERCHANT'))]);
    expect(await desk.cancellations.find(one.id)).toMatchObject({ state: 'reading_back' });
    const move = { caseId: one.id, from: 'reading_back', to: 'cancelled', actor: { kind: 'amazon' }, at: NOON, jobs: [] } as const;
    await desk.cancellations.move({ ...move, changes: { cancelledAt: NOON, detail: null } });
    await desk.orders.save([copyOf(cancelledBy('MERCHANT'))]);
    expect(await elsewhere()).toEqual([]);
  });

  it.each([
    ['was refused because the seller had cancelled it already', 'MERCHANT', 'sent', 'refused', 'Amazon 8541: no'],
    ['found in the end that the buyer was faster', 'BUYER', 'reading_back', 'cancelled', 'cancelled-by-BUYER'],
  ] as const)('notes it at the end of a case that %s', async (_how, by, from, to, detail) => {
    const one = newCase({ state: from });
    await desk.cancellations.create(one, []);
    await desk.orders.save([copyOf(cancelledBy(by))]);
    expect(await elsewhere()).toEqual([]);
    await desk.cancellations.move({ caseId: one.id, from, to, actor: { kind: 'app' }, at: NOON, changes: { detail }, jobs: [] });
    expect(await elsewhere()).toMatchObject([{ orderId: ORDER, by }]);
  });

  it('notes it whichever is first when a case ends and its copy comes at the same moment', async () => {
    for (let number = 0; number < 15; number += 1) {
      const one = newCase({ state: 'sent', orderId: numbered(number) });
      await desk.cancellations.create(one, []);
      await Promise.all([
        desk.orders.save([copyOf(cancelledBy('MERCHANT', { orderId: numbered(number) }))]),
        desk.cancellations.move({ caseId: one.id, from: 'sent', to: 'refused', actor: { kind: 'app' }, at: NOON, jobs: [] }),
      ]);
    }
    expect(await elsewhere()).toHaveLength(15);
  });

  it('counts a rate as the domain does, whatever the orders', async () => {
    const from = new Date(NOON.getTime() - 7 * DAY_MS);
    const anyOrder = fc.record({
      status: fc.constantFrom('PENDING', 'PENDING_AVAILABILITY', 'UNSHIPPED', 'SHIPPED', 'CANCELLED' as const),
      by: fc.constantFrom('MERCHANT', 'AMAZON', 'BUYER', undefined),
      requested: fc.boolean(),
      programs: fc.constantFrom([], ['PRIME'], ['AMAZON_BUSINESS', 'PRIME']),
      fulfilledBy: fc.constantFrom('MERCHANT', 'MERCHANT', 'AMAZON' as const),
      createdAt: fc.constantFrom(-1, 0, 1, 3 * DAY_MS, 7 * DAY_MS, 7 * DAY_MS + 1).map((after) => new Date(from.getTime() + after)),
      shipBy: fc.constantFrom(undefined, new Date(CANCELLED_AT.getTime() - 7 * DAY_MS), new Date(CANCELLED_AT.getTime() - 7 * DAY_MS + 1)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyOrder, { maxLength: 20 }), async (made) => {
        await emptyDatabase(engine);
        const orders = made.map(({ by, requested, ...rest }, number) => {
          const items = order().items.map((item) => ({ ...item, cancelledBy: by, buyerRequestedCancel: requested }));
          return order({ ...rest, items, orderId: numbered(number), lastUpdatedAt: CANCELLED_AT });
        });
        await desk.orders.save(orders.map((one) => copyOf(one)));
        const inside = orders.filter(
          (one) => one.fulfilledBy === 'MERCHANT' && !one.status.startsWith('PENDING') && one.createdAt >= from && one.createdAt <= NOON,
        );
        const wanted = {
          orders: inside.length,
          counted: inside.filter(mayCountAgainstSeller).length,
          surely: inside.filter(countsAgainstSeller).length,
        };
        expect(await desk.figures.rate({ accountId: ACCOUNT, marketplaceId: US, from, to: NOON })).toEqual(wanted);
        const prime = inside.filter((one) => one.programs.includes('PRIME'));
        const ofPrime = await desk.figures.rate({ accountId: ACCOUNT, marketplaceId: US, program: 'PRIME', from, to: NOON });
        expect(ofPrime.orders).toBe(prime.length);
        const noted = new Map((await elsewhere()).map((one) => [one.orderId, one.counts]));
        const ended = orders.filter((one) => one.status === 'CANCELLED' && one.fulfilledBy === 'MERCHANT');
        expect(noted).toEqual(new Map(ended.map((one) => [one.orderId, countsAgainstSeller(one)])));
      }),
      { numRuns: 30 },
    );
  });

  it('moves a search on once, with its orders, and keeps how far it has reached', async () => {
    await desk.mirror.begin(ACCOUNT, [searching]);
    const until = new Date('2026-11-24T11:58:00Z');
    const first = {
      accountId: ACCOUNT,
      window: searching,
      copies: [copyOf(order())],
      after: afterPage(searching, { nextPageToken: 'p2', until, now: NOON }),
    };
    expect(await Promise.all([desk.mirror.keepPage(first), desk.mirror.keepPage(first)])).toEqual(expect.arrayContaining([true, false]));
    const [window] = (await desk.mirror.progress(ACCOUNT)).windows;
    expect(window).toEqual({ ...searching, pageToken: 'p2', pages: 1, begunAt: NOON, until });
    if (window === undefined) throw new Error('The search is gone');
    const last = { ...first, window, copies: [], after: afterPage(window, { nextPageToken: undefined, until, now: NOON }) };
    expect(await desk.mirror.keepPage(last)).toBe(true);
    expect(await desk.mirror.progress(ACCOUNT)).toEqual({
      coverage: [
        { marketplaceId: US, from: searching.from, to: until, refreshedAt: NOON, spanMs: 2 * (until.getTime() - searching.from.getTime()) },
      ],
      windows: [],
      awaited: [],
    });
    // An older search over what is known already takes nothing back.
    const older = {
      ...searching,
      direction: 'older',
      from: new Date('2026-11-24T08:00:00Z'),
      to: new Date('2026-11-24T10:00:00Z'),
    } as const;
    await desk.mirror.begin(ACCOUNT, [older]);
    await desk.mirror.keepPage({
      ...last,
      window: older,
      after: afterPage(older, { nextPageToken: undefined, until: undefined, now: NOON }),
    });
    expect((await desk.mirror.progress(ACCOUNT)).coverage).toMatchObject([{ from: older.from, to: until, refreshedAt: NOON }]);
  });

  it('tells for ten minutes of many orders that a feed has cancelled at once, and not of few', async () => {
    const cancelled = async (marketplaceId: MarketplaceId, lines: number, endedAt: Date): Promise<void> => {
      const id = randomUUID();
      const ended = { id, accountId: ACCOUNT, marketplaceId, state: 'settled', sealedAt: NOON, updatedAt: endedAt };
      await engine.prisma.feedRow.create({ data: { ...ended, lines: Array.from({ length: lines }, () => ({})) } });
    };
    const minutesAgo = (minutes: number): Date => subMinutes(NOON, minutes);
    await cancelled(US, 80, minutesAgo(9));
    await cancelled(US, 80, minutesAgo(2));
    await cancelled(US, 79, minutesAgo(1));
    await cancelled(CANADA, 300, minutesAgo(11));
    expect((await desk.mirror.progress(ACCOUNT)).awaited).toEqual([{ marketplaceId: US, since: minutesAgo(2) }]);
    expect((await desk.mirror.progress(accountIdSchema.parse('A2ANOTHERSELLER'))).awaited).toEqual([]);
  });

  it('saves nothing of a page whose search is gone', async () => {
    const after = afterPage(searching, { nextPageToken: undefined, until: NOON, now: NOON });
    expect(await desk.mirror.keepPage({ accountId: ACCOUNT, window: searching, copies: [copyOf(order())], after })).toBe(false);
    expect(await desk.orders.find(ACCOUNT, ORDER)).toBeUndefined();
    expect((await desk.mirror.progress(ACCOUNT)).coverage).toEqual([]);
  });

  it('forgets what has not changed for long, a thousand at a time, and keeps the rest', async () => {
    const old = Array.from({ length: 1_005 }, (_, number) =>
      copyOf(order({ orderId: numbered(number), lastUpdatedAt: new Date('2025-05-01') })),
    );
    await desk.orders.save([...old, copyOf(order())]);
    const before = new Date('2025-05-24T12:00:00Z');
    expect(await desk.mirror.forget(before)).toBe(1_000);
    expect(await desk.mirror.forget(before)).toBe(5);
    expect(await desk.mirror.forget(before)).toBe(0);
    expect(await desk.orders.find(ACCOUNT, ORDER)).toBeDefined();
  });

  const on = (day: number): Date => new Date(`2026-11-${String(day).padStart(2, '0')}T12:00:00Z`);
  const since = new Date('2026-10-25T12:00:00Z');
  const ofSku = (number: number, changes: Partial<Order> = {}): Order =>
    order({ orderId: numbered(number), createdAt: on(number), ...changes });
  const struck = (number: number, by: CancelledBy = 'MERCHANT', changes: Partial<Order> = {}): Order =>
    cancelledBy(by, { orderId: numbered(number), createdAt: on(number), ...changes });
  const otherSku = { items: order().items.map((item) => ({ ...item, sku: 'ANOTHER' })) };

  it.each<{ readonly name: string; readonly orders: readonly Order[]; readonly strike: number | undefined }>([
    { name: 'nothing else of the SKU', orders: [], strike: undefined },
    { name: 'the order before it cancelled by the seller', orders: [struck(10)], strike: 10 },
    { name: 'the order after it cancelled by the seller', orders: [struck(22)], strike: 22 },
    { name: 'two cancelled before it: the nearer one is named', orders: [struck(10), struck(12)], strike: 12 },
    { name: 'one shipped in between', orders: [struck(10), ofSku(15, { status: 'SHIPPED' })], strike: undefined },
    { name: 'one of another SKU shipped in between', orders: [struck(10), ofSku(15, { status: 'SHIPPED', ...otherSku })], strike: 10 },
    { name: 'one open in between', orders: [struck(10), ofSku(15)], strike: 10 },
    { name: 'one that the buyer cancelled in between', orders: [struck(10), struck(15, 'BUYER')], strike: 10 },
    { name: 'only the buyer’s cancellation before it', orders: [struck(15, 'BUYER')], strike: undefined },
    {
      name: 'one cancelled that was placed more than 30 days ago',
      orders: [struck(10, 'MERCHANT', { createdAt: new Date('2026-10-25T11:59:59Z') })],
      strike: undefined,
    },
    { name: 'one that Amazon ships', orders: [struck(10, 'MERCHANT', { fulfilledBy: 'AMAZON' })], strike: undefined },
  ])('knows of two seller cancellations in a row: $name', async ({ orders, strike }) => {
    await desk.orders.save([ofSku(20), ...orders].map((one) => copyOf(one)));
    const found = await desk.figures.secondStrike({ accountId: ACCOUNT, orderId: numbered(20), since });
    expect(found).toEqual(strike === undefined ? undefined : { sku: 'KETTLE_BLUE', orderId: numbered(strike) });
  });

  it('counts a cancellation of ours that is under way as the first of two', async () => {
    await desk.orders.save([ofSku(10), ofSku(20)].map((one) => copyOf(one)));
    await desk.cancellations.create(newCase({ orderId: numbered(10) }), []);
    const found = await desk.figures.secondStrike({ accountId: ACCOUNT, orderId: numbered(20), since });
    expect(found).toEqual({ sku: 'KETTLE_BLUE', orderId: numbered(10) });
  });

  it('names both of two in a row that were cancelled in a period, and no single one', async () => {
    const alone = struck(19, 'MERCHANT', { items: otherSku.items.map((item) => ({ ...item, cancelledBy: 'MERCHANT' as const })) });
    await desk.orders.save([struck(10), struck(12), alone].map((one) => copyOf(one)));
    const day = { from: new Date('2026-11-24T00:00:00Z'), to: new Date('2026-11-25T00:00:00Z'), since };
    expect(await desk.figures.secondStrikes(day)).toEqual([numbered(10), numbered(12)]);
    expect(await desk.figures.secondStrikes({ ...day, to: CANCELLED_AT })).toEqual([]);
  });

  it('finds the orders that Amazon will cancel by the index of what is to be shipped', async () => {
    const late = [3, 1, 2].map((day) => copyOf(order({ orderId: numbered(day), shipBy: new Date(`2026-11-0${day}T12:00:00Z`) })));
    const others = [
      copyOf(order()),
      copyOf(order({ orderId: numbered(9), shipBy: undefined })),
      copyOf(order({ orderId: numbered(8), status: 'SHIPPED' })),
    ];
    await desk.orders.save([...late, ...others]);
    const found = await desk.figures.unshippedSince(new Date('2026-11-02T12:00:00Z'), 10);
    expect(found.map((one) => one.order.orderId)).toEqual([numbered(1), numbered(2)]);
    await engine.sql.executeSql('set enable_seqscan = off');
    const { rows } = await engine.sql.executeSql(
      `explain select order_id from orders where status = 'UNSHIPPED' and fulfilled_by = 'MERCHANT'
       and coalesce(ship_by, 'infinity'::timestamptz) <= '2026-11-02' order by coalesce(ship_by, 'infinity'::timestamptz), order_id limit 10`,
    );
    const plan = z
      .array(z.record(z.string(), z.string()))
      .parse(rows)
      .flatMap((row) => Object.values(row));
    expect(plan.join('\n')).toContain('using orders_to_ship on orders');
  });
});
