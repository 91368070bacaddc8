import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Engine, executorWithin, openDatabase } from '../../../src/adapters/database/open.js';
import { type AppQueue, createQueue } from '../../../src/adapters/queue/queue.js';
import type { Job } from '../../../src/ports/queue.js';
import { ACCOUNT, NOON, US } from '../../fixtures/cases.js';
import { emptyDatabase, freshDatabase } from '../../support/database.js';
import { type FrozenClock, frozenClock } from '../../support/frozen-clock.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';
import { silentLog } from '../../support/silent-log.js';
import { announcement, oneForAll } from './one-for-all.js';

const engines = hasPostgres() ? ['embedded', 'server'] : ['embedded'];
if (engines.length === 1) console.info('PostgreSQL is not installed: the queue is tested on the embedded database only.');

const SEAL: Job = { kind: 'seal-feed', accountId: ACCOUNT, marketplaceId: US };
const SWEEP: Job = { kind: 'sweep' };
const after = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1000);

describe.each(engines)('the queue on the %s database', (kind) => {
  let server: PostgresServer | undefined;
  let engine: Engine;
  let clock: FrozenClock;
  let queue: AppQueue;

  beforeAll(async () => {
    server = kind === 'server' ? await startPostgres() : undefined;
    engine = server === undefined ? await freshDatabase() : await openDatabase({ kind: 'url', url: server.url });
  });
  beforeEach(async () => {
    await emptyDatabase(engine);
    clock = frozenClock(NOON.toISOString());
    queue = createQueue({ sql: engine.sql, clock, log: silentLog });
  });
  afterAll(async () => {
    await engine.close();
    server?.stop();
  });

  it('lets one job wait for each kind and subject', async () => {
    const [one, two] = [announcement(), announcement()];
    await queue.add([{ job: one }, { job: one }, { job: SEAL }]);
    await queue.add([{ job: one }, { job: two }, { job: SEAL }, { job: SWEEP }]);
    const waiting = (await queue.waiting()).map(({ job }) => job);
    expect(waiting).toEqual(expect.arrayContaining([one, two, SEAL, SWEEP]));
    expect(waiting).toHaveLength(4);
  });

  it('brings a waiting job forward, and never pushes it back', async () => {
    await queue.add([{ job: SEAL, notBefore: after(60) }]);
    await queue.add([{ job: SEAL, notBefore: after(30) }]);
    expect(await queue.waiting()).toEqual([{ job: SEAL, notBefore: after(30) }]);
    await queue.add([{ job: SEAL, notBefore: after(90) }]);
    expect(await queue.waiting()).toEqual([{ job: SEAL, notBefore: after(30) }]);
    await queue.add([{ job: SEAL }]);
    expect(await queue.waiting()).toEqual([{ job: SEAL, notBefore: NOON }]);
  });

  it('keeps the earliest time of each job, in whatever order and company they are added', async () => {
    const jobs = [SEAL, SWEEP, announcement(), announcement()];
    const batch = fc.array(fc.record({ job: fc.constantFrom(...jobs), seconds: fc.nat(600) }), { maxLength: 6 });
    const property = fc.asyncProperty(fc.array(batch, { maxLength: 6 }), async (batches) => {
      await emptyDatabase(engine);
      for (const one of batches) await queue.add(one.map(({ job, seconds }) => ({ job, notBefore: after(seconds) })));
      const wanted = jobs.flatMap((job) => {
        const times = batches.flat().flatMap((added) => (added.job === job ? [added.seconds] : []));
        return times.length === 0 ? [] : [{ job, notBefore: after(Math.min(...times)) }];
      });
      const waiting = await queue.waiting();
      expect(waiting).toHaveLength(wanted.length);
      expect(waiting).toEqual(expect.arrayContaining(wanted));
    });
    await fc.assert(property, { numRuns: 25 });
  });

  it('has a job exactly if the transaction commits that it was added in', async () => {
    const undone = engine.transaction(async (within) => {
      await queue.add([{ job: SEAL }], executorWithin(within));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await engine.transaction(async (within) => await queue.add([{ job: SWEEP }], executorWithin(within)));
    expect(await queue.waiting()).toEqual([{ job: SWEEP, notBefore: NOON }]);
  });

  it('runs what is due by the clock, and what that adds, and nothing before its time', async () => {
    const ran: string[] = [];
    const handlers = oneForAll(async (job) => {
      ran.push(job.kind);
      if (job.kind === 'sweep') await queue.add([{ job: SEAL }, { job: announcement(), notBefore: after(120) }]);
    });
    await queue.add([
      { job: announcement(), notBefore: after(60) },
      { job: SWEEP, notBefore: after(10) },
    ]);
    clock.advance(9_999);
    expect([await queue.runDue(handlers), ran]).toEqual([0, []]);
    clock.advance(1);
    expect([await queue.runDue(handlers), ran]).toEqual([2, ['sweep', 'seal-feed']]);
    clock.advance(50_000);
    expect([await queue.runDue(handlers), ran]).toEqual([1, ['sweep', 'seal-feed', 'announce']]);
    expect((await queue.waiting()).map(({ notBefore }) => notBefore)).toEqual([after(120)]);
  });

  it('gives a failed job again after 5 s, 15 s, 1 min, 5 min and then every 15 min, until it succeeds', async () => {
    const failing = oneForAll(async () => {
      throw new Error('failed on purpose');
    });
    await queue.add([{ job: SEAL }]);
    for (const wait of [5, 15, 60, 300, 900, 900]) {
      expect(await queue.runDue(failing)).toBe(1);
      expect(await queue.waiting()).toEqual([{ job: SEAL, notBefore: new Date(clock.now().getTime() + wait * 1000) }]);
      clock.advance(wait * 1000 - 1);
      expect(await queue.runDue(failing)).toBe(0);
      clock.advance(1);
    }
    expect(await queue.runDue(oneForAll(async () => undefined))).toBe(1);
    expect(await queue.waiting()).toEqual([]);
  });

  it('runs the others when one fails', async () => {
    const ran: string[] = [];
    await queue.add([{ job: SEAL }, { job: SWEEP, notBefore: NOON }]);
    const handlers = oneForAll(async (job) => {
      if (job.kind === 'seal-feed') throw new Error('failed on purpose');
      ran.push(job.kind);
    });
    expect([await queue.runDue(handlers), ran]).toEqual([2, ['sweep']]);
  });
});
