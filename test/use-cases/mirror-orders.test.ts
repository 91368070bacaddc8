import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/adapters/database/open.js';
import { createRepositories } from '../../src/adapters/database/repositories.js';
import { createQueue } from '../../src/adapters/queue/queue.js';
import { marketplaceIdSchema, type MarketplaceId } from '../../src/domain/ids.js';
import type { AmazonFailure, OrderSearch } from '../../src/ports/amazon.js';
import { mirrorOrders, remindOfMirror } from '../../src/use-cases/mirror/mirror-orders.js';
import { ACCOUNT, US } from '../fixtures/cases.js';
import { oneAccount } from '../support/account.js';
import { countedIds } from '../support/counted-ids.js';
import { emptyDatabase, freshDatabase } from '../support/database.js';
import { frozenClock } from '../support/frozen-clock.js';
import { searchedAmazon } from '../support/searched-amazon.js';
import { silentLog } from '../support/silent-log.js';

const CANADA = marketplaceIdSchema.parse('A2EUQ1WTGCTBG2');
const MINUTE_MS = 60_000;

describe('reading on in the orders of an account', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await freshDatabase();
  });
  beforeEach(async () => await emptyDatabase(engine));
  afterAll(async () => await engine.close());

  function stage(marketplaceIds: readonly MarketplaceId[], refusal: (search: OrderSearch) => AmazonFailure | undefined) {
    const clock = frozenClock('2026-11-24T15:00:00Z');
    const queue = createQueue({ sql: engine.sql, clock, log: silentLog });
    const searches: OrderSearch[] = [];
    const amazon = searchedAmazon(async (search) => {
      searches.push(search);
      const failure = refusal(search);
      const until = new Date(clock.now().getTime() - 2 * MINUTE_MS);
      return failure === undefined ? { ok: true, value: { orders: [], nextPageToken: undefined, until } } : { ok: false, failure };
    });
    const account = { id: ACCOUNT, name: 'North', region: 'na' as const, marketplaceIds };
    const repositories = createRepositories({ engine, clock, enqueue: queue.add, practice: false });
    const desk = { clock, ids: countedIds(), queue, ...repositories, accounts: oneAccount(account, () => amazon) };
    return { clock, desk, queue, searches, run: async () => await mirrorOrders(desk, ACCOUNT) };
  }

  it('asks for all marketplaces in one search', async () => {
    const { searches, run } = stage([US, CANADA], () => undefined);
    await run();
    expect(new Set(searches.map((one) => one.marketplaceIds.toSorted().join()))).toEqual(new Set([[US, CANADA].sort().join()]));
  });

  it.each([{ kind: 'not-authorised', message: 'no' } as const, { kind: 'refused', code: 'InvalidInput', message: 'no' } as const])(
    'reads the others when one marketplace is closed to it ($kind), and tries that one every quarter of an hour',
    async (failure) => {
      const { clock, desk, searches, run } = stage([US, CANADA], (search) =>
        search.marketplaceIds.includes(CANADA) ? failure : undefined,
      );
      await run();
      const { coverage } = await desk.mirror.progress(ACCOUNT);
      expect(coverage.map((one) => one.marketplaceId)).toEqual([US]);
      const asked = (): number => searches.filter((one) => one.marketplaceIds.includes(CANADA)).length;
      const before = asked();
      for (let minute = 0; minute < 60; minute += 1) {
        clock.advance(MINUTE_MS);
        await run();
      }
      expect(asked() - before).toBe(4);
    },
  );

  it('waits as long as Amazon says when there are no calls left, and begins by itself then', async () => {
    const { clock, desk, queue, searches, run } = stage([US], () => ({ kind: 'throttled', retryAfterMs: 179_000 }));
    await run();
    expect(searches).toHaveLength(1);
    expect(await queue.waiting()).toEqual([
      { job: { kind: 'mirror-orders', accountId: ACCOUNT }, notBefore: new Date('2026-11-24T15:02:59Z') },
    ]);
    await engine.prisma.jobRow.deleteMany();
    await remindOfMirror(desk);
    expect(await queue.waiting()).toEqual([]);
    clock.advance(179_000);
    await remindOfMirror(desk);
    expect(await queue.waiting()).toHaveLength(1);
  });

  it('lets go of searches in a marketplace that the account has no more', async () => {
    const first = stage([US, CANADA], () => ({ kind: 'unavailable', message: 'HTTP 503' }));
    await first.run();
    const { desk, run, searches } = stage([US], () => undefined);
    await run();
    expect(new Set(searches.map((one) => one.marketplaceIds.join()))).toEqual(new Set([US]));
    expect((await desk.mirror.progress(ACCOUNT)).windows).toEqual([]);
  });
});
