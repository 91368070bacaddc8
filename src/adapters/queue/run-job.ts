import type { Clock } from '../../ports/clock.js';
import type { Log } from '../../ports/log.js';
import type { Meter } from '../../ports/meter.js';
import type { Job, JobHandlers, SqlExecutor } from '../../ports/queue.js';
import { LEASE_MS, type Leases, type Tenure } from './lease.js';
import { aboutJob } from './subject.js';

/** A job that somebody works on. */
export interface LeasedJob {
  readonly id: string;
  readonly job: Job;
  /** 1 for the first try. Counts up with each lease, so that with the id it names this one: who has lost it writes nothing. */
  readonly attempt: number;
  readonly tenure: Tenure;
}

/** Seconds until a job that failed is tried again; the last one repeats. */
const BACK_OFF_SECONDS = [5, 15, 60, 300, 900];

interface RunParts {
  readonly sql: SqlExecutor;
  readonly clock: Clock;
  readonly log: Log;
  readonly leases: Leases;
  readonly meter?: Meter;
}

/** Runs a job and takes its row away; one that failed waits and comes again. Never throws. */
export async function runJob(parts: RunParts, handlers: JobHandlers, leased: LeasedJob): Promise<void> {
  const startedAt = performance.now();
  const run = async (): Promise<'done' | 'failed'> => await tryJob(parts, handlers, leased);
  const outcome = await parts.log.about(aboutJob(leased.job), async () => await parts.leases.within(leased.tenure, run));
  parts.meter?.worked({ kind: leased.job.kind, outcome, durationMs: performance.now() - startedAt });
}

async function tryJob(parts: RunParts, handlers: JobHandlers, leased: LeasedJob): Promise<'done' | 'failed'> {
  const { log } = parts;
  const { job, attempt } = leased;
  const renewing = setInterval(() => void renew(parts, leased), LEASE_MS / 3);
  try {
    await handle(handlers, job);
    clearInterval(renewing);
    await write(parts, leased, { text: 'delete from jobs where id = $1 and attempts = $2 returning id' });
    return 'done';
  } catch (error) {
    clearInterval(renewing);
    log.error('job failed', error, { job: job.kind, attempt });
    await putBack(parts, leased);
    return 'failed';
  }
}

async function renew(parts: RunParts, leased: LeasedJob): Promise<void> {
  const until = new Date(parts.clock.now().getTime() + LEASE_MS).toISOString();
  const text = 'update jobs set lease_until = $3::timestamptz where id = $1 and attempts = $2 returning id';
  try {
    if (!leased.tenure.lost) await write(parts, leased, { text, values: [until] });
  } catch (error) {
    parts.log.error('lease not renewed', error, { job: leased.job.kind });
  }
}

async function putBack(parts: RunParts, leased: LeasedJob): Promise<void> {
  const { attempt, job } = leased;
  const seconds = BACK_OFF_SECONDS[Math.min(attempt, BACK_OFF_SECONDS.length) - 1] ?? 900;
  const again = new Date(parts.clock.now().getTime() + seconds * 1000).toISOString();
  try {
    await write(parts, leased, { text: PUT_BACK, values: [again] });
  } catch (error) {
    // Its lease runs out and it is taken up again.
    parts.log.error('job not put back', error, { job: job.kind });
  }
}

/** A write to the job's row, which is this run's only as long as nobody has leased it since. */
async function write(
  { sql, log }: RunParts,
  { id, job, attempt, tenure }: LeasedJob,
  { text, values = [] }: { readonly text: string; readonly values?: readonly string[] },
): Promise<void> {
  const { rows } = await sql.executeSql(text, [id, attempt, ...values]);
  if (rows.length > 0 || tenure.lost) return;
  tenure.lost = true;
  log.warn('job was taken over by another worker', { job: job.kind, attempt });
}

/** If one of the same kind and subject waits by now, that one will do. */
const PUT_BACK = `with gone as (delete from jobs where id = $1 and attempts = $2 returning id, kind, subject, payload, attempts),
again as (insert into jobs (kind, subject, payload, due_at, attempts) select kind, subject, payload, $3::timestamptz, attempts from gone
  on conflict (kind, subject) where lease_until is null do nothing)
select id from gone`;

async function handle(handlers: JobHandlers, job: Job): Promise<void> {
  switch (job.kind) {
    case 'seal-feed':
      return await handlers['seal-feed'](job);
    case 'submit-feed':
      return await handlers['submit-feed'](job);
    case 'poll-feed':
      return await handlers['poll-feed'](job);
    case 'read-back':
      return await handlers['read-back'](job);
    case 'message-buyer':
      return await handlers['message-buyer'](job);
    case 'adjust-stock':
      return await handlers['adjust-stock'](job);
    case 'announce':
      return await handlers.announce(job);
    case 'expire-approval':
      return await handlers['expire-approval'](job);
    case 'post-request':
      return await handlers['post-request'](job);
    case 'send-answer':
      return await handlers['send-answer'](job);
    case 'refresh-rate':
      return await handlers['refresh-rate'](job);
    case 'mirror-orders':
      return await handlers['mirror-orders'](job);
    case 'read-order':
      return await handlers['read-order'](job);
    case 'post-digest':
      return await handlers['post-digest'](job);
    case 'sweep':
      return await handlers.sweep(job);
  }
}
