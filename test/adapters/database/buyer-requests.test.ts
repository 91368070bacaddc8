import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openDatabase } from '../../../src/adapters/database/open.js';
import { createRepositories, type Repositories } from '../../../src/adapters/database/repositories.js';
import { createQueue, type AppQueue } from '../../../src/adapters/queue/queue.js';
import { type BuyerRequestId, buyerRequestIdSchema, orderIdSchema, userIdSchema } from '../../../src/domain/ids.js';
import type { FulfillmentStatus, OrderCopy } from '../../../src/domain/order.js';
import { ACCOUNT, ANNA, LENA, NOON, ORDER } from '../../fixtures/cases.js';
import { item, order } from '../../slack/views/samples.js';
import { emptyDatabase, freshDatabase } from '../../support/database.js';
import { frozenClock } from '../../support/frozen-clock.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';
import { silentLog } from '../../support/silent-log.js';

interface Copied {
  readonly minute?: number;
  readonly orderId?: string;
  readonly status?: FulfillmentStatus;
  readonly requested?: boolean;
  readonly shipBy?: Date;
}

/** An order as Amazon had it so many minutes after noon. */
function copy({ minute = 0, orderId = ORDER, status = 'UNSHIPPED', requested = true, shipBy = NOON }: Copied): OrderCopy {
  const at = new Date(NOON.getTime() + minute * 60_000);
  const items = [item({ buyerRequestedCancel: requested })];
  return {
    accountId: ACCOUNT,
    readAt: at,
    order: order({ orderId: orderIdSchema.parse(orderId), status, items, lastUpdatedAt: at, shipBy }),
  };
}

const engines = hasPostgres() ? ['embedded', 'server'] : ['embedded'];

