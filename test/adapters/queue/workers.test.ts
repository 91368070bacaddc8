import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Engine, openDatabase } from '../../../src/adapters/database/open.js';
import { type AppQueue, createQueue } from '../../../src/adapters/queue/queue.js';
import type { Job } from '../../../src/ports/queue.js';
import { ACCOUNT, NOON, US } from '../../fixtures/cases.js';
import { emptyDatabase, freshDatabase } from '../../support/database.js';
import { type FrozenClock, frozenClock } from '../../support/frozen-clock.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';
import { silentLog } from '../../support/silent-log.js';
import { announcement, heldUp, oneForAll } from './one-for-all.js';

const engines = hasPostgres() ? ['embedded', 'server'] : ['embedded'];
const SEAL: Job = { kind: 'seal-feed', accountId: ACCOUNT, marketplaceId: US };
const nothing = oneForAll(async () => undefined);

describe.each(engines)('two workers on one %s database', (kind) => {
  let server: PostgresServer | undefined;
  /** The second worker has connections of its own where the database takes more than one. */
  let opened: Engine[];
  let clock: FrozenClock;
  let first: AppQueue;
  let second: AppQueue;

  beforeAll(async () => {
    server = kind === 'server' ? await startPostgres() : undefined;
    const open = async (url: string): Promise<Engine> => await openDatabase({ kind: 'url', url });
    opened = server === undefined ? [await freshDatabase()] : [await open(server.url), await open(server.url)];
  });
  beforeEach(async () => {
    const [engine, another = engine] = opened;
    if (engine === undefined || another === undefined) throw new Error('no database');
    await emptyDatabase(engine);
    clock = frozenClock(NOON.toISOString());
    first = createQueue({ sql: engine.sql, clock, log: silentLog });
    second = createQueue({ sql: another.sql, clock, log: silentLog });
  });
  afterAll(async () => {
    for (const engine of opened) await engine.close();
    server?.stop();
  });

  it('take every job exactly once', async () => {
    const jobs = Array.from({ length: 200 }, announcement);
    const ran: [Job[], Job[]] = [[], []];
    const working = (mine: Job[]) =>
      oneForAll(async (job) => {
        mine.push(job);
        await new Promise((resolve) => setTimeout(resolve, 2));
      });
    await first.add(jobs.map((job) => ({ job })));
    await Promise.all([first.start(working(ran[0]), { alone: false }), second.start(working(ran[1]), { alone: false })]);
    await vi.waitFor(async () => expect(await first.waiting()).toEqual([]), { timeout: 20_000, interval: 50 });
    await Promise.all([first.stop(), second.stop()]);
    const subjects = ran.flat().map((job) => JSON.stringify(job));
    expect(subjects.sort()).toEqual(jobs.map((job) => JSON.stringify(job)).sort());
    expect(ran.map((mine) => mine.length > 0)).toEqual([true, true]);
  });

  it('leave a job to the one that has it for a minute, and take it up when that one is gone', async () => {
    await first.add([{ job: SEAL }]);
    const gone = heldUp();
    const ended = first.runDue(gone.handlers);
    await gone.begun;
    expect(await second.runDue(nothing)).toBe(0);
    clock.advance(59_999);
    expect(await second.runDue(nothing)).toBe(0);
    clock.advance(1);
    expect(await second.runDue(nothing)).toBe(1);
    expect(await first.waiting()).toEqual([]);
    gone.letGo();
    expect(await ended).toBe(1);
  });

  it.each(['ends', 'fails'] as const)('keep what one of them has taken over from another that comes back and %s', async (comesBack) => {
    await first.add([{ job: SEAL }]);
    const stopped = heldUp();
    const ended = first.runDue(
      comesBack === 'ends'
        ? stopped.handlers
        : oneForAll(async () => {
            await stopped.handlers.sweep({ kind: 'sweep' });
            throw new Error('failed on purpose');
          }),
    );
    await stopped.begun;
    clock.advance(60_000);
    const taking = heldUp();
    const taken = second.runDue(taking.handlers);
    await taking.begun;
    stopped.letGo();
    expect(await ended).toBe(1);
    const rows = async (): Promise<unknown[]> =>
      (await (opened[0]?.sql.executeSql('select attempts, lease_until from jobs') ?? Promise.reject(new Error('no database')))).rows;
    expect(await rows()).toEqual([{ attempts: 2, lease_until: new Date(NOON.getTime() + 120_000) }]);
    taking.letGo();
    expect(await taken).toBe(1);
    expect(await rows()).toEqual([]);
  });

  it('let one wait that is added while the same one runs, and never run both at a time', async () => {
    await first.add([{ job: SEAL }]);
    const running = heldUp();
    const ended = first.runDue(running.handlers);
    await running.begun;
    await second.add([{ job: SEAL }, { job: SEAL }]);
    expect(await first.waiting()).toHaveLength(2);
    expect(await second.runDue(nothing)).toBe(0);
    running.letGo();
    expect(await ended).toBe(2);
    expect(await first.waiting()).toEqual([]);
  });

  it('try a failed job once, though the same one was added while it ran', async () => {
    await first.add([{ job: SEAL }]);
    let runs = 0;
    const failing = oneForAll(async () => {
      runs += 1;
      if (runs > 1) return;
      await second.add([{ job: SEAL }]);
      throw new Error('failed on purpose');
    });
    expect(await first.runDue(failing)).toBe(2);
    expect(await first.waiting()).toEqual([]);
  });

  it('take up at once what a process had begun that was the only one', async () => {
    await first.add([{ job: SEAL }]);
    const gone = heldUp();
    const ended = first.runDue(gone.handlers);
    await gone.begun;
    await second.start(nothing, { alone: true });
    await vi.waitFor(async () => expect(await first.waiting()).toEqual([]), { timeout: 5_000 });
    await second.stop();
    gone.letGo();
    await ended;
  });

  it('finish what they began when they are stopped, and begin nothing more', async () => {
    await first.add([{ job: SEAL }]);
    const ran: Job[] = [];
    const running = heldUp((job) => ran.push(job));
    await first.start(running.handlers, { alone: false });
    await running.begun;
    let stopped = false;
    const stopping = first.stop().then(() => {
      stopped = true;
    });
    const later = announcement();
    await second.add([{ job: later }]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(stopped).toBe(false);
    running.letGo();
    await stopping;
    expect(ran).toEqual([SEAL]);
    expect(await second.waiting()).toEqual([{ job: later, notBefore: NOON }]);
  });
});
