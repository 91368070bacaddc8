import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openDatabase } from '../../../src/adapters/database/open.js';
import { createRepositories, type Repositories } from '../../../src/adapters/database/repositories.js';
import { createQueue, type AppQueue } from '../../../src/adapters/queue/queue.js';
import { feedRowIdSchema, marketplaceIdSchema } from '../../../src/domain/ids.js';
import { newStock } from '../../../src/domain/stock.js';
import type { CaseMove } from '../../../src/ports/cancellations.js';
import { ACCOUNT, ANNA, LENA, NOON, newCase, ORDER, US } from '../../fixtures/cases.js';
import { reasonStep } from '../../slack/views/samples.js';
import { emptyDatabase, freshDatabase } from '../../support/database.js';
import { frozenClock } from '../../support/frozen-clock.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';
import { silentLog } from '../../support/silent-log.js';

const engines = hasPostgres() ? ['embedded', 'server'] : ['embedded'];
if (engines.length === 1) console.info('PostgreSQL is not installed: the repositories are tested on the embedded database only.');

describe.each(engines)('the repositories on the %s database', (kind) => {
  let server: PostgresServer | undefined;
  let engine: Engine;
  let queue: AppQueue;
  let repositories: Repositories;
  const clock = frozenClock(NOON.toISOString());

  beforeAll(async () => {
    server = kind === 'server' ? await startPostgres() : undefined;
    engine = server === undefined ? await freshDatabase() : await openDatabase({ kind: 'url', url: server.url });
    queue = createQueue({ sql: engine.sql, clock, log: silentLog });
    repositories = createRepositories({ engine, clock, enqueue: queue.add, practice: false });
  });
  afterEach(async () => await emptyDatabase(engine));
  afterAll(async () => {
    await engine.close();
    server?.stop();
  });

  const audit = async (): Promise<unknown[]> => (await engine.prisma.auditRow.findMany({ orderBy: { id: 'asc' } })).map((row) => row.event);
  const move = (changes: Partial<CaseMove> & Pick<CaseMove, 'caseId'>): CaseMove => ({
    from: 'queued',
    to: 'undone',
    actor: { kind: 'user', userId: ANNA },
    at: NOON,
    jobs: [],
    ...changes,
  });

  it('give back a case as it was written', async () => {
    const wanted = newCase({
      rate: {
        source: 'amazon',
        asOf: NOON,
        before: { orders: 212, counted: 4 },
        after: { orders: 212, counted: 5 },
        target: { numerator: 25, denominator: 1000 },
        others: [
          {
            source: 'estimate',
            asOf: NOON,
            before: { orders: 20, counted: 2, surely: 1 },
            after: { orders: 20, counted: 3, surely: 2 },
            target: { numerator: 5, denominator: 1000 },
            days: 7,
            program: 'PRIME',
          },
        ],
      },
      approvalRules: ['rate_above_share'],
    });
    const created = await repositories.cancellations.create(wanted, []);
    expect(created.kind).toBe('created');
    expect(await repositories.cancellations.find(wanted.id)).toEqual({
      ...wanted,
      version: 1,
      decidedBy: undefined,
      decidedAt: undefined,
      decisionNote: undefined,
      feedRowId: undefined,
      amazonFeedId: undefined,
      cancelledAt: undefined,
      detail: undefined,
      attempts: 0,
      nextAttemptAt: undefined,
    });
  });

  it('let one of ten requests at the same moment hold the order', async () => {
    const requests = Array.from({ length: 10 }, () => newCase());
    const outcomes = await Promise.all(
      requests.map(async (one) => await repositories.cancellations.create(one, [{ job: { kind: 'announce', caseId: one.id } }])),
    );
    expect(outcomes.filter((outcome) => outcome.kind === 'created')).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => outcome.case.id)).size).toBe(1);
    expect(await queue.waiting()).toHaveLength(1);
    expect((await audit()).filter((event) => JSON.stringify(event) === '{"kind":"asked-again"}')).toHaveLength(9);
  });

  it('let an order be asked for again after it was undone, but not after it was cancelled', async () => {
    const first = newCase();
    await repositories.cancellations.create(first, []);
    expect(await repositories.cancellations.move(move({ caseId: first.id }))).toBe(true);
    const second = newCase({ state: 'reading_back' });
    expect((await repositories.cancellations.create(second, [])).kind).toBe('created');
    await repositories.cancellations.move(move({ caseId: second.id, from: 'reading_back', to: 'cancelled' }));
    expect((await repositories.cancellations.create(newCase(), [])).kind).toBe('held-by');
  });

  it('move a case once, with its audit row and its job, whoever else tries', async () => {
    const one = newCase();
    await repositories.cancellations.create(one, []);
    const moves = await Promise.all(
      [1, 2, 3].map(
        async () => await repositories.cancellations.move(move({ caseId: one.id, jobs: [{ job: { kind: 'announce', caseId: one.id } }] })),
      ),
    );
    expect(moves.filter(Boolean)).toHaveLength(1);
    expect(await audit()).toEqual([
      { kind: 'requested', state: 'queued', reason: 'out_of_stock', code: 'NoInventory' },
      { kind: 'moved', from: 'queued', to: 'undone' },
    ]);
    expect((await repositories.cancellations.find(one.id))?.version).toBe(2);
    expect(await queue.waiting()).toHaveLength(1);
  });

  it('refuse a move that no case may make', async () => {
    const one = newCase();
    await repositories.cancellations.create(one, []);
    await expect(repositories.cancellations.move(move({ caseId: one.id, to: 'refused' }))).rejects.toThrow(
      'No case goes from queued to refused',
    );
  });

  it('seal what waits into one feed, and never into a second while the first is on its way', async () => {
    const first = newCase();
    const second = newCase({ orderId: otherOrder(1) });
    await repositories.cancellations.create(first, []);
    await repositories.cancellations.create(second, []);
    const seal = async (caseIds: readonly (typeof first.id)[]) => {
      const feedRowId = feedRowIdSchema.parse(randomUUID());
      return await repositories.cancellations.seal({
        feedRowId,
        accountId: ACCOUNT,
        marketplaceId: US,
        caseIds,
        at: NOON,
        jobs: [{ job: { kind: 'submit-feed', feedRowId } }],
      });
    };
    const feeds = await Promise.all([seal([first.id, second.id]), seal([first.id, second.id])]);
    const [feed, ...others] = feeds.filter((one) => one !== undefined);
    expect(others).toEqual([]);
    expect(feed?.lines.map((line) => [line.messageId, line.code, line.orderItemIds])).toEqual([
      [1, 'NoInventory', ['12345678901234']],
      [2, 'NoInventory', ['12345678901234']],
    ]);
    expect((await repositories.cancellations.find(first.id))?.state).toBe('sending');
    expect((await queue.waiting()).map(({ job }) => job.kind)).toEqual(['submit-feed']);
  });

  it('write nothing of a feed move when one of its cases is not where it should be', async () => {
    const one = newCase();
    await repositories.cancellations.create(one, []);
    const feedRowId = feedRowIdSchema.parse(randomUUID());
    await repositories.cancellations.seal({ feedRowId, accountId: ACCOUNT, marketplaceId: US, caseIds: [one.id], at: NOON, jobs: [] });
    const wrong = move({ caseId: one.id, from: 'sent', to: 'reading_back' });
    expect(await repositories.cancellations.moveFeed({ feedRowId, from: 'sealed', to: 'uploaded', jobs: [], cases: [wrong] })).toBe(false);
    expect((await repositories.cancellations.findFeed(feedRowId))?.state).toBe('sealed');
  });

  it('count what is or may become cancelled against the rate', async () => {
    await repositories.cancellations.create(newCase(), []);
    await repositories.cancellations.create(newCase({ orderId: otherOrder(2), counts: false }), []);
    const undone = newCase({ orderId: otherOrder(3) });
    await repositories.cancellations.create(undone, []);
    await repositories.cancellations.move(move({ caseId: undone.id }));
    const later = new Date(NOON.getTime() + 1);
    const cancelled = newCase({ orderId: otherOrder(4), state: 'reading_back' });
    await repositories.cancellations.create(cancelled, []);
    const end = { from: 'reading_back', to: 'cancelled', changes: { cancelledAt: NOON } } as const;
    await repositories.cancellations.move(move({ caseId: cancelled.id, ...end }));
    const question = { accountId: ACCOUNT, marketplaceId: US, since: NOON };
    const elsewhere = { ...question, marketplaceId: marketplaceIdSchema.parse('A1PA6795UKMFR9') };
    expect(await repositories.cancellations.countedSince([elsewhere, question, { ...question, since: later }])).toEqual([0, 2, 1]);
    expect(await repositories.cancellations.countedSince([{ ...question, program: 'PRIME' }])).toEqual([0]);
    expect(await repositories.cancellations.countedSince([])).toEqual([]);
  });

  it('keep the newer copy of an order', async () => {
    const order = {
      orderId: ORDER,
      marketplaceId: US,
      createdAt: NOON,
      lastUpdatedAt: NOON,
      status: 'UNSHIPPED',
      fulfilledBy: 'MERCHANT',
      programs: [],
      shipBy: undefined,
      total: undefined,
      items: [
        {
          orderItemId: '1',
          sku: undefined,
          asin: undefined,
          title: 'Kettle',
          quantityOrdered: 1,
          quantityFulfilled: 0,
          unitPrice: { currency: 'USD', minorUnits: 5 },
          buyerRequestedCancel: false,
          buyerCancelReason: undefined,
          cancelledBy: undefined,
        },
      ],
    } as const;
    await repositories.orders.save([{ accountId: ACCOUNT, order, readAt: new Date(NOON.getTime() + 1000) }]);
    await repositories.orders.save([{ accountId: ACCOUNT, order: { ...order, status: 'PENDING' }, readAt: NOON }]);
    expect(await repositories.orders.find(ACCOUNT, ORDER)).toEqual({ accountId: ACCOUNT, order, readAt: new Date(NOON.getTime() + 1000) });
  });

  it('give the units of a SKU to one case at a time, however many want them at the same moment', async () => {
    const { cancellations } = repositories;
    const stock = newStock({ kind: 'lower', sku: 'KETTLE', by: 1 });
    const cases = Array.from({ length: 8 }, (_, number) => newCase({ orderId: otherOrder(number), state: 'cancelled', stock }));
    for (const one of cases) await cancellations.create(one, []);
    const hold = async ({ id: caseId }: (typeof cases)[number], sku = 'KETTLE'): Promise<boolean> =>
      await cancellations.holdUnits({ caseId, accountId: ACCOUNT, sku, from: 'waiting' });
    const held = await Promise.all(cases.map(async (one) => await hold(one)));
    expect(held.filter(Boolean)).toHaveLength(1);
    const first = cases[held.indexOf(true)];
    const second = cases[held.indexOf(false)];
    if (first === undefined || second === undefined) throw new Error('There are both');
    expect([await hold(first), await hold(second)]).toEqual([true, false]);
    const step = { caseId: first.id, actor: { kind: 'app' }, at: NOON, jobs: [] } as const;
    expect(await cancellations.moveStock({ ...step, from: 'waiting', to: 'changing', before: 3, target: 2 })).toBe(true);
    expect([await hold(second), await hold(first)]).toEqual([false, false]);
    expect(await cancellations.moveStock({ ...step, from: 'changing', to: 'done' })).toBe(true);
    expect([await hold(second), await hold(first)]).toEqual([true, false]);
  });

  it('end a draft once: its order is cancelled or saved, whichever of two clicks comes first', async () => {
    const { cancellations, drafts, savedOrders } = repositories;
    const outcomes: string[] = [];
    for (let race = 0; race < 20; race += 1) {
      await emptyDatabase(engine);
      const { draft } = reasonStep();
      await drafts.create(draft, NOON);
      const { accountId, id, marketplaceId, orderId } = newCase();
      const saved = {
        draftId: draft.id,
        accountId,
        orderId,
        marketplaceId,
        reason: 'out_of_stock',
        savedBy: draft.userId,
        savedAt: NOON,
      } as const;
      const wanted = newCase({ id, requestedBy: draft.userId });
      const [first, second] = [
        async () => await cancellations.createFromDraft(draft.id, wanted, []),
        async () => await savedOrders.save(saved),
      ];
      await Promise.all(race % 2 === 0 ? [first(), second()] : [second(), first()]);
      const kept = await savedOrders.find(draft.id, draft.userId);
      const held = await cancellations.findHolding(accountId, orderId);
      outcomes.push([kept && 'saved', held && 'requested'].filter(Boolean).join());
      expect((await drafts.find(draft.id, draft.userId))?.caseId).toBe(held?.id);
    }
    expect(outcomes.filter((one) => one !== 'saved' && one !== 'requested')).toEqual([]);
  });

  it('leave a draft open whose order another case holds', async () => {
    const { cancellations, drafts } = repositories;
    const { draft } = reasonStep();
    const other = newCase();
    await cancellations.create(other, []);
    await drafts.create(draft, NOON);
    expect(await cancellations.createFromDraft(draft.id, newCase(), [])).toMatchObject({ kind: 'held-by', case: { id: other.id } });
    expect((await drafts.find(draft.id, draft.userId))?.caseId).toBeUndefined();
  });

  it('save an order once from a draft that is not used up, and forget it when its time is over', async () => {
    const { drafts, mirror, savedOrders } = repositories;
    const { draft } = reasonStep();
    const { id: draftId, accountId, orderId } = draft;
    const saved = { draftId, accountId, orderId, marketplaceId: US, reason: 'defect', savedBy: ANNA, savedAt: NOON } as const;
    expect(await savedOrders.save(saved)).toBeUndefined();
    await drafts.create(draft, NOON);
    expect(await savedOrders.save({ ...saved, savedBy: LENA })).toBeUndefined();
    const later = { ...saved, savedAt: new Date(NOON.getTime() + 1000) };
    const both = await Promise.all([saved, later, saved, later].map(async (one) => await savedOrders.save(one)));
    expect(new Set(both.map((one) => one?.savedAt.getTime())).size).toBe(1);
    expect(await savedOrders.ofOrder(accountId, orderId)).toEqual([both[0]]);
    expect(await savedOrders.find(draftId, LENA)).toBeUndefined();
    expect(await savedOrders.inPeriod({ from: NOON, to: new Date(NOON.getTime() + 2000) })).toEqual([both[0]]);
    expect(await drafts.find(draftId, ANNA)).toBeUndefined();

    await drafts.create({ ...draft, caseId: newCase().id }, NOON);
    await engine.prisma.savedOrderRow.deleteMany();
    expect(await savedOrders.save(saved)).toBeUndefined();

    await drafts.update(draftId, { caseId: undefined });
    expect(await savedOrders.save(saved)).toEqual(saved);
    await mirror.forget(NOON);
    expect(await savedOrders.find(draftId, ANNA)).toEqual(saved);
    await mirror.forget(new Date(NOON.getTime() + 1));
    expect(await savedOrders.find(draftId, ANNA)).toBeUndefined();
  });

  it('let one at a time post a notice, and another after a minute without news', async () => {
    const one = newCase();
    await repositories.cancellations.create(one, []);
    expect(await repositories.notices.claim(one.id, 'status', NOON)).toBe(true);
    expect(await repositories.notices.claim(one.id, 'status', NOON)).toBe(false);
    expect(await repositories.notices.claim(one.id, 'status', new Date(NOON.getTime() + 61_000))).toBe(true);
    expect(await repositories.notices.ofCase(one.id)).toEqual([]);
  });
});

function otherOrder(number: number): typeof ORDER {
  return newCase({ orderId: `111-0000000-000000${number}` as typeof ORDER }).orderId;
}
