import type { Desk } from '../../ports/desk.js';
import type { Log } from '../../ports/log.js';

type TakeUpDesk = Pick<Desk, 'clock' | 'continuity'>;

/**
 * Before any work begins: where what is on record may lack something that was done, it is not done again. What may have
 * been done to buyers and units becomes a question; what waits in the outbox waits for what Amazon knows.
 */
export async function takeUpWork(desk: TakeUpDesk, log: Log, why: 'start' | 'gone-back' = 'start'): Promise<void> {
  const taken = await desk.continuity.takeUp(why, desk.clock.now());
  if (taken === undefined) return;
  const found =
    taken.kind === 'restored'
      ? 'the database is a copy or an earlier state: what may have been done since is asked about and not done again'
      : 'the app was gone for long without having been stopped: what may have been done before is asked about and not done again';
  log.warn(found, { count: taken.asked, durationMs: taken.noticedAt.getTime() - taken.from.getTime(), source: 'database' });
}

/** Now and then: remembers that the app works, and notices a database that has gone back meanwhile. */
export async function keepUp(desk: TakeUpDesk, log: Log): Promise<void> {
  if ((await desk.continuity.noteWork(desk.clock.now())) === 'gone-back') await takeUpWork(desk, log, 'gone-back');
}
