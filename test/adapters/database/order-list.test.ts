import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Engine, openDatabase } from '../../../src/adapters/database/open.js';
import { listStatement } from '../../../src/adapters/database/order-list.js';
import { createOrderCopies } from '../../../src/adapters/database/orders.js';
import { accountIdSchema, marketplaceIdSchema, type OrderId, orderIdSchema } from '../../../src/domain/ids.js';
import { EVERY_ORDER, type OrderFilter, type PageStart, placeOf, TOP } from '../../../src/domain/order-list.js';
import type { Order } from '../../../src/domain/order.js';
import type { OrderCopies, OrderListQuery } from '../../../src/ports/store.js';
import { ACCOUNT, NOON, US } from '../../fixtures/cases.js';
import { emptyDatabase, freshDatabase } from '../../support/database.js';
import { fillOrders } from '../../support/fill-orders.js';
import { frozenClock } from '../../support/frozen-clock.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';
import { item, order } from '../../slack/views/samples.js';

const OTHER_ACCOUNT = accountIdSchema.parse('A2OTHEREXAMPLE');
const GERMANY = marketplaceIdSchema.parse('A1PA6795UKMFR9');
const HOUR_MS = 3_600_000;

const id = (number: number): OrderId => orderIdSchema.parse(`111-0000000-${String(number).padStart(7, '0')}`);
const inHours = (hours: number): Date => new Date(NOON.getTime() + hours * HOUR_MS);
const query = (changes: Partial<OrderListQuery> = {}): OrderListQuery => ({
  accountIds: [ACCOUNT],
  filter: EVERY_ORDER,
  now: NOON,
  start: TOP,
  limit: 10,
  ...changes,
});

const engines = hasPostgres() ? ['embedded', 'server'] : ['embedded'];

