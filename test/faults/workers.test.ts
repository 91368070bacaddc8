import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Engine, openDatabase } from '../../src/adapters/database/open.js';
import { createQueue } from '../../src/adapters/queue/queue.js';
import { createRandom } from '../../src/practice/amazon/random.js';
import { projectRoot } from '../../src/root.js';
import { announcement } from '../adapters/queue/one-for-all.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { silentLog } from '../support/silent-log.js';
import { report, SEED, shareOf } from './support/scale.js';

/** A lease of a minute is over after a second. */
const SPEED = 60;
const WORKERS = 4;
const KILL_EVERY_MS = 200;
const LONGER_THAN_A_LEASE_MS = 1_200;
const JOBS = shareOf(10_000, 600);
/** Two workers each time. */
const FREEZES = shareOf(100, 4);
const DONE_WITHIN_MS = 600_000;

/**
 * The database itself writes down who leased a job and who wrote to its row after that: a write by anybody but the last
 * one who leased it is a zombie's. A row that is deleted is a job that somebody says is done.
 */
const JUDGE = `
create table effects (id bigserial, job text not null, worker text not null);
create table writes (id bigserial primary key, job_id bigint not null, subject text not null, what text not null, attempts int not null, worker text not null);
create function judge() returns trigger language plpgsql as $$
begin
  insert into writes (job_id, subject, what, attempts, worker) values (old.id, old.subject,
    case when tg_op = 'DELETE' then 'done' when new.attempts > old.attempts then 'leased' else 'renewed' end,
    case when tg_op = 'DELETE' then old.attempts else new.attempts end, current_setting('application_name'));
  return coalesce(new, old);
end $$;
create trigger judge before update or delete on jobs for each row execute function judge();`;

const ZOMBIE_WRITES = `select w.* from writes w join lateral (
  select worker from writes l where l.job_id = w.job_id and l.what = 'leased' and l.id < w.id order by l.id desc limit 1) holder on true
where w.what <> 'leased' and w.worker <> holder.worker`;

describe.skipIf(!hasPostgres())(`${WORKERS} workers on one database`, () => {
  let server: PostgresServer;
  let engine: Engine;
  let folder: string;
  let url: string;
  let worlds = 0;
  const workers: (ChildProcess | undefined)[] = Array.from({ length: WORKERS }, () => undefined);
  beforeAll(async () => {
    server = await startPostgres();
    folder = mkdtempSync(join(tmpdir(), 'cancel-desk-worker-'));
    // In one file it is up in a moment, before it is killed.
    await build({
      entryPoints: [join(projectRoot, 'test/faults/support/worker.ts')],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: join(folder, 'worker.mjs'),
      banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);` },
    });
  });
  afterAll(() => {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    worlds += 1;
    url = await server.createDatabase(`workers_${worlds}`);
    engine = await openDatabase({ kind: 'url', url });
    // One statement at a time: the engine prepares what it runs.
    for (const statement of JUDGE.split(/;\n(?=create)/)) await engine.sql.executeSql(statement);
    const jobs = Array.from({ length: JOBS }, () => ({ job: announcement() }));
    const clock = { now: (): Date => new Date() };
    await createQueue({ sql: engine.sql, clock, log: silentLog }).add(jobs);
  });
  afterEach(async () => {
    for (const worker of workers.splice(0, WORKERS, ...Array.from({ length: WORKERS }, () => undefined))) worker?.kill('SIGKILL');
    await engine.close();
  });

  const start = (place: number, takesMs: number): void => {
    workers[place] = spawn(
      process.execPath,
      ['--import', join(projectRoot, 'test/faults/support/fast-clock.mjs'), join(folder, 'worker.mjs')],
      {
        env: {
          WORKER_DATABASE: url,
          WORKER_NAME: `worker-${place}-${Date.now()}`,
          WORKER_TAKES_MS: String(takesMs),
          FAST_CLOCK_FROM: String(STARTED),
          FAST_CLOCK_SPEED: String(SPEED),
        },
        stdio: 'inherit',
      },
    );
  };
  const count = async (query: string): Promise<number> => (await engine.sql.executeSql(query)).rows.length;
  const left = async (): Promise<number> => await count('select 1 from jobs');
  const untilDone = async (): Promise<void> => {
    const givenUpAt = performance.now() + DONE_WITHIN_MS;
    while ((await left()) > 0 && performance.now() < givenUpAt) await pause(100);
  };
  const judged = async () => ({
    left: await left(),
    lost: JOBS - (await count('select distinct job from effects')),
    effectsTwice: await count('select job from effects group by job having count(*) > 1'),
    doneTwice: await count(`select subject from writes where what = 'done' group by subject having count(*) > 1`),
    zombieWrites: await count(ZOMBIE_WRITES),
  });
  const CLEAN = { left: 0, lost: 0, effectsTwice: 0, doneTwice: 0, zombieWrites: 0 };

  it('of which one is killed every 200 ms do every job once, and lose none', { timeout: DONE_WITHIN_MS + 60_000 }, async () => {
    const random = createRandom(SEED);
    for (let place = 0; place < WORKERS; place += 1) start(place, 20);
    let kills = 0;
    const killing = setInterval(() => {
      const place = random.int(0, WORKERS - 1);
      workers[place]?.kill('SIGKILL');
      start(place, 20);
      kills += 1;
    }, KILL_EVERY_MS);
    await untilDone();
    clearInterval(killing);
    const runs = await count(`select 1 from writes where what = 'leased'`);
    report('Workers, killed:', { jobs: JOBS, kills, runs, ...(await judged()) });
    expect(await judged()).toEqual(CLEAN);
  });

  it('of which one is stopped for longer than its lease, and goes on, do every job once', {
    timeout: DONE_WITHIN_MS + 600_000,
  }, async () => {
    const random = createRandom(SEED);
    for (let place = 0; place < WORKERS; place += 1) start(place, 300);
    while ((await count('select 1 from effects limit 1')) === 0) await pause(20);
    for (let freeze = 0; freeze < FREEZES; freeze += 1) {
      // Two at a time: the others have to take over what they hold.
      const stopped = [workers[freeze % WORKERS], workers[(freeze + 1) % WORKERS]];
      await pause(random.int(0, 200));
      for (const worker of stopped) worker?.kill('SIGSTOP');
      await pause(LONGER_THAN_A_LEASE_MS);
      for (const worker of stopped) worker?.kill('SIGCONT');
    }
    const tookOver = await count(`select 1 from writes where what = 'leased' and attempts > 1`);
    await untilDone();
    report('Workers, stopped:', { jobs: JOBS, freezes: FREEZES * 2, tookOver, ...(await judged()) });
    expect(await judged()).toEqual(CLEAN);
    expect(tookOver).toBeGreaterThan(0);
  });
});

const STARTED = Date.now();

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
