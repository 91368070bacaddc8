import { addSeconds, differenceInHours } from 'date-fns';
import { SOON_HOURS } from './verdict.js';

const URGENT_WINDOW_SECONDS = 10;

/** Whether an order is so close to its ship-by, or past it, that it may be packed at any moment: nothing is waited for then. */
export function isUrgent({ shipBy, now }: { readonly shipBy: Date | undefined; readonly now: Date }): boolean {
  return shipBy !== undefined && differenceInHours(shipBy, now) < SOON_HOURS;
}

/** When a cancellation that is decided now leaves the outbox. */
export function leavesAt(facts: { readonly shipBy: Date | undefined; readonly now: Date; readonly windowSeconds: number }): Date {
  const { now, windowSeconds } = facts;
  return addSeconds(now, isUrgent(facts) ? Math.min(windowSeconds, URGENT_WINDOW_SECONDS) : windowSeconds);
}
