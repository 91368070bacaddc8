import type { Clock } from '../../ports/clock.js';
import type { Log } from '../../ports/log.js';
import type { Meter } from '../../ports/meter.js';
import type { Job, JobHandlers, SqlExecutor } from '../../ports/queue.js';
import { aboutJob } from './subject.js';

/** A job that somebody works on. */
export interface LeasedJob {
  readonly id: string;
  readonly job: Job;
  /** 1 for the first try. */
  readonly attempt: number;
}

/** Who holds a job longer than this without renewing it is dead; renewed three times as often. */
export const LEASE_MS = 60_000;

/** Seconds until a job that failed is tried again; the last one repeats. */
const BACK_OFF_SECONDS = [5, 15, 60, 300, 900];

interface RunParts {
  readonly sql: SqlExecutor;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter?: Meter;
}

/** Runs a job and takes its row away; one that failed waits and comes again. Never throws. */
export async function runJob(parts: RunParts, handlers: JobHandlers, leased: LeasedJob): Promise<void> {
  const startedAt = performance.now();
  const outcome = await parts.log.about(aboutJob(leased.job), async () => await tryJob(parts, handlers, leased));
  parts.meter?.worked({ kind: leased.job.kind, outcome, durationMs: performance.now() - startedAt });
}

async function tryJob(parts: RunParts, handlers: JobHandlers, leased: LeasedJob): Promise<'done' | 'failed'> {
  const { sql, clock, log } = parts;
  const { id, job, attempt } = leased;
  const renew = (): void => {
    const until = new Date(clock.now().getTime() + LEASE_MS).toISOString();
    sql
      .executeSql('update jobs set lease_until = $2::timestamptz where id = $1', [id, until])
      .catch((error: unknown) => log.error('lease not renewed', error, { job: job.kind }));
  };
  const renewing = setInterval(renew, LEASE_MS / 3);
  try {
    await handle(handlers, job);
    clearInterval(renewing);
    await sql.executeSql('delete from jobs where id = $1', [id]);
    return 'done';
  } catch (error) {
    clearInterval(renewing);
    log.error('job failed', error, { job: job.kind, attempt });
    await putBack(parts, leased);
    return 'failed';
  }
}

async function putBack({ sql, clock, log }: RunParts, { id, job, attempt }: LeasedJob): Promise<void> {
  const seconds = BACK_OFF_SECONDS[Math.min(attempt, BACK_OFF_SECONDS.length) - 1] ?? 900;
  const again = new Date(clock.now().getTime() + seconds * 1000).toISOString();
  try {
    await sql.executeSql(PUT_BACK, [id, again]);
  } catch (error) {
    // Its lease runs out and it is taken up again.
    log.error('job not put back', error, { job: job.kind });
  }
}

/** If one of the same kind and subject waits by now, that one will do. */
const PUT_BACK = `with gone as (delete from jobs where id = $1 returning kind, subject, payload, attempts)
insert into jobs (kind, subject, payload, due_at, attempts) select kind, subject, payload, $2::timestamptz, attempts from gone
on conflict (kind, subject) where lease_until is null do nothing`;

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
