import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayBefore, dayBounds, dueDigest, isCalendarDay, localDate } from '../../src/domain/local-day.js';

const LOS_ANGELES = 'America/Los_Angeles';
const BERLIN = 'Europe/Berlin';
const TOKYO = 'Asia/Tokyo';

describe('a text', () => {
  it.each(['2026-11-24', '2028-02-29'])('is a day where there is one: %s', (text) => {
    expect(isCalendarDay(text)).toBe(true);
  });
  it.each(['2026-02-30', '2027-02-29', '2026-13-01', '2026-11-24T00:00', '24.11.2026', '', 'tomorrow'])('is none: %s', (text) => {
    expect(isCalendarDay(text)).toBe(false);
  });
});

describe('the calendar day of a moment', () => {
  it.each([
    { at: '2026-11-24T00:00:00Z', timeZone: LOS_ANGELES, day: '2026-11-23' },
    { at: '2026-11-24T07:59:59Z', timeZone: LOS_ANGELES, day: '2026-11-23' },
    { at: '2026-11-24T08:00:00Z', timeZone: LOS_ANGELES, day: '2026-11-24' },
    { at: '2026-06-24T06:59:59Z', timeZone: LOS_ANGELES, day: '2026-06-23' },
    { at: '2026-06-24T07:00:00Z', timeZone: LOS_ANGELES, day: '2026-06-24' },
    { at: '2026-12-31T23:00:00Z', timeZone: BERLIN, day: '2027-01-01' },
    { at: '2026-12-31T22:59:59Z', timeZone: BERLIN, day: '2026-12-31' },
    { at: '2026-06-30T22:00:00Z', timeZone: BERLIN, day: '2026-07-01' },
    { at: '2028-02-28T15:00:00Z', timeZone: TOKYO, day: '2028-02-29' },
    { at: '2028-02-28T14:59:59Z', timeZone: TOKYO, day: '2028-02-28' },
    { at: '2026-11-24T12:00:00Z', timeZone: 'UTC', day: '2026-11-24' },
  ])('$at is $day in $timeZone', ({ at, timeZone, day }) => {
    expect(localDate(new Date(at), timeZone)).toBe(day);
  });
});

describe('the day before', () => {
  it.each([
    { day: '2026-11-24', before: '2026-11-23' },
    { day: '2026-03-01', before: '2026-02-28' },
    { day: '2028-03-01', before: '2028-02-29' },
    { day: '2027-01-01', before: '2026-12-31' },
    { day: '2026-03-09', before: '2026-03-08' },
    { day: '2026-11-02', before: '2026-11-01' },
  ])('$day is $before', ({ day, before }) => {
    expect(dayBefore(day)).toBe(before);
  });
});

describe('a calendar day', () => {
  it.each([
    { timeZone: LOS_ANGELES, day: '2026-11-24', from: '2026-11-24T08:00:00.000Z', to: '2026-11-25T08:00:00.000Z', hours: 24 },
    { timeZone: LOS_ANGELES, day: '2026-03-08', from: '2026-03-08T08:00:00.000Z', to: '2026-03-09T07:00:00.000Z', hours: 23 },
    { timeZone: LOS_ANGELES, day: '2026-11-01', from: '2026-11-01T07:00:00.000Z', to: '2026-11-02T08:00:00.000Z', hours: 25 },
    { timeZone: BERLIN, day: '2026-03-29', from: '2026-03-28T23:00:00.000Z', to: '2026-03-29T22:00:00.000Z', hours: 23 },
    { timeZone: BERLIN, day: '2026-10-25', from: '2026-10-24T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z', hours: 25 },
    { timeZone: BERLIN, day: '2026-12-31', from: '2026-12-30T23:00:00.000Z', to: '2026-12-31T23:00:00.000Z', hours: 24 },
    { timeZone: TOKYO, day: '2026-03-29', from: '2026-03-28T15:00:00.000Z', to: '2026-03-29T15:00:00.000Z', hours: 24 },
    { timeZone: TOKYO, day: '2026-11-01', from: '2026-10-31T15:00:00.000Z', to: '2026-11-01T15:00:00.000Z', hours: 24 },
    { timeZone: 'UTC', day: '2026-10-25', from: '2026-10-25T00:00:00.000Z', to: '2026-10-26T00:00:00.000Z', hours: 24 },
  ])('$day in $timeZone has $hours hours', ({ timeZone, day, from, to, hours }) => {
    const bounds = dayBounds(day, timeZone);
    expect(bounds.from.toISOString()).toBe(from);
    expect(bounds.to.toISOString()).toBe(to);
    expect(bounds.to.getTime() - bounds.from.getTime()).toBe(hours * 3_600_000);
  });

  it('holds every moment that is on it: day upon day, with no gap and nothing twice', () => {
    const moment = fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2035-01-01T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.constantFrom(LOS_ANGELES, BERLIN, TOKYO), (at, timeZone) => {
        const day = localDate(at, timeZone);
        const { from, to } = dayBounds(day, timeZone);
        expect(from.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(to.getTime()).toBeGreaterThan(at.getTime());
        expect(dayBounds(dayBefore(day), timeZone).to).toEqual(from);
      }),
    );
  });
});

