import { TZDate, tz } from '@date-fns/tz';
import { addDays, format, isValid, parseISO, startOfDay } from 'date-fns';

/** The calendar day (`2026-11-24`) of a moment in a zone. */
export function localDate(at: Date, timeZone: string): string {
  return format(new TZDate(at.getTime(), timeZone), 'yyyy-MM-dd');
}

/** Whether a text is a day that there is, as `2026-11-24`. */
export function isCalendarDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isValid(parseISO(text));
}

/** The day before a calendar day. */
export function dayBefore(day: string): string {
  return format(addDays(parseISO(day), -1), 'yyyy-MM-dd');
}

function dayAfter(day: string): string {
  return format(addDays(parseISO(day), 1), 'yyyy-MM-dd');
}

/** When a calendar day starts in a zone, and when the next one does: 23, 24 or 25 hours later. */
export function dayBounds(day: string, timeZone: string): { readonly from: Date; readonly to: Date } {
  return { from: startOf(day, timeZone), to: startOf(dayAfter(day), timeZone) };
}

function startOf(day: string, timeZone: string): Date {
  return new Date(startOfDay(parseISO(day, { in: tz(timeZone) })).getTime());
}

/** When a digest is due, as a wall-clock time of a zone. */
export interface DigestTime {
  readonly time: { readonly hour: number; readonly minute: number };
  readonly timeZone: string;
}

/**
 * The calendar day of the latest digest that is due: today from the digest's time on, else yesterday. In the hour
 * that a clock change leaves out it is due at the first moment after; in the one that comes twice, the first time.
 */
export function dueDigest({ now, time, timeZone }: DigestTime & { readonly now: Date }): string {
  const today = localDate(now, timeZone);
  return now.getTime() >= dueOn(today, { time, timeZone }).getTime() ? today : dayBefore(today);
}

function dueOn(day: string, { time, timeZone }: DigestTime): Date {
  const wanted = `${String(time.hour).padStart(2, '0')}:${String(time.minute).padStart(2, '0')}`;
  const { from, to } = dayBounds(day, timeZone);
  // Minute by minute from the day's start: right in every zone and on every clock change, and cheap enough.
  for (let at = from.getTime(); at < to.getTime(); at += 60_000) {
    if (format(new TZDate(at, timeZone), 'HH:mm') >= wanted) return new Date(at);
  }
  return to;
}