describe.each(engines)('the list of orders on the %s database', (kind) => {
  let server: PostgresServer | undefined;
  let engine: Engine;
  let orders: OrderCopies;

  beforeAll(async () => {
    server = kind === 'server' ? await startPostgres() : undefined;
    engine = server === undefined ? await freshDatabase() : await openDatabase({ kind: 'url', url: server.url });
    orders = createOrderCopies({ engine, clock: frozenClock(NOON.toISOString()), enqueue: async () => undefined, practice: false });
  });
  afterEach(async () => await emptyDatabase(engine));
  afterAll(async () => {
    await engine.close();
    server?.stop();
  });

  const keep = async (...kept: readonly Partial<Order>[]): Promise<void> =>
    await orders.save(
      kept.map((changes, index) => ({ accountId: ACCOUNT, order: order({ orderId: id(index), ...changes }), readAt: NOON })),
    );
  const listed = async (filter: Partial<OrderFilter> = {}): Promise<string[]> => {
    const { copies } = await orders.list(query({ filter: { ...EVERY_ORDER, ...filter } }));
    return copies.map((copy) => copy.order.orderId);
  };

  it('has the soonest ship-by first and those without one last', async () => {
    await keep({ shipBy: inHours(3) }, { shipBy: undefined }, { shipBy: inHours(-2) }, { shipBy: inHours(3) });
    expect(await listed()).toEqual([id(2), id(0), id(3), id(1)]);
  });

  it('has nothing that is shipped, cancelled, pending or shipped by Amazon', async () => {
    await keep({}, { status: 'SHIPPED' }, { status: 'CANCELLED' }, { status: 'PENDING' }, { fulfilledBy: 'AMAZON' });
    expect(await listed()).toEqual([id(0)]);
  });

  it('keeps to its filters, alone and together', async () => {
    const mug = [item({ sku: 'MUG' }), item({ sku: 'LID' })];
    const asked = [item({ sku: 'MUG', buyerRequestedCancel: true })];
    await keep(
      { shipBy: inHours(-1), items: mug },
      { shipBy: inHours(1), items: asked },
      { shipBy: inHours(-2), items: asked, marketplaceId: GERMANY },
      { shipBy: undefined },
    );
    expect(await listed({ sku: 'MUG' })).toEqual([id(2), id(0), id(1)]);
    expect(await listed({ sku: 'LID' })).toEqual([id(0)]);
    expect(await listed({ sku: 'mug' })).toEqual([]);
    expect(await listed({ requested: true })).toEqual([id(2), id(1)]);
    expect(await listed({ late: true })).toEqual([id(2), id(0)]);
    expect(await listed({ late: true, marketplaceId: US })).toEqual([id(0)]);
    expect(await listed({ late: true, requested: true, sku: 'MUG', marketplaceId: GERMANY })).toEqual([id(2)]);
  });

  it('has the orders of the accounts that are asked for alone', async () => {
    await keep({});
    await orders.save([{ accountId: OTHER_ACCOUNT, order: order({ orderId: id(7) }), readAt: NOON }]);
    const ids = async (accountIds: OrderListQuery['accountIds']) =>
      (await orders.list(query({ accountIds }))).copies.map((copy) => copy.order.orderId);
    expect([await ids([ACCOUNT]), await ids([OTHER_ACCOUNT]), await ids([ACCOUNT, OTHER_ACCOUNT])]).toEqual([
      [id(0)],
      [id(7)],
      [id(0), id(7)],
    ]);
  });

  it('gives every order exactly once, in order, however the pages are turned', async () => {
    const hours = fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(fc.array(hours, { maxLength: 14 }), fc.integer({ min: 1, max: 5 }), async (shipBys, limit) => {
        await emptyDatabase(engine);
        await keep(...shipBys.map((hour) => ({ shipBy: hour === undefined ? undefined : inHours(hour) })));
        const wanted = shipBys
          .map((hour, index) => ({ hour: hour ?? Number.POSITIVE_INFINITY, orderId: id(index) }))
          .toSorted((one, other) => (one.hour === other.hour ? (one.orderId < other.orderId ? -1 : 1) : one.hour - other.hour))
          .map(({ orderId }) => orderId);
        const seen: string[] = [];
        const starts: PageStart[] = [TOP];
        for (let start = starts[0]; start !== undefined; start = starts[starts.length - 1]) {
          const { copies, more } = await orders.list(query({ start, limit }));
          seen.push(...copies.map((copy) => copy.order.orderId));
          const last = copies.at(-1);
          if (!more || last === undefined) break;
          const back = await orders.list(query({ start: { kind: 'before', place: placeOf(last.order) }, limit: limit * 3 }));
          expect(back.copies.map((copy) => copy.order.orderId)).toEqual(seen.slice(0, -1).slice(-limit * 3));
          starts.push({ kind: 'after', place: placeOf(last.order) });
        }
        expect(seen).toEqual(wanted);
      }),
      { numRuns: 40 },
    );
  });

  describe('in a table of 30 000 orders', () => {
    const plan = async (filter: Partial<OrderFilter>, start: PageStart = TOP): Promise<string> => {
      const { text, values } = listStatement(query({ filter: { ...EVERY_ORDER, ...filter }, start }));
      const { rows } = await engine.sql.executeSql(`explain ${text}`, values);
      return JSON.stringify(rows);
    };
    const far: PageStart = { kind: 'after', place: { shipBy: inHours(20), orderId: id(1) } };

    beforeEach(async () => await fillOrders(engine, { total: 30_000, toShip: 3_000 }));

    it('reads a page off the index of its filter, without sorting and without reading what is not of the list', async () => {
      await engine.sql.executeSql('analyze orders');
      expect.soft(await plan({})).toMatch(/Index Scan using orders_to_ship on/);
      expect.soft(await plan({}, far)).toMatch(/Index Scan using orders_to_ship on.*Index Cond.*ROW\(COALESCE/);
      expect.soft(await plan({}, { ...far, kind: 'before' })).toMatch(/Index Scan Backward using orders_to_ship on/);
      expect.soft(await plan({ late: true })).toMatch(/Index Scan using orders_to_ship on.*Index Cond/);
      expect.soft(await plan({ marketplaceId: GERMANY })).toMatch(/Index Scan using orders_to_ship_by_marketplace on.*Index Cond/);
      expect
        .soft(await plan({ marketplaceId: GERMANY, late: true }))
        .toMatch(/Index Scan using orders_to_ship_by_marketplace on.*Index Cond/);
      expect.soft(await plan({ requested: true })).toMatch(/Index Scan using orders_requested on/);
      expect.soft(await plan({ sku: 'SKU-17' })).toMatch(/orders_to_ship_skus/);
      const plans = [await plan({}), await plan({ marketplaceId: GERMANY }), await plan({ requested: true })];
      expect(plans.filter((one) => /Sort|Seq Scan/.test(one))).toEqual([]);
    });

    it('reads nothing but what is of the list while the database has no statistics, as the embedded one often has none', async () => {
      for (const filter of [{}, { late: true }, { marketplaceId: GERMANY }, { requested: true }, { sku: 'SKU-17' }]) {
        expect.soft(await plan(filter)).toMatch(/orders_(?:to_ship|requested)/);
        expect.soft(await plan(filter)).not.toMatch(/Seq Scan|orders_account_id|orders_pkey/);
      }
    });
  });
});
