import type { Desk } from '../ports/desk.js';
import type { Log } from '../ports/log.js';
import { keepUp } from '../use-cases/restore/take-up.js';
import { watchCredentials } from '../use-cases/watch/watch-credentials.js';
import { watchQueue } from '../use-cases/watch/watch-queue.js';
import { createClockWatch } from './clock-watch.js';

/** How often the database is told that the app works; what it does in between may be forgotten by a backup without a trace. */
const MARK_EVERY_MS = 10_000;
/** How often the app looks for work that nobody asked for (digests, old rates, lost jobs), and whether its work goes on. */
const EVERY_MS = 30_000;
/** How often the database's upkeep is done, where that is ours to do. */
const UPKEEP_EVERY_MS = 3_600_000;

interface ScheduleParts {
  readonly desk: Desk;
  readonly log: Log;
  /** Of a database that nobody else looks after. */
  readonly upkeep: (() => Promise<void>) | undefined;
  /** Asks Slack whether it takes the token again, if it is time; never throws. */
  readonly lookAtSlack: () => Promise<void>;
}

/**
 * Adds the sweep and looks after the queue and the credentials now and then until stopped. Several instances may do so: a sweep that waits is
 * not added twice, and one of them tells. Since one of them sweeps for all, each looks by itself which accounts are connected.
 */
export function startSchedule({ desk, log, upkeep, lookAtSlack }: ScheduleParts): { stop(): void } {
  const watchClock = createClockWatch({ clock: desk.clock, log, steady: () => performance.now() });
  const sweep = (): void => {
    watchClock();
    desk.queue.add([{ job: { kind: 'sweep' } }]).catch((error: unknown) => log.error('sweep not added', error));
    watchQueue(desk).catch((error: unknown) => log.error('queue not looked after', error));
    watchCredentials(desk).catch((error: unknown) => log.error('credentials not looked after', error));
    void lookAtSlack();
    desk.accounts.reload().catch((error: unknown) => log.error('accounts not read again', error));
  };
  let marking: Promise<void> | undefined;
  const mark = (): void => {
    // One at a time, also where the database takes long.
    marking ??= keepUp(desk, log)
      .catch((error: unknown) => log.error('work not marked', error))
      .finally(() => {
        marking = undefined;
      });
  };
  sweep();
  const keep = (): void => {
    upkeep?.().catch((error: unknown) => log.error('database not looked after', error));
  };
  const timers = [setInterval(sweep, EVERY_MS), setInterval(mark, MARK_EVERY_MS), setInterval(keep, UPKEEP_EVERY_MS)];
  return { stop: () => timers.forEach((timer) => clearInterval(timer)) };
}
