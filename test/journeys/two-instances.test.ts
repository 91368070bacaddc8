import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openDatabase } from '../../src/adapters/database/open.js';
import { channelIdSchema, draftIdSchema, orderIdSchema, userIdSchema } from '../../src/domain/ids.js';
import { undo } from '../../src/use-cases/carry-out/undo.js';
import { approve } from '../../src/use-cases/decide/approve.js';
import { decline } from '../../src/use-cases/decide/decline.js';
import { confirmRequest } from '../../src/use-cases/request/confirm.js';
import type { DraftKey } from '../../src/use-cases/request/draft.js';
import { previewRequest } from '../../src/use-cases/request/preview.js';
import { startRequest } from '../../src/use-cases/request/start.js';
import { writeMessage } from '../../src/use-cases/request/write-message.js';
import { accountIdOf } from '../support/account.js';
import { breaksInAudit, feedsOnTheirWay, overlapping, repeated, sentMessages, takenFeeds } from '../support/at-most-once.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { FEED_SECONDS, startTwoInstances, type TwoInstances } from '../support/two-instances.js';

const LENA = userIdSchema.parse('U0LEAD001');
const PLACE = { teamId: 'T0CANCEL1', channelId: channelIdSchema.parse('C0ORDERS1') };
const REASONS = {
  sold: {
    reason: 'out_of_stock',
    subReason: 'oversold',
    note: undefined,
    memo: undefined,
    stock: undefined,
    restockOn: undefined,
    fraudSignals: [],
  },
  // Always has to be approved.
  fraud: {
    reason: 'other',
    subReason: 'fraud',
    note: 'forwarder address',
    memo: undefined,
    stock: undefined,
    restockOn: undefined,
    fraudSignals: ['many_units', 'forwarder'],
  },
};
/** Whose jobs are this old is taken for dead. */
const STALL_MS = 61_000;

const at = fc.constantFrom(0, 1);
const SAMPLES = ['outOfStock', 'unshipped', 'anotherUnshipped', 'unshippedJapanese'] as const;
const order = fc.constantFrom(...SAMPLES);
const ask = fc.record({
  what: fc.constant('ask' as const),
  order,
  agent: fc.constantFrom('U0AGENT01', 'U0AGENT02'),
  reason: fc.constantFrom(...(['sold', 'sold', 'fraud'] as const)),
  at,
  /** One click each; several come at the same moment. */
  clicks: fc.array(at, { minLength: 1, maxLength: 3 }),
});
const again = fc.record({ what: fc.constant('ask again' as const), at });
const decide = fc.record({ what: fc.constantFrom('undo' as const, 'approve' as const, 'decline' as const), order, at });
const work = fc.record({ what: fc.constant('work' as const), at });
/** One works, stands still in the middle of it for so long that the other takes it for dead, and goes on. */
const stall = fc.record({ what: fc.constant('stall' as const), at, afterMs: fc.nat(30) });
const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const action = fc.oneof(often(4, ask), often(1, again), often(4, decide), often(3, work), often(2, stall));
const atOnce = fc.array(action, { minLength: 1, maxLength: 3 });
const moment = fc.oneof(often(3, atOnce), often(2, fc.record({ pass: fc.constantFrom(10, 30, 60, 70, 150) })));
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

describe.skipIf(!hasPostgres())('two instances on one database', () => {
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

  /** A person goes through the request up to the last click. */
  const fillIn = async (world: TwoInstances, wish: Extract<Action, { what: 'ask' }>): Promise<DraftKey | undefined> => {
    const { desk } = world.instance(wish.at);
    const key = { draftId: draftIdSchema.parse(desk.ids.next()), userId: userIdSchema.parse(wish.agent) };
    const orderId = orderIdSchema.parse(world.amazon.shop.samples[wish.order]);
    if ((await startRequest(desk, { ...key, ...PLACE, orderId })).kind !== 'reason-step') return undefined;
    const written = await writeMessage(desk, { ...key, entry: REASONS[wish.reason] });
    if (written.kind !== 'message-step') return undefined;
    await previewRequest(desk, { ...key, typed: { messageText: written.step.text, sendMessage: true } });
    return key;
  };
  const newestCase = async (world: TwoInstances, sample: (typeof SAMPLES)[number]) => {
    const { desk } = world.instance(0);
    const cases = await desk.cancellations.ofOrder(accountIdOf(desk), orderIdSchema.parse(world.amazon.shop.samples[sample]));
    return cases[0];
  };
  const act = async (world: TwoInstances, action: Action, asked: DraftKey[]): Promise<void> => {
    const { desk, runDue } = world.instance(action.at);
    if (action.what === 'work') return void (await runDue());
    if (action.what === 'stall') {
      const stalled = runDue();
      await new Promise((resolve) => setTimeout(resolve, action.afterMs));
      world.clock.advance(STALL_MS);
      await world.instance(1 - action.at).runDue();
      return void (await stalled);
    }
    if (action.what === 'ask') {
      const key = await fillIn(world, action);
      if (key === undefined) return;
      asked.push(key);
      await Promise.all(action.clicks.map(async (click) => await confirmRequest(world.instance(click).desk, key)));
      return;
    }
    if (action.what === 'ask again') {
      const last = asked.at(-1);
      return last && void (await confirmRequest(desk, last));
    }
    const one = await newestCase(world, action.order);
    if (one === undefined) return;
    if (action.what === 'undo') await undo(desk, { caseId: one.id, userId: one.requestedBy });
    if (action.what === 'approve') await approve(desk, { caseId: one.id, userId: LENA });
    if (action.what === 'decline') await decline(desk, { caseId: one.id, userId: LENA, note: 'We found another one' });
  };

  it('put an order into one feed and write to its buyer once, whatever people do on both at the same time', {
    timeout: 300_000,
  }, async () => {
    let feedsTaken = 0;
    const property = fc.asyncProperty(fc.array(moment, { minLength: 6, maxLength: 16 }), async (moments) => {
      const world = await startTwoInstances(engines);
      try {
        const asked: DraftKey[] = [];
        for (const one of moments) {
          if ('pass' in one) await world.later(one.pass);
          else await Promise.all(one.map(async (action) => await act(world, action, asked)));
          expect(repeated(await feedsOnTheirWay(engines[0]))).toEqual([]);
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
        // What was sent is cancelled, and its buyer knows; what was taken back or declined never left.
        const cases = await engines[0].prisma.cancellationCase.findMany({
          where: { state: { notIn: ['awaiting_approval', 'undone', 'declined'] } },
        });
        expect(cases.map(({ state, orderId }) => `${orderId} ${state}`).sort()).toEqual(sent.map((orderId) => `${orderId} cancelled`));
        expect(sentMessages(ledger).sort()).toEqual(sent);
        expect(sent.map((orderId) => shop.order(orderId)?.status)).toEqual(sent.map(() => 'CANCELLED'));
      } finally {
        await world.end();
      }
    });
    await fc.assert(property, { numRuns: 10 });
    expect(feedsTaken).toBeGreaterThan(0);
  });
});