describe.each(engines)('buyers’ requests on the %s database', (kind) => {
  let server: PostgresServer | undefined;
  let engine: Engine;
  let queue: AppQueue;
  let repositories: Repositories;
  const clock = frozenClock(NOON.toISOString());

  beforeAll(async () => {
    server = kind === 'server' ? await startPostgres() : undefined;
    engine = server === undefined ? await freshDatabase() : await openDatabase({ kind: 'url', url: server.url });
    queue = createQueue({ sql: engine.sql, clock, log: silentLog });
    repositories = createRepositories({ engine, clock, enqueue: queue.add, practice: true });
  });
  afterEach(async () => await emptyDatabase(engine));
  afterAll(async () => {
    await engine.close();
    server?.stop();
  });

  const rows = async () => await engine.prisma.buyerRequestRow.findMany({ orderBy: [{ noticedAt: 'asc' }, { id: 'asc' }] });
  const save = async (...copies: Copied[]): Promise<void> => await repositories.orders.save(copies.map(copy));
  const onlyId = async (): Promise<BuyerRequestId> => buyerRequestIdSchema.parse((await rows())[0]?.id);

  it('come once with their one job, however many save the copy at the same moment', async () => {
    await Promise.all(Array.from({ length: 8 }, async () => await save({})));
    expect(await rows()).toMatchObject([{ orderId: ORDER, state: 'open', noticedAt: NOON, version: 1, activeKey: `${ACCOUNT}:${ORDER}` }]);
    expect((await queue.waiting()).map(({ job }) => job)).toEqual([{ kind: 'post-request', requestId: await onlyId() }]);
  });

  it('neither come nor end by a copy that is older than the one we have', async () => {
    await save({ minute: 5, requested: false });
    await save({ minute: 1 });
    expect(await rows()).toEqual([]);
    await save({ minute: 9 });
    await save({ minute: 7, status: 'SHIPPED' });
    expect(await rows()).toMatchObject([{ state: 'open' }]);
  });

  it('end with what Amazon says, whatever was done with them, with an audit row', async () => {
    await save({});
    const id = await onlyId();
    const request = { id, state: 'open', claimedBy: undefined } as const;
    const claim = { request, to: 'claimed', actor: { kind: 'user', userId: ANNA }, at: NOON, jobs: [] } as const;
    expect(await repositories.buyerRequests.move({ ...claim, changes: { claimedBy: ANNA, claimedAt: NOON } })).toBe(true);
    await save({ minute: 1, status: 'CANCELLED' });
    expect(await repositories.buyerRequests.find(id)).toMatchObject({ state: 'ended', endedAs: 'cancelled', claimedBy: ANNA, version: 3 });
    const events = (await engine.prisma.requestAuditRow.findMany({ orderBy: { id: 'asc' } })).map((row) => row.event);
    expect(events).toEqual([
      { kind: 'noticed' },
      { kind: 'moved', from: 'open', to: 'claimed' },
      { kind: 'moved', from: 'claimed', to: 'ended', detail: 'cancelled' },
    ]);
  });

  it('let one of ten people at the same moment have them', async () => {
    await save({});
    const request = { id: await onlyId(), state: 'open', claimedBy: undefined } as const;
    const claims = await Promise.all(
      Array.from({ length: 10 }, async (_one, index) => {
        const userId = userIdSchema.parse(`U0AGENT0${index}`);
        const changes = { claimedBy: userId, claimedAt: NOON };
        return await repositories.buyerRequests.move({
          request,
          to: 'claimed',
          actor: { kind: 'user', userId },
          at: NOON,
          changes,
          jobs: [],
        });
      }),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('cannot be claimed once they have ended, and are taken over only from whom they are seen to be with', async () => {
    await save({});
    const id = await onlyId();
    const move = async (state: 'open' | 'claimed', claimedBy: typeof ANNA | undefined, by: typeof ANNA): Promise<boolean> =>
      await repositories.buyerRequests.move({
        request: { id, state, claimedBy },
        to: 'claimed',
        actor: { kind: 'user', userId: by },
        at: NOON,
        changes: { claimedBy: by, claimedAt: NOON },
        jobs: [],
      });
    expect([await move('open', undefined, ANNA), await move('claimed', LENA, ANNA), await move('claimed', ANNA, LENA)]).toEqual([
      true,
      false,
      true,
    ]);
    await save({ minute: 1, status: 'SHIPPED' });
    expect(await move('claimed', LENA, ANNA)).toBe(false);
  });

  it('are listed by ship-by, those without one and the answered ones last', async () => {
    const ids = ['111-0000001-0000001', '111-0000002-0000002', '111-0000003-0000003', '111-0000004-0000004'];
    const hour = (hours: number): Date => new Date(NOON.getTime() + hours * 3_600_000);
    await save(
      { orderId: ids[0] ?? '', shipBy: hour(9) },
      { orderId: ids[1] ?? '', shipBy: hour(1) },
      { orderId: ids[2] ?? '', shipBy: hour(5) },
      { orderId: ids[3] ?? '', requested: false },
    );
    const soonest = (await repositories.buyerRequests.inbox(10)).entries[0]?.request;
    if (soonest === undefined) throw new Error('Nothing is listed');
    const message = { state: 'none', language: 'en', text: 'Packed' } as const;
    await repositories.buyerRequests.move({
      request: soonest,
      to: 'answered',
      actor: { kind: 'user', userId: ANNA },
      at: NOON,
      changes: { answeredBy: ANNA, answeredAt: NOON, message },
      jobs: [],
    });
    const { total, entries } = await repositories.buyerRequests.inbox(2);
    expect([total, ...entries.map(({ request }) => request.orderId)]).toEqual([3, ids[2], ids[0]]);
    const all = await repositories.buyerRequests.inbox(10);
    expect(all.entries.at(-1)?.request).toMatchObject({ orderId: ids[1], state: 'answered', message: { text: 'Packed', state: 'none' } });
  });

  it('are found again when Slack does not show them as they are, and not before their time', async () => {
    await save({});
    const id = await onlyId();
    const later = new Date(NOON.getTime() + 1000);
    expect(await repositories.buyerRequests.unfinished(NOON)).toEqual([]);
    expect((await repositories.buyerRequests.unfinished(later)).map((one) => one.id)).toEqual([id]);
    await repositories.buyerRequests.noteShown(id, 1);
    expect(await repositories.buyerRequests.unfinished(later)).toEqual([]);
  });

  it('stand as the newest copy says, in whatever order and company copies are saved', { timeout: 120_000 }, async () => {
    const copies = fc.record({
      minute: fc.integer({ min: 0, max: 20 }),
      orderId: fc.constantFrom('111-0000001-0000001', '111-0000002-0000002'),
      status: fc.constantFrom<FulfillmentStatus>('UNSHIPPED', 'UNSHIPPED', 'SHIPPED', 'CANCELLED', 'PARTIALLY_SHIPPED'),
      requested: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(copies, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), async (batches) => {
        await emptyDatabase(engine);
        for (const batch of batches) await save(...batch);
        const kept = await engine.prisma.orderRow.findMany();
        const active = (await rows()).filter((row) => row.state !== 'ended').map((row) => row.orderId);
        const waiting = kept.filter((row) => row.status === 'UNSHIPPED' && row.buyerRequested).map((row) => row.orderId);
        expect(active.sort()).toEqual(waiting.sort());
      }),
      { numRuns: 25 },
    );
  });
});
