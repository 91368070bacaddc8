import { z } from 'zod';
import type { Clock } from '../../ports/clock.js';
import type { Log } from '../../ports/log.js';
import type { Meter } from '../../ports/meter.js';
import type { Job, JobHandlers, Queue, ScheduledJob, SqlExecutor } from '../../ports/queue.js';
import { createLeases, LEASE_MS, type Leases } from './lease.js';
import { type LeasedJob, runJob } from './run-job.js';
import { jobSchema, subjectOf } from './subject.js';

/** The queue with what drives it. */
export interface AppQueue extends Queue {
  /** Works on due jobs until stopped. `alone` says that no other process works on this database: what the last one had begun is taken up at once. */
  start(handlers: JobHandlers, options: { readonly alone: boolean }): Promise<void>;
  /** Runs everything that is due by the clock, and what that adds, until nothing is. Gives the number of runs. */
  runDue(handlers: JobHandlers): Promise<number>;
  /** What waits, soonest first. */
  waiting(): Promise<readonly { readonly job: Job; readonly notBefore: Date }[]>;
  /** Takes up nothing more and waits for what is running. */
  stop(): Promise<void>;
}

interface QueueParts {
  readonly sql: SqlExecutor;
  readonly clock: Clock;
  readonly log: Log;
  /** Its own when left out: then nobody else can ask whether a job is still its worker's. */
  readonly leases?: Leases;
  readonly meter?: Meter;
}

/** How often the table is looked at when nobody in this process added anything. */
const POLL_MS = 500;
/** A transaction of ours is over after this long. */
const COMMIT_TAKES_MS = 20;
/** Jobs at a time. Each waits for Amazon or Slack most of the time. */
const AT_ONCE = 4;

const leasedSchema = z.array(z.object({ id: z.coerce.string(), payload: z.unknown(), attempts: z.number() }));
const waitingSchema = z.array(z.object({ payload: z.unknown(), due_at: z.date() }));

/** Jobs as rows of the same database as what they are about, so that they come and go in the same transactions. */
export function createQueue(parts: QueueParts): AppQueue {
  const { sql, clock, log, leases = createLeases(parts.clock) } = parts;
  const runParts = { ...parts, leases };
  const lease = leasing(runParts);
  let nudge = (): void => undefined;
  let stopping = false;
  let working: Promise<void> = Promise.resolve();

  const add: Queue['add'] = async (jobs, within = sql) => {
    if (jobs.length === 0) return;
    await within.executeSql(ADD, [JSON.stringify(rowsOf(jobs, clock.now()))]);
    // A transaction that they belong to has to end first.
    setTimeout(() => nudge(), within === sql ? 0 : COMMIT_TAKES_MS);
  };
  const leaveToOthers = async (leased: readonly LeasedJob[]): Promise<void> => {
    const held = leased.map(({ id, attempt }) => ({ id, attempt }));
    await sql.executeSql(LEAVE, [clock.now().toISOString(), JSON.stringify(held)]);
  };
  const work = async (handlers: JobHandlers): Promise<void> => {
    const running = new Set<Promise<void>>();
    const leaseOrNothing = patient(lease, log);
    while (!stopping) {
      const woken = new Promise<void>((resolve) => {
        nudge = resolve;
      });
      const leased = running.size < AT_ONCE ? await leaseOrNothing(AT_ONCE - running.size) : [];
      // Stopped while the table was looked at: whoever goes on may have them at once.
      if (stopping) {
        await leaveToOthers(leased);
        break;
      }
      for (const one of leased) {
        const run = runJob(runParts, handlers, one).finally(() => running.delete(run));
        running.add(run);
      }
      if (leased.length === 0) await Promise.race([woken, pause(POLL_MS), ...running]);
    }
    await Promise.all(running);
  };
  return {
    add,
    start: async (handlers, { alone }) => {
      if (alone)
        await sql.executeSql('update jobs set lease_until = $1::timestamptz where lease_until is not null', [clock.now().toISOString()]);
      working = work(handlers);
    },
    runDue: async (handlers) => {
      let runs = 0;
      for (let leased = await lease(1); leased[0] !== undefined; leased = await lease(1)) {
        await runJob(runParts, handlers, leased[0]);
        runs += 1;
      }
      return runs;
    },
    waiting: async () => {
      const { rows } = await sql.executeSql('select payload, due_at from jobs order by due_at, id');
      return waitingSchema.parse(rows).map((row) => ({ job: jobSchema.parse(row.payload), notBefore: row.due_at }));
    },
    stop: async () => {
      stopping = true;
      nudge();
      await working;
    },
  };
}

