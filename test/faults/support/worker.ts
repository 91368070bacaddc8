import pg from 'pg';
import { createLeases } from '../../../src/adapters/queue/lease.js';
import { createQueue } from '../../../src/adapters/queue/queue.js';
import type { Job } from '../../../src/ports/queue.js';
import { oneForAll } from '../../adapters/queue/one-for-all.js';
import { silentLog } from '../../support/silent-log.js';

/*
 * A worker as a process of its own: the app's queue, with a job that does what every job of the app does: look whether it
 * is done, write, and ask right before the effect whether the job is still its own.
 */
const { WORKER_DATABASE: connectionString, WORKER_NAME: name, WORKER_TAKES_MS: takesMs } = process.env;
const clock = { now: (): Date => new Date() };
const pool = new pg.Pool({ connectionString, application_name: name, max: 6 });
pool.on('error', () => undefined);
const sql = { executeSql: async (text: string, values: unknown[] = []) => await pool.query(text, values) };
const leases = createLeases(clock);
const queue = createQueue({ sql, clock, log: silentLog, leases });

const effect = async (job: Job): Promise<void> => {
  const about = JSON.stringify(job);
  const done = await sql.executeSql('select 1 from effects where job = $1', [about]);
  if (done.rows.length > 0) return;
  await new Promise((resolve) => setTimeout(resolve, Math.random() * Number(takesMs)));
  if (!leases.holds()) throw new Error('too late');
  await sql.executeSql('insert into effects (job, worker) values ($1, $2)', [about, name]);
};

await queue.start(oneForAll(effect), { alone: false });
