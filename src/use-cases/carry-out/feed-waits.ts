import { addMinutes, isBefore } from 'date-fns';
import type { Feed } from '../../domain/feed.js';
import type { Desk } from '../../ports/desk.js';

/** What passes within this time is nobody's concern. */
const LASTS_AFTER_MINUTES = 3;

/** Why the cases of a feed do not go on, and in which state they wait. */
interface Reason {
  readonly state: 'sending' | 'sent';
  readonly detail: string;
}

/** Those who wait for a feed read why it does not go on. */
export async function sayWhy(desk: Pick<Desk, 'clock' | 'cancellations'>, { lines }: Feed, reason: Reason): Promise<void> {
  await desk.cancellations.noteWaiting({ ...reason, caseIds: lines.map(({ caseId }) => caseId), at: desk.clock.now() });
}

/** The same, once it has lasted. */
export async function sayWhyItLasts(desk: Pick<Desk, 'clock' | 'cancellations'>, feed: Feed, reason: Reason): Promise<void> {
  if (!isBefore(desk.clock.now(), addMinutes(feed.sealedAt, LASTS_AFTER_MINUTES))) await sayWhy(desk, feed, reason);
}
