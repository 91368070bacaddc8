import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Engine, openDatabase } from '../../../src/adapters/database/open.js';
import { createRateLimits } from '../../../src/adapters/database/rate-limits.js';
import { accountIdSchema } from '../../../src/domain/ids.js';
import type { TokenBucket, UsagePlan } from '../../../src/ports/rate-limits.js';
import { ACCOUNT } from '../../fixtures/cases.js';
import { emptyDatabase, freshDatabase } from '../../support/database.js';
import { frozenClock } from '../../support/frozen-clock.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';

const engines = hasPostgres() ? ['embedded', 'server'] : ['embedded'];
const START = '2026-11-23T10:00:00Z';
const READS: UsagePlan = { perSecond: 0.5, burst: 3, keptForPeople: 2 };
const FEEDS: UsagePlan = { perSecond: 0.0083, burst: 2 };

describe.each(engines)('the token buckets on the %s database', (kind) => {
  let server: PostgresServer | undefined;
  let engine: Engine;
  const clock = frozenClock(START);

  beforeAll(async () => {
    server = kind === 'server' ? await startPostgres() : undefined;
    engine = server === undefined ? await freshDatabase() : await openDatabase({ kind: 'url', url: server.url });
  });
  beforeEach(async () => {
    clock.set(new Date(START));
    await emptyDatabase(engine);
  });
  afterAll(async () => {
    await engine.close();
    server?.stop();
  });

  /** Each call gives the bucket as another process has it. */
  const bucket = (plan: UsagePlan, operation = 'getOrder', account = ACCOUNT): TokenBucket =>
    createRateLimits(engine, clock).bucket(account, operation, plan);
  const go = (afterMs: number, perSecond: number) => ({ kind: 'go', afterMs, perSecond });
  const throttled = (retryAfterMs: number) => ({ kind: 'throttled', retryAfterMs });

  it('give the burst at once and then one call each interval', async () => {
    expect(await bucket(FEEDS).take('background')).toEqual(go(0, 0.0083));
    expect(await bucket(FEEDS).take('background')).toEqual(go(0, 0.0083));
    expect(await bucket(FEEDS).take('background')).toEqual(throttled(120_482));
    clock.advance(120_481);
    expect(await bucket(FEEDS).take('background')).toEqual(throttled(1));
    clock.advance(1);
    expect(await bucket(FEEDS).take('background')).toEqual(go(0, 0.0083));
  });

  it('say when there is room without taking any of it', async () => {
    const one = bucket(READS);
    expect([await one.roomAfterMs('background'), await one.roomAfterMs('interactive')]).toEqual([0, 0]);
    expect(await one.take('background')).toEqual(go(0, 0.5));
    expect([await one.roomAfterMs('background'), await one.roomAfterMs('background')]).toEqual([2000, 2000]);
    expect(await one.roomAfterMs('interactive')).toBe(0);
    clock.advance(2000);
    expect(await one.roomAfterMs('background')).toBe(0);
    expect(await one.take('background')).toEqual(go(0, 0.5));
  });

  it('leave some calls to people, and let a person wait up to two seconds', async () => {
    const one = bucket(READS);
    expect(await one.take('background')).toEqual(go(0, 0.5));
    expect(await one.take('background')).toEqual(throttled(2000));
    expect(await one.take('interactive')).toEqual(go(0, 0.5));
    expect(await one.take('interactive')).toEqual(go(0, 0.5));
    expect(await one.take('interactive')).toEqual(go(2000, 0.5));
    expect(await one.take('interactive')).toEqual(throttled(4000));
  });

  it('tell each of many that wait a moment of its own, and keep to it', async () => {
    const one = bucket({ perSecond: 1, burst: 2, linesUp: true });
    const asked = [];
    for (let call = 0; call < 5; call += 1) asked.push(await one.take('background'));
    expect(asked).toEqual([go(0, 1), go(0, 1), throttled(1000), throttled(2000), throttled(3000)]);
    for (let second = 0; second < 3; second += 1) {
      clock.advance(1000);
      expect(await one.take('background')).toEqual(go(0, 1));
    }
    // A person goes first, and whoever came for that call lines up behind the last.
    clock.advance(1000);
    expect(await one.take('interactive')).toEqual(go(0, 1));
    expect(await one.take('background')).toEqual(throttled(1000));
    expect(await one.take('background')).toEqual(throttled(2000));
    // What was promised by a clock that was far ahead is nothing.
    clock.advance(-6 * 3_600_000);
    expect(await one.take('background')).toEqual(throttled(1000));
  });

  it('promise nobody a call that is more than a minute away', async () => {
    const one = bucket({ perSecond: 1, burst: 1, linesUp: true });
    await one.take('background');
    for (let call = 1; call <= 60; call += 1) expect(await one.take('background')).toEqual(throttled(call * 1000));
    expect([await one.take('background'), await one.take('background')]).toEqual([throttled(60_000), throttled(60_000)]);
    // Those that lined up did not come: a minute later the call is there.
    clock.advance(60_000);
    expect(await one.take('background')).toEqual(go(0, 1));
    expect(await one.take('background')).toEqual(throttled(1000));
  });

  it('lose no call to the gaps that 429s leave in the line', async () => {
    const one = bucket({ perSecond: 1, burst: 4, linesUp: true });
    for (let call = 1; call <= 4; call += 1) await one.take('background');
    for (let call = 1; call <= 10; call += 1) expect(await one.take('background')).toEqual(throttled(call * 1000));
    // Of four whose turn it was one has come, and was refused: two calls are left, for nobody to make for a second.
    clock.advance(4000);
    expect(await one.take('background')).toEqual(go(0, 1));
    expect(await one.drain('background')).toBe(1000);
    // The line reached six seconds further; who lines up now would be the next, but for two calls that are there.
    expect(await one.take('background')).toEqual(throttled(5000));
  });

  it('let who goes ahead take the next call though others have lined up for it, and none that is kept for people', async () => {
    const one = bucket({ ...READS, linesUp: true });
    expect([await one.take('background'), await one.take('background'), await one.take('background')]).toEqual([
      go(0, 0.5),
      throttled(2000),
      throttled(4000),
    ]);
    expect([await one.take('ahead'), await one.take('ahead')]).toEqual([go(2000, 0.5), throttled(4000)]);
    expect([await one.take('interactive'), await one.take('interactive')]).toEqual([go(0, 0.5), go(2000, 0.5)]);
    clock.advance(8000);
    // Whoever was promised a call finds the line shifted, not lost.
    expect(await one.take('background')).toEqual(go(0, 0.5));
  });

  it('are one for each account and operation', async () => {
    const other = accountIdSchema.parse('A2ANOTHERSELLER');
    await bucket(FEEDS).take('background');
    await bucket(FEEDS).take('background');
    expect(await bucket(FEEDS).take('background')).toEqual(throttled(120_482));
    expect(await bucket(FEEDS, 'createFeed').take('background')).toEqual(go(0, 0.0083));
    expect(await bucket(FEEDS, 'getOrder', other).take('background')).toEqual(go(0, 0.0083));
  });

  it('go by the rate that Amazon says, from then on, for everybody', async () => {
    await bucket(FEEDS).take('background');
    await bucket(FEEDS).take('background');
    clock.advance(60_241);
    await bucket(FEEDS).learn(0.1);
    // Half a call came in at the old rate; the other half takes 5 s at the new one.
    expect(await bucket(FEEDS).take('background')).toEqual(throttled(5000));
    clock.advance(5000);
    expect(await bucket(FEEDS).take('background')).toEqual(go(0, 0.1));
  });

  it('give up some of their calls after a 429, and give none to anybody for an interval', async () => {
    const plan = { perSecond: 0.5, burst: 11, keptForPeople: 2 };
    await bucket(plan).take('background');
    expect(await bucket(plan).drain('background')).toBe(2000);
    expect(await bucket(plan).take('background')).toEqual(throttled(2000));
    expect(await bucket(plan).take('interactive')).toEqual(go(2000, 0.5));
    clock.advance(1999);
    expect(await bucket(plan).take('background')).toEqual(throttled(1));
    clock.advance(1);
    // Seven were left of ten, a person has had one, and one came in.
    const asked = [];
    for (let call = 1; call <= 7; call += 1) asked.push((await bucket(plan).take('background')).kind);
    expect(asked).toEqual(['go', 'go', 'go', 'go', 'go', 'go', 'throttled']);
  });

  it('have none left at once after some 429s in a row', async () => {
    const plan = { perSecond: 0.5, burst: 30, keptForPeople: 5 };
    for (let refused = 1; refused <= 10; refused += 1) await bucket(plan).drain('background');
    clock.advance(2000);
    expect(await bucket(plan).take('background')).toEqual(go(0, 0.5));
    expect(await bucket(plan).take('background')).toMatchObject({ kind: 'throttled' });
  });

  it('are stopped by a 429 for no longer than an interval by a clock that was set back', async () => {
    await bucket(FEEDS).drain('background');
    clock.advance(-3_600_000);
    // 1.4 of two calls were left.
    expect(await bucket(FEEDS).take('background')).toEqual(go(0, 0.0083));
    expect(await bucket(FEEDS).take('background')).toEqual(throttled(72_290));
  });

  it('let background work go on soon after a 429, while what is kept for people comes back from a twentieth of the calls', async () => {
    for (let refused = 1; refused <= 10; refused += 1) await bucket(READS).drain('background');
    let gone = 0;
    for (let second = 1; second <= 400; second += 1) {
      clock.advance(1000);
      if ((await bucket(READS).take('background')).kind === 'go') gone += 1;
    }
    // 200 calls came in, of which two are kept.
    expect(gone).toBe(198);
    expect([await bucket(READS).take('interactive'), await bucket(READS).take('interactive')]).toEqual([go(0, 0.5), go(0, 0.5)]);
  });

  it('owe no less after a 429 to whom they owed more', async () => {
    for (let call = 1; call <= 4; call += 1) await bucket(READS).take('interactive');
    expect(await bucket(READS).drain('interactive')).toBe(4000);
  });

  it.each([
    ['a slower clock of another process', 30_000],
    ['a clock that was set back', 3_600_000],
  ])('neither give nor take by %s', async (_what, milliseconds) => {
    const plan = { perSecond: 0.5, burst: 10 };
    for (let call = 1; call <= 7; call += 1) await bucket(plan).take('background');
    clock.advance(-milliseconds);
    const takes = [];
    for (let call = 1; call <= 4; call += 1) takes.push((await bucket(plan).take('background')).kind);
    expect(takes).toEqual(['go', 'go', 'go', 'throttled']);
  });

  it('count no moment twice when processes have clocks that differ', async () => {
    const slower = frozenClock('2026-11-23T09:59:30Z');
    const plan = { perSecond: 0.5, burst: 2 };
    let gone = 0;
    for (let second = 0; second < 40; second += 1) {
      for (const one of [clock, slower]) {
        const turn = await createRateLimits(engine, one).bucket(ACCOUNT, 'getOrder', plan).take('background');
        if (turn.kind === 'go') gone += 1;
        one.advance(1000);
      }
    }
    // Two at once, and one each two seconds of the faster clock.
    expect(gone).toBe(2 + 19);
  });

  it('count on soon after a clock was set back by far', async () => {
    const plan = { perSecond: 0.5, burst: 1 };
    await bucket(plan).take('background');
    clock.advance(-3_600_000);
    expect(await bucket(plan).take('background')).toEqual(throttled(2000));
    clock.advance(2000);
    expect(await bucket(plan).take('background')).toEqual(go(0, 0.5));
  });

  it('give no more than there is to many who ask at the same moment', async () => {
    const plan = { perSecond: 0.5, burst: 30, keptForPeople: 5 };
    const asked = await Promise.all(
      Array.from({ length: 80 }, async (_, index) => {
        const urgency = index % 2 === 0 ? 'background' : 'interactive';
        return { urgency, turn: await bucket(plan).take(urgency) };
      }),
    );
    const gone = asked.filter(({ turn }) => turn.kind === 'go');
    // Thirty, and one that waits for the next.
    expect(gone).toHaveLength(31);
    expect(gone.filter(({ turn }) => turn.kind === 'go' && turn.afterMs > 0).map(({ urgency }) => urgency)).toEqual(['interactive']);
  });

  it('never let more through in any window than Amazon does, and keep calls for people from background work', async () => {
    const step = fc.record({
      waitMs: fc.oneof(fc.integer({ min: -5_000, max: 20_000 }), fc.constant(0), fc.constant(-3_600_000), fc.constant(150_000)),
      what: fc.constantFrom('interactive' as const, 'background' as const, 'background' as const, 'drain' as const),
    });
    const plan = { perSecond: 0.5, burst: 5, keptForPeople: 2 };
    const property = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      clock.set(new Date(START));
      await emptyDatabase(engine);
      /** Time as it passes, whatever the clock is set to. */
      let passedMs = 0;
      const goneAt: number[] = [];
      let drainedAt: number | undefined;
      /** Whether what is kept for people has surely come back: two calls from a twentieth of one each two seconds, and clocks that differ by up to a minute. */
      const keepsAll = (): boolean => drainedAt === undefined || clock.now().getTime() - drainedAt > 140_000;
      const take = async (urgency: 'interactive' | 'background') => {
        const turn = await bucket(plan).take(urgency);
        if (turn.kind === 'go') goneAt.push(passedMs + turn.afterMs);
        return turn;
      };
      for (const { waitMs, what } of steps) {
        clock.advance(waitMs);
        passedMs += Math.max(0, waitMs);
        if (what === 'drain') {
          await bucket(plan).drain('background');
          drainedAt = clock.now().getTime();
        } else if ((await take(what)).kind === 'go' && what === 'background') {
          if (!keepsAll()) expect(await take('interactive')).toMatchObject({ kind: 'go' });
          else for (let kept = 1; kept <= plan.keptForPeople; kept += 1) expect(await take('interactive')).toEqual(go(0, plan.perSecond));
        }
      }
      goneAt.sort((one, other) => one - other);
      const tooMany = goneAt.flatMap((from, first) =>
        goneAt.slice(first).filter((to, more) => more + 1 > plan.burst + ((to - from) / 1000) * plan.perSecond + 1e-6),
      );
      expect(tooMany).toEqual([]);
    });
    await fc.assert(property, { numRuns: 40 });
  });
});
