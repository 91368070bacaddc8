import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Engine } from '../../src/adapters/database/open.js';
import { CASE_STATES, holdsOrder, isLegalMessageMove, isLegalMove } from '../../src/domain/cancellation.js';
import { channelIdSchema, draftIdSchema, orderIdSchema, userIdSchema } from '../../src/domain/ids.js';
import { isLegalStockMove, STOCK_STATES } from '../../src/domain/stock.js';
import { checkAgain } from '../../src/use-cases/carry-out/check-again.js';
import { putBack } from '../../src/use-cases/carry-out/put-back.js';
import { sendNow } from '../../src/use-cases/carry-out/send-now.js';
import { undo } from '../../src/use-cases/carry-out/undo.js';
import { approve } from '../../src/use-cases/decide/approve.js';
import { decline } from '../../src/use-cases/decide/decline.js';
import { confirmRequest } from '../../src/use-cases/request/confirm.js';
import { pickReasonFor } from '../../src/use-cases/request/pick-reason.js';
import { previewRequest } from '../../src/use-cases/request/preview.js';
import { startRequest } from '../../src/use-cases/request/start.js';
import { writeMessage } from '../../src/use-cases/request/write-message.js';
import { auditEventSchema } from '../support/audit.js';
import { repeated, sentMessages } from '../support/at-most-once.js';
import { freshDatabase } from '../support/database.js';
import { effectsAgainstAudit } from '../support/effects.js';
import { type Journey, startJourney } from '../support/journey.js';

/** So many stories, each of so many moments; at one moment up to three things happen at once. */
const HISTORIES = 24;
const MOMENTS = { minLength: 4, maxLength: 20 };
/** Amazon carries out some two things in a story; in a quiet draw at the very least one in so many stories. */
const STORIES_TO_AN_EFFECT = 4;
/** By then all is over but what waits for a person. */
const SETTLED_AFTER_MINUTES = 45;
const LONG_STEP_SECONDS = 3_600;

const PLACE = { teamId: 'T0CANCEL1', channelId: channelIdSchema.parse('C0ORDERS1') };
const REASONS = {
  sold: { reason: 'out_of_stock', subReason: 'oversold', note: undefined },
  broken: { reason: 'defect', subReason: 'damaged', note: undefined },
  // Always has to be approved.
  fraud: { reason: 'other', subReason: 'fraud', note: 'forwarder address' },
  // Does not count while Amazon has the buyer's request.
  asked: { reason: 'buyer_asked', subReason: undefined, note: undefined },
};
const ORDERS = ['unshipped', 'buyerRequested'] as const;
const SKUS = { unshipped: 'YOGA-MAT-6MM', buyerRequested: 'TOWEL-SET-6' };

const order = fc.constantFrom(...ORDERS);
const agent = fc.constantFrom('U0AGENT01', 'U0AGENT02', 'U0LEAD001');
const anybody = fc.constantFrom('U0LEAD001', 'U0LEAD001', 'U0ADMIN01', 'U0AGENT01', 'U0AGENT02');
const reason = fc.constantFrom(...(['sold', 'broken', 'fraud', 'asked'] as const));
const times = fc.integer({ min: 1, max: 3 });
const operation = fc.constantFrom(
  'getOrder',
  'createFeedDocument',
  'uploadDocument',
  'createFeed',
  'createFeed',
  'getFeed',
  'getFeeds',
  'getFeedDocument',
  'downloadDocument',
  'getMessagingActionsForOrder',
  'createUnexpectedProblem',
  'getListingsItem',
  'patchListingsItem',
);
const callFault = fc.record({
  kind: fc.constantFrom('throttled', 'role-missing', 'server-error', 'timeout-before', 'timeout-after', 'half-response'),
  operation,
  times,
});
const feedFault = fc.oneof(
  fc.constant({ kind: 'feed-stuck', times: 1 } as const),
  fc.record({ kind: fc.constant('feed-fatal' as const), takesEffect: fc.boolean(), times: fc.constant(1) }),
  fc.constant({ kind: 'report-without-summary', times: 1 } as const),
  fc.record({ kind: fc.constant('order-read-lag' as const), reads: fc.integer({ min: 1, max: 12 }), times: fc.constant(1) }),
  fc.constant({ kind: 'messaging-not-offered', times: 1 } as const),
);