function leasing({ sql, leases }: QueueParts & { readonly leases: Leases }): (limit: number) => Promise<LeasedJob[]> {
  return async (limit) => {
    const { askedAt, askedAtMs } = leases.begin();
    const until = new Date(askedAt.getTime() + LEASE_MS);
    const { rows } = await sql.executeSql(LEASE, [askedAt.toISOString(), until.toISOString(), limit]);
    return leasedSchema.parse(rows).map(({ id, payload, attempts }) => {
      const tenure = { askedAt, askedAtMs, lost: false };
      return { id, job: jobSchema.parse(payload), attempt: attempts, tenure };
    });
  };
}

function rowsOf(jobs: readonly ScheduledJob[], now: Date): object[] {
  const rows = new Map<string, { kind: string; subject: string; payload: Job; due_at: string }>();
  for (const { job, notBefore } of jobs) {
    const subject = subjectOf(job);
    const key = `${job.kind} ${subject}`;
    const due_at = (notBefore ?? now).toISOString();
    const same = rows.get(key);
    if (same === undefined || due_at < same.due_at) rows.set(key, { kind: job.kind, subject, payload: job, due_at });
  }
  return [...rows.values()];
}

/** Nothing while the database does not answer. That is said once, and once when it answers again: it is asked twice a second. */
function patient(lease: (limit: number) => Promise<LeasedJob[]>, log: Log): (limit: number) => Promise<LeasedJob[]> {
  let away = false;
  return async (limit) => {
    try {
      const leased = await lease(limit);
      if (away) log.info('jobs can be read again', { source: 'queue' });
      away = false;
      return leased;
    } catch (error) {
      if (!away) log.error('jobs cannot be read, which is tried again all the time', error, { source: 'queue' });
      away = true;
      return [];
    }
  };
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** One that waits already is kept, and comes earlier if the new one would. */
const ADD = `insert into jobs (kind, subject, payload, due_at)
select kind, subject, payload, due_at from jsonb_to_recordset($1::jsonb) as job(kind text, subject text, payload jsonb, due_at timestamptz)
on conflict (kind, subject) where lease_until is null do update set due_at = least(jobs.due_at, excluded.due_at)`;

/** Due ones, and those whose worker died; never two of the same kind and subject at a time. */
const LEASE = `update jobs set lease_until = $2::timestamptz, attempts = attempts + 1 where id in (
  select job.id from jobs job
  where ((job.lease_until is null and job.due_at <= $1::timestamptz) or job.lease_until <= $1::timestamptz)
    and not exists (select 1 from jobs other where other.kind = job.kind and other.subject = job.subject and other.id <> job.id and other.lease_until > $1::timestamptz)
    and not exists (select 1 from jobs other where other.kind = job.kind and other.subject = job.subject and other.id <> job.id and other.lease_until <= $1::timestamptz)
  order by job.due_at, job.id limit $3 for update skip locked)
returning id, payload, attempts`;

/** Only what nobody has leased since. */
const LEAVE = `update jobs set lease_until = $1::timestamptz
from jsonb_to_recordset($2::jsonb) as held(id bigint, attempt int) where jobs.id = held.id and jobs.attempts = held.attempt`;
