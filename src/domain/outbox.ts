import { addSeconds, subHours } from 'date-fns';

/** So close to ship-by, or past it, an order may be packed at any moment: the window is short, and nothing is waited for. */
const URGENT_HOURS = 2;
const URGENT_WINDOW_SECONDS = 10;

/** Whether an order has to leave the outbox as soon as it can. */
export function isUrgent({ shipBy, now }: { readonly shipBy: Date | undefined; readonly now: Date }): boolean {
  return shipBy !== undefined && subHours(shipBy, URGENT_HOURS) <= now;
}

/** When a cancellation that is decided now leaves the outbox. */
export function leavesAt(facts: { readonly shipBy: Date | undefined; readonly now: Date; readonly windowSeconds: number }): Date {
  const { now, windowSeconds } = facts;
  return addSeconds(now, isUrgent(facts) ? Math.min(windowSeconds, URGENT_WINDOW_SECONDS) : windowSeconds);
}
