import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLine, type Line } from '../../src/slack/line.js';
import { frozenClock } from '../support/frozen-clock.js';

const START = '2026-11-24T15:00:00Z';
/** Five in ten seconds, one of them for what somebody waits for. */
const ROOM = { most: 5, kept: 1, withinMs: 10_000 };

function standInLine() {
  const clock = frozenClock(START);
  const line = createLine(ROOM, clock);
  const begun = clock.now().getTime();
  /** Seconds from the start to its turn; 0 when it has left. */
  const wait = (who: string, first = false): number => {
    const turn = line.leave({ who, first });
    return turn === undefined ? 0 : (turn.getTime() - begun) / 1000;
  };
  return { clock, line, wait, leaveAll: (count: number) => Array.from({ length: count }, (_, n) => wait(`n${n}`)) };
}

describe('a line before Slack', () => {
  it('lets go at once as many as there is room for, and gives every other a moment of its own', () => {
    expect(standInLine().leaveAll(8)).toEqual([0, 0, 0, 0, 10, 12.5, 15, 17.5]);
  });

  it('keeps a promise, however often it is asked, and lets nobody who comes later go before', () => {
    const { clock, wait, leaveAll } = standInLine();
    leaveAll(6);
    clock.advance(11_000);
    expect([wait('n5'), wait('late'), wait('n5')]).toEqual([12.5, 15, 12.5]);
    expect(wait('n4')).toBe(0);
    clock.advance(1_500);
    expect(wait('n5')).toBe(0);
  });

  it('says when it is its turn without taking it, and keeps it for whoever asked', () => {
    const { line, wait } = standInLine();
    for (const who of ['a', 'b', 'c', 'd']) expect(line.turn({ who, first: false })).toBeUndefined();
    expect(wait('e')).toBe(10);
    expect(['a', 'b', 'c', 'd'].map((who) => wait(who))).toEqual([0, 0, 0, 0]);
  });

  it('lets what somebody waits for go before all that others were promised', () => {
    const { clock, wait, leaveAll } = standInLine();
    leaveAll(100);
    expect([wait('card', true), wait('another card', true)]).toEqual([0, 10]);
    clock.advance(10_000);
    expect(wait('another card', true)).toBe(0);
  });

  it('lets nobody go after a 429 before its time, and then one after the other', () => {
    const { clock, line, wait } = standInLine();
    expect(wait('refused')).toBe(0);
    line.close(30_000);
    expect([wait('refused'), wait('card', true), wait('other')]).toEqual([30, 30, 32.5]);
    clock.advance(30_000);
    expect([wait('card', true), wait('refused'), wait('other')]).toEqual([0, 0, 32.5]);
  });

  it('forgets who does not come', () => {
    const { clock, wait, leaveAll } = standInLine();
    leaveAll(20);
    clock.advance(200_000);
    expect(wait('somebody')).toBe(0);
  });

  it('counts from anew when the clock was set back', () => {
    const { clock, line, wait, leaveAll } = standInLine();
    leaveAll(20);
    line.close(600_000);
    clock.set(new Date('2026-11-24T12:00:00Z'));
    expect(wait('somebody')).toBe(0);
  });

  it('never lets more go than Slack takes, and keeps nobody waiting for ever, whoever comes when and how late', () => {
    const arrival = fc.record({ afterMs: fc.nat(3_000), first: fc.boolean(), lateMs: fc.constantFrom(0, 0, 0, 300, 2_500) });
    const closing = fc.record({ atMs: fc.nat(60_000), forMs: fc.integer({ min: 1_000, max: 20_000 }) });
    fc.assert(
      fc.property(fc.array(arrival, { minLength: 1, maxLength: 60 }), fc.array(closing, { maxLength: 3 }), (arrivals, closings) => {
        const { times, told, closed } = playedOut(arrivals, closings);
        expect(told.every((often) => often < 20)).toBe(true);
        for (const at of times) {
          expect(times.filter((one) => one > at - ROOM.withinMs && one <= at).length).toBeLessThanOrEqual(ROOM.most);
          expect(closed.some(({ from, to }) => at > from && at < to)).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });
});

interface Arrival {
  readonly afterMs: number;
  readonly first: boolean;
  readonly lateMs: number;
}

/** Everybody comes, and comes back when told, until all have left; gives when they left and how often each was told to wait. */
function playedOut(arrivals: readonly Arrival[], closings: readonly { readonly atMs: number; readonly forMs: number }[]) {
  const clock = frozenClock(START);
  const begun = clock.now().getTime();
  const line: Line = createLine(ROOM, clock);
  const [times, closed]: [number[], { from: number; to: number }[]] = [[], []];
  const told = arrivals.map(() => 0);
  let at = 0;
  type Step = { readonly at: number; readonly run: () => Step | undefined };
  const steps: Step[] = closings.map(({ atMs, forMs }) => ({
    at: atMs,
    run: () => {
      line.close(forMs);
      closed.push({ from: atMs, to: atMs + forMs });
      return undefined;
    },
  }));
  for (const [index, { afterMs, first, lateMs }] of arrivals.entries()) {
    at += afterMs;
    const come = (): Step | undefined => {
      const turn = line.leave({ who: `${index}`, first });
      if (turn === undefined) times.push(clock.now().getTime() - begun);
      else told[index] = (told[index] ?? 0) + 1;
      return turn === undefined ? undefined : { at: turn.getTime() - begun + lateMs, run: come };
    };
    steps.push({ at, run: come });
  }
  for (let step = soonest(steps); step !== undefined; step = soonest(steps)) {
    clock.set(new Date(Math.max(clock.now().getTime(), begun + step.at)));
    const next = step.run();
    if (next !== undefined) steps.push(next);
    if (told.some((often) => often > 50)) break;
  }
  return { times, told, closed };
}

function soonest<S extends { readonly at: number }>(steps: S[]): S | undefined {
  steps.sort((one, other) => one.at - other.at);
  return steps.shift();
}