describe('the digest that is due', () => {
  const atNine = { hour: 9, minute: 0 };
  const atHalfPastTwo = { hour: 2, minute: 30 };
  const atHalfPastOne = { hour: 1, minute: 30 };
  const midnight = { hour: 0, minute: 0 };
  const lastMinute = { hour: 23, minute: 59 };

  it.each([
    { name: 'a second before nine', now: '2026-11-24T16:59:59Z', time: atNine, timeZone: LOS_ANGELES, due: '2026-11-23' },
    { name: 'at nine', now: '2026-11-24T17:00:00Z', time: atNine, timeZone: LOS_ANGELES, due: '2026-11-24' },
    { name: 'late in the evening', now: '2026-11-25T07:59:59Z', time: atNine, timeZone: LOS_ANGELES, due: '2026-11-24' },
    { name: 'at nine in summer', now: '2026-06-24T16:00:00Z', time: atNine, timeZone: LOS_ANGELES, due: '2026-06-24' },
    { name: 'before nine in summer', now: '2026-06-24T06:59:59Z', time: atNine, timeZone: BERLIN, due: '2026-06-23' },
    { name: 'at nine in Tokyo', now: '2026-11-24T00:00:00Z', time: atNine, timeZone: TOKYO, due: '2026-11-24' },
    { name: 'before nine in Tokyo', now: '2026-11-23T23:59:59Z', time: atNine, timeZone: TOKYO, due: '2026-11-23' },
    { name: 'at midnight', now: '2026-11-24T23:00:00Z', time: midnight, timeZone: BERLIN, due: '2026-11-25' },
    { name: 'just before the last minute', now: '2026-11-24T22:58:59Z', time: lastMinute, timeZone: BERLIN, due: '2026-11-23' },
    { name: 'in the last minute', now: '2026-11-24T22:59:00Z', time: lastMinute, timeZone: BERLIN, due: '2026-11-24' },
  ])('$name is that of $due', ({ now, time, timeZone, due }) => {
    expect(dueDigest({ now: new Date(now), time, timeZone })).toBe(due);
  });

  it.each([
    { name: 'before the gap', now: '2026-03-08T09:59:59Z', time: atHalfPastTwo, timeZone: LOS_ANGELES, due: '2026-03-07' },
    { name: 'right after the gap', now: '2026-03-08T10:00:00Z', time: atHalfPastTwo, timeZone: LOS_ANGELES, due: '2026-03-08' },
    { name: 'before the gap', now: '2026-03-29T00:59:59Z', time: atHalfPastTwo, timeZone: BERLIN, due: '2026-03-28' },
    { name: 'right after the gap', now: '2026-03-29T01:00:00Z', time: atHalfPastTwo, timeZone: BERLIN, due: '2026-03-29' },
    { name: 'at nine after the gap', now: '2026-03-29T07:00:00Z', time: atNine, timeZone: BERLIN, due: '2026-03-29' },
    { name: 'before nine after the gap', now: '2026-03-29T06:59:59Z', time: atNine, timeZone: BERLIN, due: '2026-03-28' },
  ])('in spring in $timeZone $name is that of $due', ({ now, time, timeZone, due }) => {
    expect(dueDigest({ now: new Date(now), time, timeZone })).toBe(due);
  });

  it.each([
    { name: 'before the first 01:30', now: '2026-11-01T08:29:59Z', time: atHalfPastOne, timeZone: LOS_ANGELES, due: '2026-10-31' },
    { name: 'at the first 01:30', now: '2026-11-01T08:30:00Z', time: atHalfPastOne, timeZone: LOS_ANGELES, due: '2026-11-01' },
    { name: 'at the second 01:10', now: '2026-11-01T09:10:00Z', time: atHalfPastOne, timeZone: LOS_ANGELES, due: '2026-11-01' },
    { name: 'at the second 01:30', now: '2026-11-01T09:30:00Z', time: atHalfPastOne, timeZone: LOS_ANGELES, due: '2026-11-01' },
    { name: 'before the first 02:30', now: '2026-10-25T00:29:59Z', time: atHalfPastTwo, timeZone: BERLIN, due: '2026-10-24' },
    { name: 'at the first 02:30', now: '2026-10-25T00:30:00Z', time: atHalfPastTwo, timeZone: BERLIN, due: '2026-10-25' },
    { name: 'at the second 02:10', now: '2026-10-25T01:10:00Z', time: atHalfPastTwo, timeZone: BERLIN, due: '2026-10-25' },
    { name: 'at nine after it', now: '2026-10-25T08:00:00Z', time: atNine, timeZone: BERLIN, due: '2026-10-25' },
  ])('in autumn in $timeZone $name is that of $due', ({ now, time, timeZone, due }) => {
    expect(dueDigest({ now: new Date(now), time, timeZone })).toBe(due);
  });

  it('never falls back to an earlier one as time goes on', () => {
    const minutes = fc.integer({ min: 0, max: 527_040 });
    const time = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) });
    const zone = fc.constantFrom(LOS_ANGELES, BERLIN, TOKYO);
    fc.assert(
      fc.property(minutes, fc.nat(180), fc.record({ time, timeZone: zone }), (minute, later, when) => {
        const at = Date.parse('2026-01-01T00:00:00Z') + minute * 60_000;
        const due = dueDigest({ ...when, now: new Date(at) });
        expect(dueDigest({ ...when, now: new Date(at + later * 60_000) }) >= due).toBe(true);
      }),
    );
  });
});
