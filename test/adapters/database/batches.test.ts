import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openDatabase } from '../../../src/adapters/database/open.js';
import { createRepositories, type Repositories } from '../../../src/adapters/database/repositories.js';
import { createQueue, type AppQueue } from '../../../src/adapters/queue/queue.js';
import { batchIdSchema, orderIdSchema } from '../../../src/domain/ids.js';
import type { BatchDraft, NewBatch } from '../../../src/ports/batches.js';
import type { CaseMove, NewCase } from '../../../src/ports/cancellations.js';
import { ACCOUNT, ANNA, LENA, newCase, NOON, ORDER, ORDERS_CHANNEL } from '../../fixtures/cases.js';
import { emptyDatabase, freshDatabase } from '../../support/database.js';
import { frozenClock } from '../../support/frozen-clock.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';
import { silentLog } from '../../support/silent-log.js';

const OTHER = orderIdSchema.parse('112-2233445-6677889');
const THIRD = orderIdSchema.parse('113-2233445-6677889');

describe.each(hasPostgres() ? ['embedded', 'server'] : ['embedded'])('batches on the %s database', (kind) => {
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

  const batchOf = (cases: readonly Partial<NewCase>[], id = batchIdSchema.parse(randomUUID())): NewBatch => ({
    id,
    teamId: 'T0CANCEL1',
    channelId: ORDERS_CHANNEL,
    requestedBy: ANNA,
    requestedAt: NOON,
    cases: cases.map((changes) => {
      const one = newCase({ ...changes, batchId: id });
      return { newCase: one, jobs: [{ job: { kind: 'announce', caseId: one.id } }] };
    }),
    askedAgain: [],
  });
  const events = async (): Promise<unknown[]> =>
    (await engine.prisma.auditRow.findMany({ orderBy: { id: 'asc' } })).map(({ event }) => event);
  const jobs = async (): Promise<number> => (await queue.waiting()).length;

  it('are written once, however often and at whichever moment they come', async () => {
    const id = batchIdSchema.parse(randomUUID());
    const orders = [{ orderId: ORDER }, { orderId: OTHER }];
    const created = await Promise.all(Array.from({ length: 4 }, async () => await repositories.batches.create(batchOf(orders, id))));
    expect(created.map((one) => one.kind).sort()).toEqual(['created', 'found', 'found', 'found']);
    const [first, ...others] = created.map(({ batch }) => batch.cases.map((one) => one.id));
    expect(first).toHaveLength(2);
    for (const other of others) expect(other).toEqual(first);
    expect([(await events()).length, await jobs()]).toEqual([2, 2]);
  });

  it('leave out an order that another case holds, which hears of it', async () => {
    const held = await repositories.cancellations.create(newCase({ orderId: OTHER, requestedBy: LENA }), []);
    const { kind, batch, heldBy } = await repositories.batches.create(batchOf([{ orderId: ORDER }, { orderId: OTHER }]));
    expect([kind, batch.cases.map(({ orderId }) => orderId), heldBy.map(({ id }) => id)]).toEqual(['created', [ORDER], [held.case.id]]);
    expect((await events()).at(-1)).toEqual({ kind: 'asked-again' });
    expect(await jobs()).toBe(1);
  });

  it('of the same orders at the same moment give each order to one of them', async () => {
    const batches = await Promise.all([
      repositories.batches.create(batchOf([{ orderId: ORDER }, { orderId: OTHER }, { orderId: THIRD }])),
      repositories.batches.create(batchOf([{ orderId: THIRD }, { orderId: OTHER }, { orderId: ORDER }])),
    ]);
    const orderIds = batches.flatMap(({ batch }) => batch.cases.map(({ orderId }) => orderId));
    expect(orderIds.toSorted()).toEqual([ORDER, OTHER, THIRD]);
    expect(batches.flatMap(({ heldBy }) => heldBy)).toHaveLength(3);
  });

  it('are decided on all together or not at all, by one of two who decide at the same moment', async () => {
    const waiting = { state: 'awaiting_approval' } as const;
    const { batch } = await repositories.batches.create(
      batchOf([
        { orderId: ORDER, ...waiting },
        { orderId: OTHER, ...waiting },
      ]),
    );
    const moves = (to: CaseMove['to'], userId: typeof ANNA): CaseMove[] =>
      batch.cases.map(({ id: caseId }) => ({
        caseId,
        from: 'awaiting_approval',
        to,
        actor: { kind: 'user', userId },
        at: NOON,
        // Different changes are different statements.
        ...(to === 'queued' && { changes: { sendAfter: new Date(NOON.getTime() + Number.parseInt(caseId.slice(0, 4), 16)) } }),
        jobs: [],
      }));
    const both = await Promise.all([
      repositories.batches.move(moves('queued', LENA)),
      repositories.batches.move(moves('declined', ANNA).toReversed()),
    ]);
    expect(both.filter(Boolean)).toHaveLength(1);
    const states = (await repositories.batches.find(batch.id))?.cases.map(({ state }) => state);
    expect(new Set(states).size).toBe(1);
    // One of them is gone: the others stay, too.
    const again = await repositories.batches.create(batchOf([{ orderId: THIRD, ...waiting }]));
    const [third] = again.batch.cases;
    const gone = { ...moves('queued', LENA)[0], caseId: third?.id ?? batch.cases[0]?.id };
    expect(await repositories.batches.move([...moves('queued', LENA), gone as CaseMove])).toBe(false);
    expect((await repositories.batches.find(again.batch.id))?.cases[0]?.state).toBe('awaiting_approval');
  });

  it('give back a draft as it was written and changed, to nobody else', async () => {
    const draft: BatchDraft = {
      id: batchIdSchema.parse(randomUUID()),
      userId: ANNA,
      teamId: 'T0CANCEL1',
      channelId: ORDERS_CHANNEL,
      orders: [
        { accountId: ACCOUNT, orderId: ORDER, buyerLocale: 'de-DE' },
        { accountId: ACCOUNT, orderId: OTHER, buyerLocale: null },
      ],
      notRead: [{ orderId: THIRD, failure: { kind: 'throttled', retryAfterMs: 2000 } }],
      malformed: ['111-22'],
      leftOff: 3,
      ticked: [ORDER],
      reason: 'defect',
      subReason: undefined,
      note: undefined,
      memo: 'shelf 4',
      sendMessage: true,
      shown: undefined,
    };
    await repositories.batchDrafts.create(draft, NOON);
    expect(await repositories.batchDrafts.find(draft.id, ANNA)).toEqual(draft);
    expect(await repositories.batchDrafts.find(draft.id, LENA)).toBeUndefined();
    const shown = { orders: [{ orderId: ORDER, counts: true }], approvalRules: ['rate_unknown'], counted: { 'A:B': null } } as const;
    await repositories.batchDrafts.update(draft.id, { memo: undefined, shown, ticked: [] });
    expect(await repositories.batchDrafts.find(draft.id, ANNA)).toEqual({ ...draft, memo: undefined, shown, ticked: [] });
    expect(await repositories.batchDrafts.deleteBefore(new Date(NOON.getTime() + 1))).toBe(1);
  });
});
