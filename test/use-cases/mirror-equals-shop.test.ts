import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/adapters/database/open.js';
import { createRepositories } from '../../src/adapters/database/repositories.js';
import { createQueue } from '../../src/adapters/queue/queue.js';
import { marketplaceIdSchema, orderIdSchema } from '../../src/domain/ids.js';
import type { FulfillmentStatus, Order } from '../../src/domain/order.js';
import { mirrorOrders } from '../../src/use-cases/mirror/mirror-orders.js';
import { ACCOUNT, US } from '../fixtures/cases.js';
import { order } from '../slack/views/samples.js';
import { oneAccount } from '../support/account.js';
import { countedIds } from '../support/counted-ids.js';
import { Crashed, type CrashPlan, crashing } from '../support/crash.js';
import { emptyDatabase, freshDatabase } from '../support/database.js';
import { frozenClock } from '../support/frozen-clock.js';
import { type Manners, movingShop } from '../support/moving-shop.js';
import { searchedAmazon } from '../support/searched-amazon.js';
import { silentLog } from '../support/silent-log.js';

const CANADA = marketplaceIdSchema.parse('A2EUQ1WTGCTBG2');
const START = '2026-11-24T15:00:00Z';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** More than a first fill, a restart and a split of its searches take. */
const SETTLED_AFTER_RUNS = 60;

const manners: fc.Arbitrary<Manners> = fc.record({
  pageSize: fc.integer({ min: 1, max: 4 }),
  shuffle: fc.nat(),
  repeats: fc.integer({ min: 0, max: 2 }),
  leavesOutChanged: fc.boolean(),
  tokensAgeFromTheFirst: fc.boolean(),
  saysUntil: fc.boolean(),
});

const statuses: readonly FulfillmentStatus[] = ['PENDING', 'UNSHIPPED', 'SHIPPED', 'CANCELLED'];
const crash: fc.Arbitrary<CrashPlan | undefined> = fc.option(
  fc.record({ at: fc.integer({ min: 1, max: 12 }), when: fc.constantFrom('before' as const, 'after' as const) }),
  { nil: undefined },
);
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('change' as const), number: fc.nat(25), status: fc.constantFrom(...statuses) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('run' as const), crash }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(1, 4, 30, 13 * 60, 25 * 60, 90 * 60) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clock-off' as const), minutes: fc.integer({ min: -90, max: 90 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('fails' as const),
      how: fc.constantFrom('throttled', 'unavailable', 'refused'),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
);

describe('the mirror', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await freshDatabase();
  });
  afterAll(async () => await engine.close());

  it('equals the shop in the end, whatever the order of pages, repeats, clocks, failures and crashes', async () => {
    await fc.assert(
      fc.asyncProperty(
        manners,
        fc.array(fc.integer({ min: 0, max: 38 * 24 * 60 }), { minLength: 1, maxLength: 25 }),
        fc.array(happening, { maxLength: 14 }),
        async (how, ages, happenings) => {
          await emptyDatabase(engine);
          // Amazon's clock; ours may differ.
          const amazonClock = frozenClock(START);
          const clock = frozenClock(START);
          const shop = movingShop(how, () => amazonClock.now());
          const queue = createQueue({ sql: engine.sql, clock, log: silentLog });
          const repositories = createRepositories({ engine, clock, enqueue: queue.add, practice: false });
          const account = { id: ACCOUNT, name: 'North', region: 'na' as const, marketplaceIds: [US, CANADA] };
          const desk = {
            clock,
            ids: countedIds(),
            queue,
            ...repositories,
            accounts: oneAccount(account, () => searchedAmazon(shop.changed)),
          };
          const run = async (plan: CrashPlan | undefined): Promise<void> => {
            const { desk: fragile, crashed } = crashing(desk, plan, ['mirror', 'queue']);
            await Promise.race([mirrorOrders(fragile, ACCOUNT), crashed]).catch((error: unknown) => {
              if (!(error instanceof Crashed)) throw error;
            });
          };
          const pass = (milliseconds: number): void => {
            clock.advance(milliseconds);
            amazonClock.advance(milliseconds);
          };

          // Where Amazon does not say up to when it has searched, our clock has to be right to within fifty minutes.
          const setOff = (minutes: number): void =>
            clock.set(new Date(amazonClock.now().getTime() + (how.saysUntil ? minutes : minutes / 2) * MINUTE_MS));

          for (const [number, age] of ages.entries())
            shop.put(shopOrder(number, new Date(amazonClock.now().getTime() - age * MINUTE_MS), 'UNSHIPPED'));
          for (const one of happenings) {
            // No order changes twice at the same moment.
            pass(1_000);
            if (one.kind === 'change') shop.put(shopOrder(one.number, amazonClock.now(), one.status));
            else if (one.kind === 'wait') pass(one.minutes * MINUTE_MS);
            else if (one.kind === 'clock-off') setOff(one.minutes);
            else if (one.kind === 'fails') shop.failNext(failure(one.how), one.times);
            else await run(one.crash);
          }
          clock.set(amazonClock.now());
          const quietSince = amazonClock.now();
          const isSettled = async (): Promise<boolean> => {
            const { coverage, windows } = await repositories.mirror.progress(ACCOUNT);
            const fillsFrom = new Date(amazonClock.now().getTime() - 40 * DAY_MS);
            const reaches = coverage.filter((one) => one.from <= fillsFrom && one.to >= quietSince);
            return windows.length === 0 && reaches.length === account.marketplaceIds.length;
          };
          for (let runs = 0; runs < SETTLED_AFTER_RUNS && !(await isSettled()); runs += 1) {
            pass(16 * MINUTE_MS);
            await run(undefined);
          }
          expect(await isSettled()).toBe(true);

          const rows = await engine.prisma.orderRow.findMany();
          const mirrored = new Map(rows.map((row) => [row.orderId, row.order]));
          const { coverage } = await repositories.mirror.progress(ACCOUNT);
          const begins = new Map(coverage.map((one) => [one.marketplaceId, one.from]));
          for (const one of shop.orders.values()) {
            const isCovered = one.lastUpdatedAt >= (begins.get(one.marketplaceId) ?? quietSince);
            // What had last changed before the mirror begins may be there or not; if it is, it is as it is in the shop.
            if (isCovered || mirrored.has(one.orderId)) expect(mirrored.get(one.orderId)).toEqual(JSON.parse(JSON.stringify(one)));
          }
          expect([...mirrored.keys()].filter((orderId) => !shop.orders.has(orderId))).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  }, 180_000);
});

function shopOrder(number: number, lastUpdatedAt: Date, status: FulfillmentStatus): Order {
  const orderId = orderIdSchema.parse(`111-0000000-${String(number).padStart(7, '0')}`);
  return order({ orderId, marketplaceId: number % 3 === 0 ? CANADA : US, status, lastUpdatedAt, createdAt: lastUpdatedAt });
}

function failure(how: string) {
  if (how === 'throttled') return { kind: 'throttled', retryAfterMs: 179_000 } as const;
  if (how === 'refused') return { kind: 'refused', code: 'InvalidInput', message: 'no' } as const;
  return { kind: 'unavailable', message: 'HTTP 503' } as const;
}
