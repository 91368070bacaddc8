import { subDays } from 'date-fns';
import type { Digest } from '../../domain/digest.js';
import { lastShipBy, willBeCancelledByAmazon } from '../../domain/auto-cancellation.js';
import { digestOf } from '../../domain/digest-figures.js';
import { strikesSince } from '../../domain/second-strike.js';
import { dayBefore, dayBounds, localDate } from '../../domain/local-day.js';
import type { Desk } from '../../ports/desk.js';
import { ratesOfAccounts } from '../facts/rates-of-accounts.js';

export type FiguresDesk = Pick<Desk, 'settings' | 'clock' | 'accounts' | 'cancellations' | 'rates' | 'figures' | 'savedOrders'>;

/** A period in local days of the workspace, both inclusive, and the moments at which it starts and ends (exclusive). */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly start: Date;
  readonly end: Date;
}

/** No approval waits longer than a day; looked for a little further back. */
const APPROVALS_DAYS = 2;

/** Far more than anybody looks at one by one. */
const CANCELLED_SOON_AT_MOST = 200;

/** The figures of a period: the one function behind the morning digest and the command. */
export async function figuresOf(desk: FiguresDesk, period: Period): Promise<Digest> {
  const now = desk.clock.now();
  const [cases, recent, elsewhere, overdue, strikes, saved, rates] = await Promise.all([
    desk.cancellations.inPeriod({ from: period.start, to: period.end }),
    desk.cancellations.inPeriod({ from: subDays(now, APPROVALS_DAYS), to: now }),
    desk.figures.cancelledElsewhere({ from: period.start, to: period.end }),
    desk.figures.unshippedSince(lastShipBy(now), CANCELLED_SOON_AT_MOST),
    desk.figures.secondStrikes({ from: period.start, to: period.end, since: strikesSince(now) }),
    desk.savedOrders.inPeriod({ from: period.start, to: period.end }),
    ratesOfAccounts(desk),
  ]);
  const awaitingApproval = recent.filter((one) => one.state === 'awaiting_approval').length;
  const cancelledSoon = overdue.flatMap(({ order }) => (willBeCancelledByAmazon(order, now) ? [order.orderId] : []));
  return digestOf({ cases, period, rates, awaitingApproval, elsewhere, cancelledSoon, strikes, saved });
}

/** What `/cancel-digest` may be asked for. */
export const DIGEST_SPANS = { today: 1, '7d': 7, '30d': 30 } as const;
export type DigestSpan = keyof typeof DIGEST_SPANS;

/** The figures of today, or of the last days up to and with today. */
export async function figuresOnDemand(desk: FiguresDesk, span: DigestSpan): Promise<Digest> {
  const { timeZone } = desk.settings;
  const to = localDate(desk.clock.now(), timeZone);
  let from = to;
  for (let day = 1; day < DIGEST_SPANS[span]; day += 1) from = dayBefore(from);
  return await figuresOf(desk, { from, to, start: dayBounds(from, timeZone).from, end: dayBounds(to, timeZone).to });
}
