import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { STUCK_KINDS } from '../../domain/stuck.js';
import type { Clock } from '../../ports/clock.js';
import type { Meter } from '../../ports/meter.js';
import type { Figures, Vitals } from '../../ports/vitals.js';

/** The meter, and all of it as Prometheus reads it. */
export interface Metrics extends Meter {
  text(): Promise<string>;
  readonly contentType: string;
}

const PREFIX = 'cancel_desk_';
/** A job that is due and not begun after this long counts as overdue. */
const OVERDUE_AFTER_MS = 60_000;
const ANSWER_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const WORK_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];

/** Counts in this process; how the work stands is asked of the database when somebody looks, and is the same from every instance. */
export function createMetrics({ vitals, clock }: { readonly vitals: Vitals; readonly clock: Clock }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const named = (name: string, help: string) => ({ name: `${PREFIX}${name}`, help, registers });
  const answers = new Histogram({
    ...named('request_seconds', 'Time until a request of Slack got its answer'),
    labelNames: ['status'],
    buckets: ANSWER_SECONDS,
  });
  const calls = new Histogram({
    ...named('amazon_call_seconds', 'Calls to Amazon by operation and outcome'),
    labelNames: ['operation', 'outcome'],
    buckets: WORK_SECONDS,
  });
  const runs = new Histogram({
    ...named('job_seconds', 'Runs of jobs by kind and outcome'),
    labelNames: ['kind', 'outcome'],
    buckets: WORK_SECONDS,
  });
  const refused = new Gauge(named('slack_token_refused', '1 while Slack does not take the bot token and everything to be posted waits'));
  const show = standing(named);
  const up = new Gauge(named('database_up', '1 when the database answers'));
  new Counter(named('process_started_total', 'Always 1: its absence is the alarm')).inc();
  return {
    contentType: registry.contentType,
    answered: ({ status, durationMs }) => answers.observe({ status }, durationMs / 1000),
    calledAmazon: ({ operation, outcome, durationMs }) => calls.observe({ operation, outcome }, durationMs / 1000),
    slackToken: (is) => refused.set(is === 'refused' ? 1 : 0),
    worked: ({ kind, outcome, durationMs }) => runs.observe({ kind, outcome }, durationMs / 1000),
    text: async () => {
      const now = clock.now();
      const overdueSince = new Date(now.getTime() - OVERDUE_AFTER_MS);
      const figures = await vitals.figures({ now, overdueSince }).catch(() => undefined);
      up.set(figures === undefined ? 0 : 1);
      if (figures !== undefined) show(figures, now);
      return await registry.metrics();
    },
  };
}

/** What is counted in the database, as gauges that are filled anew each time. */
function standing(named: (name: string, help: string) => ConstructorParameters<typeof Gauge>[0]): (figures: Figures, now: Date) => void {
  const waiting = new Gauge({ ...named('jobs_waiting', 'Jobs that are not done'), labelNames: ['kind'] });
  const overdue = new Gauge({ ...named('jobs_overdue', 'Jobs due for a minute that nobody has begun'), labelNames: ['kind'] });
  const attempts = new Gauge({ ...named('job_attempts_max', 'Tries of the job that was tried most'), labelNames: ['kind'] });
  const late = new Gauge(named('oldest_overdue_job_seconds', 'How late the latest job is; 0 when none is'));
  const cases = new Gauge({ ...named('cases', 'Cases by state'), labelNames: ['state'] });
  const needPerson = new Gauge({ ...named('stuck', 'What Home lists as needing a person, by kind'), labelNames: ['kind'] });
  const needsSince = new Gauge({
    ...named('oldest_stuck_seconds', 'Age of the oldest that needs a person, by kind'),
    labelNames: ['kind'],
  });
  const feeds = new Gauge({ ...named('feeds', 'Feeds under way by state'), labelNames: ['state'] });
  const age = new Gauge({ ...named('oldest_feed_seconds', 'Age of the oldest feed under way, by state'), labelNames: ['state'] });
  return (figures, now) => {
    const secondsSince = (moment: Date): number => Math.max(0, (now.getTime() - moment.getTime()) / 1000);
    for (const gauge of [waiting, overdue, attempts, cases, feeds, age, needsSince]) gauge.reset();
    for (const { kind, ...one } of figures.jobs) {
      waiting.set({ kind }, one.waiting);
      overdue.set({ kind }, one.overdue);
      attempts.set({ kind }, one.attempts);
    }
    late.set(figures.oldestOverdue === undefined ? 0 : secondsSince(figures.oldestOverdue));
    for (const kind of STUCK_KINDS) needPerson.set({ kind }, 0);
    for (const { kind, count, oldest } of figures.stuck) {
      needPerson.set({ kind }, count);
      needsSince.set({ kind }, secondsSince(oldest));
    }
    for (const { state, count } of figures.cases) cases.set({ state }, count);
    for (const { state, count, oldest } of figures.feeds) {
      feeds.set({ state }, count);
      age.set({ state }, secondsSince(oldest));
    }
  };
}
