import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openDatabase } from '../../src/adapters/database/open.js';
import { batchIdSchema, channelIdSchema, orderIdSchema, userIdSchema } from '../../src/domain/ids.js';
import { undo } from '../../src/use-cases/carry-out/undo.js';
import { undoBatch } from '../../src/use-cases/carry-out/undo-batch.js';
import { approve } from '../../src/use-cases/decide/approve.js';
import { decline } from '../../src/use-cases/decide/decline.js';
import type { BatchKey } from '../../src/use-cases/request/batch.js';
import { confirmBatch } from '../../src/use-cases/request/confirm-batch.js';
import { previewBatch } from '../../src/use-cases/request/edit-batch.js';
import { startBatch } from '../../src/use-cases/request/start-batch.js';
import { accountIdOf } from '../support/account.js';
import { breaksInAudit, overlapping, repeated, sentMessages, takenFeeds } from '../support/at-most-once.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { FEED_SECONDS, startTwoInstances, type TwoInstances } from '../support/two-instances.js';

const PLACE = { teamId: 'T0CANCEL1', channelId: channelIdSchema.parse('C0ORDERS1') };
const REASONS = {
  sold: { reason: 'out_of_stock', subReason: 'oversold', note: undefined, memo: undefined },
  defect: { reason: 'defect', subReason: 'damaged', note: 'box crushed', memo: undefined },
};
const SAMPLES = ['outOfStock', 'unshipped', 'anotherUnshipped', 'unshippedJapanese', 'buyerRequested'] as const;

const at = fc.constantFrom(0, 1);
const order = fc.constantFrom(...SAMPLES);
const ask = fc.record({
  what: fc.constant('ask' as const),
  orders: fc.uniqueArray(order, { minLength: 2, maxLength: 4 }),
  agent: fc.constantFrom('U0AGENT01', 'U0AGENT02'),
  reason: fc.constantFrom(...(['sold', 'defect'] as const)),
  at,
  /** One click each; several come at the same moment. */
  clicks: fc.array(at, { minLength: 1, maxLength: 3 }),
});
const decide = fc.record({
  what: fc.constantFrom(...(['undo', 'undo all', 'approve', 'approve', 'decline'] as const)),
  order,
  lead: fc.constantFrom('U0LEAD001', 'U0ADMIN01'),
  at,
});
const work = fc.record({ what: fc.constant('work' as const), at });
const action = fc.oneof({ weight: 2, arbitrary: ask }, { weight: 4, arbitrary: decide }, { weight: 2, arbitrary: work });
const moment = fc.oneof(fc.array(action, { minLength: 1, maxLength: 3 }), fc.record({ pass: fc.constantFrom(10, 60, 150) }));
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

describe.skipIf(!hasPostgres())('several orders at once, on two instances', () => {
  let server: PostgresServer;
  let engines: readonly [Engine, Engine];
  beforeAll(async () => {
    server = await startPostgres();
    const open = async (): Promise<Engine> => await openDatabase({ kind: 'url', url: server.url });
    engines = [await open(), await open()];
  });
  afterAll(async () => {
    for (const engine of engines) await engine.close();
    server.stop();
  });

  const askFor = async (world: TwoInstances, wish: Extract<Action, { what: 'ask' }>): Promise<void> => {
    const { desk } = world.instance(wish.at);
    const key: BatchKey = { batchId: batchIdSchema.parse(desk.ids.next()), userId: userIdSchema.parse(wish.agent) };
    const orderIds = wish.orders.map((name) => orderIdSchema.parse(world.amazon.shop.samples[name]));
    const { draft } = await startBatch(desk, { ...key, ...PLACE, orderIds, tick: true });
    await previewBatch(desk, { ...key, entry: { ...REASONS[wish.reason], ticked: draft.ticked, sendMessage: true } });
    await Promise.all(wish.clicks.map(async (click) => await confirmBatch(world.instance(click).desk, key)));
  };
  const act = async (world: TwoInstances, one: Action): Promise<void> => {
    const { desk, runDue } = world.instance(one.at);
    if (one.what === 'work') return void (await runDue());
    if (one.what === 'ask') return await askFor(world, one);
    const [held] = await desk.cancellations.ofOrder(accountIdOf(desk), orderIdSchema.parse(world.amazon.shop.samples[one.order]));
    if (held?.batchId === undefined) return;
    const decider = { caseId: held.id, userId: userIdSchema.parse(one.lead) };
    if (one.what === 'undo') await undo(desk, { caseId: held.id, userId: held.requestedBy });
    if (one.what === 'undo all') await undoBatch(desk, { batchId: held.batchId, userId: held.requestedBy });
    if (one.what === 'approve') await approve(desk, { ...decider, note: 'It is worth it' });
    if (one.what === 'decline') await decline(desk, { ...decider, note: 'We found another one' });
  };
  /** Batches of which one part was decided on otherwise than another. */
  const decidedApart = async (): Promise<string[]> => {
    const cases = await engines[0].prisma.cancellationCase.findMany({ where: { state: { not: 'undone' } } });
    const decisions = new Map<string, Set<string>>();
    for (const { batchId, decidedBy, decidedAt, state } of cases) {
      const decision = `${decidedBy} ${decidedAt?.toISOString()} ${state === 'declined'}`;
      decisions.set(batchId ?? '', new Set([...(decisions.get(batchId ?? '') ?? []), decision]));
    }
    return [...decisions].filter(([, each]) => each.size > 1).map(([id]) => id);
  };

  it('are each sent once and decided on together, whatever people do on both at the same time', { timeout: 300_000 }, async () => {
    let feedsTaken = 0;
    const property = fc.asyncProperty(fc.array(moment, { minLength: 6, maxLength: 14 }), async (moments) => {
      const world = await startTwoInstances(engines);
      try {
        for (const one of moments) {
          if ('pass' in one) await world.later(one.pass);
          else await Promise.all(one.map(async (each) => await act(world, each)));
        }
        await world.settle();
        const { ledger, shop } = world.amazon;
        const feeds = takenFeeds(ledger);
        const sent = feeds.flatMap(({ orderIds }) => orderIds).sort();
        feedsTaken += feeds.length;
        expect(repeated(sent)).toEqual([]);
        expect(repeated(sentMessages(ledger))).toEqual([]);
        expect(overlapping(feeds, FEED_SECONDS * 1000)).toEqual([]);
        expect(await breaksInAudit(engines[0])).toEqual([]);
        expect(await decidedApart()).toEqual([]);
        const left = { state: { notIn: ['awaiting_approval', 'undone', 'declined'] } };
        const cases = await engines[0].prisma.cancellationCase.findMany({ where: left });
        expect(cases.map(({ state, orderId }) => `${orderId} ${state}`).sort()).toEqual(sent.map((orderId) => `${orderId} cancelled`));
        expect(sent.map((orderId) => shop.order(orderId)?.status)).toEqual(sent.map(() => 'CANCELLED'));
      } finally {
        await world.end();
      }
    });
    await fc.assert(property, { numRuns: 8 });
    expect(feedsTaken).toBeGreaterThan(0);
  });
});