const of = <What extends string>(...what: What[]) => fc.constantFrom(...what);
const ask = fc.record({
  what: of('ask'),
  order,
  by: agent,
  reason,
  stock: of('leave', 'zero', 'lower-1'),
  message: fc.boolean(),
  clicks: times,
});
const decide = fc.record({
  what: of('approve', 'approve', 'decline'),
  order,
  by: anybody,
  note: of('', 'It is worth it'),
  instead: fc.option(reason),
});
const meddle = fc.record({ what: of('undo', 'undo', 'send now', 'put back', 'check again'), order, by: anybody });
const elsewhere = fc.record({
  what: of('ships', 'amazon cancels', 'seller cancels', 'buyer cancels', 'buyer asks', 'buyer withdraws', 'refuses its line'),
  order,
});
const fails = fc.record({ what: of('fails'), fault: fc.oneof(callFault, feedFault) });
const work = fc.record({ what: of('work', 'sweep', 'recover') });
const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const deed = fc.oneof(often(5, ask), often(5, decide), often(4, meddle), often(2, elsewhere), often(3, fails), often(2, work));
const moment = fc.oneof(
  often(4, fc.array(deed, { minLength: 1, maxLength: 3 })),
  often(3, fc.record({ seconds: fc.constantFrom(10, 30, 70, 70, 150, 1_800) })),
  often(1, fc.record({ seconds: fc.constantFrom(7_200, 93_600) })),
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;
type Wish = Extract<Deed, { what: 'ask' }>;

/** What the database itself saw of every row that was written, whoever wrote it. */
const WATCH = [
  'create table seen (id bigint generated always as identity, case_id uuid not null, what text not null, before text, after text not null)',
  `create function see() returns trigger language plpgsql as $$ begin
    if tg_op = 'INSERT' then
      insert into seen (case_id, what, after) values (new.id, 'case', new.state), (new.id, 'message', new.message_state), (new.id, 'stock', new.stock_state);
      return null;
    end if;
    if new.state <> old.state then insert into seen (case_id, what, before, after) values (new.id, 'case', old.state, new.state); end if;
    if new.message_state <> old.message_state then
      insert into seen (case_id, what, before, after) values (new.id, 'message', old.message_state, new.message_state); end if;
    if new.stock_state <> old.stock_state then
      insert into seen (case_id, what, before, after) values (new.id, 'stock', old.stock_state, new.stock_state); end if;
    return null;
  end $$`,
  'create trigger see after insert or update on cancellation_cases for each row execute function see()',
];
const seenRows = z.array(z.object({ case_id: z.string(), what: z.string(), before: z.string().nullable(), after: z.string() }));

const messageStates = z.enum(['none', 'waiting', 'sending', 'sent', 'not_offered', 'uncertain', 'failed', 'not_sent']);
const LEGAL: Readonly<Record<string, (from: string, to: string) => boolean>> = {
  case: (from, to) => isLegalMove(z.enum(CASE_STATES).parse(from), z.enum(CASE_STATES).parse(to)),
  message: (from, to) => isLegalMessageMove(messageStates.parse(from), messageStates.parse(to)),
  stock: (from, to) => isLegalStockMove(z.enum(STOCK_STATES).parse(from), z.enum(STOCK_STATES).parse(to)),
};
const AUDITED: Readonly<Record<string, string>> = { case: 'moved', message: 'message-moved', stock: 'stock-moved' };

/** Everything that is wrong with what is on record. */
async function wrongs({ engine, amazon }: Journey): Promise<string[]> {
  const cases = await engine.prisma.cancellationCase.findMany();
  const audit = await engine.prisma.auditRow.findMany({ orderBy: { id: 'asc' } });
  const seen = seenRows.parse((await engine.sql.executeSql('select * from seen order by id')).rows);
  const wrong: string[] = [];
  for (const one of cases) {
    const events = audit.filter(({ caseId }) => caseId === one.id).map(({ event }) => auditEventSchema.parse(event));
    const requested = events.filter((event) => event.kind === 'requested');
    if (requested.length !== 1 || events[0]?.kind !== 'requested') wrong.push(`${one.id} does not begin with its one request`);
    const present: Record<string, string> = { case: one.state, message: one.messageState, stock: one.stockState };
    for (const [what, kind] of Object.entries(AUDITED)) {
      const [first, ...changes] = seen.filter((row) => row.case_id === one.id && row.what === what);
      const told = events.flatMap((event) => (event.kind === kind && 'from' in event ? [`${event.from} → ${event.to}`] : []));
      const done = changes.map(({ before, after }) => `${before} → ${after}`);
      if (told.join() !== done.join()) wrong.push(`${one.id}: ${what} went ${done.join(', ')}, on record is ${told.join(', ')}`);
      let replayed = what === 'case' ? (requested[0]?.state ?? '') : (first?.after ?? '');
      for (const event of events) {
        if (event.kind !== kind || !('from' in event)) continue;
        if (event.from !== replayed) wrong.push(`${one.id}: ${what} goes on from ${event.from}, though it was ${replayed}`);
        if (LEGAL[what]?.(event.from, event.to) !== true) wrong.push(`${one.id}: ${what} may not go from ${event.from} to ${event.to}`);
        replayed = event.to;
      }
      if (replayed !== present[what]) wrong.push(`${one.id}: ${what} is ${present[what]}, replayed it is ${replayed}`);
    }
  }
  const holding = cases.filter(({ state }) => holdsOrder(z.enum(CASE_STATES).parse(state))).map(({ orderId }) => orderId);
  wrong.push(...repeated(holding).map((orderId) => `${orderId} is held twice`));
  wrong.push(...repeated(sentMessages(amazon.ledger)).map((orderId) => `the buyer of ${orderId} was written to twice`));
  const cancelled = cases.filter(({ state, orderId }) => state === 'cancelled' && amazon.shop.order(orderId)?.status !== 'CANCELLED');
  wrong.push(...cancelled.map(({ orderId }) => `${orderId} is said to be cancelled and is not`));
  return wrong;
}

describe('the story of a case', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await freshDatabase();
    for (const statement of WATCH) await engine.sql.executeSql(statement);
  });
  afterAll(async () => await engine.close());

  const request = async ({ app, amazon }: Journey, wish: Wish): Promise<void> => {
    const { desk } = app;
    const key = { draftId: draftIdSchema.parse(desk.ids.next()), userId: userIdSchema.parse(wish.by) };
    const orderId = orderIdSchema.parse(amazon.shop.samples[wish.order]);
    if ((await startRequest(desk, { ...key, ...PLACE, orderId })).kind !== 'reason-step') return;
    const stock = wish.stock === 'leave' ? undefined : `${wish.stock}:${SKUS[wish.order]}`;
    const fraudSignals = ['high_value', 'many_units'];
    const entry = { ...REASONS[wish.reason], memo: undefined, stock, restockOn: undefined, fraudSignals };
    // The choice for the units is offered once the reason is picked.
    await pickReasonFor(desk, { ...key, entry });
    const written = await writeMessage(desk, { ...key, entry });
    if (written.kind !== 'message-step') return;
    await previewRequest(desk, { ...key, typed: { messageText: written.step.text, sendMessage: wish.message } });
    await Promise.all(Array.from({ length: wish.clicks }, async () => await confirmRequest(desk, key)));
  };
  const decideOn = async (journey: Journey, deed: Extract<Deed, { what: 'approve' | 'decline' }>): Promise<void> => {
    const one = await journey.caseOf(journey.amazon.shop.samples[deed.order]);
    if (one === undefined) return;
    const who = { caseId: one.id, userId: userIdSchema.parse(deed.by) };
    const instead = deed.instead === null ? undefined : REASONS[deed.instead];
    if (deed.what === 'approve') await approve(journey.app.desk, { ...who, note: deed.note, ...(instead && { instead }) });
    else await decline(journey.app.desk, { ...who, note: deed.note });
  };
  const meddleWith = async (
    journey: Journey,
    deed: Extract<Deed, { what: 'undo' | 'send now' | 'put back' | 'check again' }>,
  ): Promise<void> => {
    const { desk } = journey.app;
    const one = await journey.caseOf(journey.amazon.shop.samples[deed.order]);
    if (one === undefined) return;
    const who = { caseId: one.id, userId: userIdSchema.parse(deed.by) };
    if (deed.what === 'undo') await undo(desk, who);
    if (deed.what === 'send now') await sendNow(desk, who);
    if (deed.what === 'put back') await putBack(desk, who);
    if (deed.what === 'check again') await checkAgain(desk, one.id);
  };
  const happen = (
    { amazon: { control, shop } }: Journey,
    { what, order: name }: { what: string; order: (typeof ORDERS)[number] },
  ): void => {
    const orderId = shop.samples[name];
    const shipped = shop.order(orderId)?.status !== 'UNSHIPPED';
    if (what === 'refuses its line') control.fault({ kind: 'line-refused', orderId, times: 1 });
    // What has left the shop, or is cancelled, stays so.
    if (shipped) return;
    if (what === 'ships') control.ships(orderId);
    if (what === 'amazon cancels') control.amazonCancels(orderId);
    if (what === 'seller cancels') control.cancelledElsewhere(orderId, 'MERCHANT');
    if (what === 'buyer cancels') control.cancelledElsewhere(orderId, 'BUYER');
    if (what === 'buyer asks') control.requestCancellation(orderId);
    if (what === 'buyer withdraws') control.withdrawRequest(orderId);
  };
  const act = async (journey: Journey, one: Deed): Promise<void> => {
    switch (one.what) {
      case 'ask':
        return await request(journey, one);
      case 'approve':
      case 'decline':
        return await decideOn(journey, one);
      case 'undo':
      case 'send now':
      case 'put back':
      case 'check again':
        return await meddleWith(journey, one);
      case 'fails':
        return journey.amazon.control.fault(one.fault);
      case 'recover':
        return journey.amazon.control.clearFaults();
      case 'sweep':
        await journey.app.desk.queue.add([{ job: { kind: 'sweep' } }]);
        return await journey.work();
      case 'work':
        return await journey.work();
      case 'ships':
      case 'amazon cancels':
      case 'seller cancels':
      case 'buyer cancels':
      case 'buyer asks':
      case 'buyer withdraws':
      case 'refuses its line':
        return happen(journey, one);
    }
  };
  const pass = async (journey: Journey, seconds: number, step = Math.min(LONG_STEP_SECONDS, Math.max(10, seconds / 12))): Promise<void> => {
    for (let left = seconds; left > 0; left -= step) {
      journey.clock.advance(Math.min(left, step) * 1000);
      await journey.work();
    }
  };

  it(`makes legal moves only, each with one row on record, from which its present state follows (${HISTORIES} histories of up to ${MOMENTS.maxLength} moments)`, {
    timeout: 300_000,
  }, async () => {
    const ended = new Set<string>();
    let effects = 0;
    const property = fc.asyncProperty(fc.array(moment, MOMENTS), async (moments) => {
      await engine.sql.executeSql('truncate seen');
      const journey = await startJourney({ engine });
      try {
        journey.amazon.control.setRateLimits(false);
        for (const one of moments) {
          if ('seconds' in one) await pass(journey, one.seconds);
          else await Promise.all(one.map(async (each) => await act(journey, each)));
          expect(await wrongs(journey)).toEqual([]);
        }
        journey.amazon.control.clearFaults();
        await pass(journey, SETTLED_AFTER_MINUTES * 60, 120);
        expect(await wrongs(journey)).toEqual([]);
        const against = await effectsAgainstAudit(engine, journey.amazon.ledger);
        expect(against.wrong).toEqual([]);
        effects += against.count;
        for (const { state } of await engine.prisma.cancellationCase.findMany()) ended.add(state);
      } finally {
        await journey.end();
      }
    });
    await fc.assert(property, { numRuns: HISTORIES });
    // The stories are no idle ones.
    expect(ended.size).toBeGreaterThanOrEqual(3);
    expect(ended).toContain('cancelled');
    expect(effects).toBeGreaterThanOrEqual(HISTORIES / STORIES_TO_AN_EFFECT);
  });
});
