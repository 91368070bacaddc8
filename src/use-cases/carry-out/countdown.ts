import { addSeconds } from 'date-fns';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { Desk } from '../../ports/desk.js';

/** The countdown of an outbox window is drawn again this often. */
export const COUNTDOWN_SECONDS = 15;
/** Slack takes some 50 changes of messages a minute (docs.slack.dev chat.update); beyond this the moment of leaving says enough. */
const COUNTED_DOWN_AT_MOST = 8;

/** Whether the status message is brought up to date while its outbox window runs: for as many as Slack lets us change often. */
export async function isCountedDown(desk: Pick<Desk, 'clock' | 'cancellations'>, one: CancellationCase): Promise<boolean> {
  if (one.state !== 'queued' || one.sendAfter === undefined) return false;
  if (one.sendAfter <= addSeconds(desk.clock.now(), COUNTDOWN_SECONDS)) return false;
  return (await desk.cancellations.countInOutbox()) <= COUNTED_DOWN_AT_MOST;
}
