import { expect, it } from 'vitest';
import { createClockWatch } from '../../src/jobs/clock-watch.js';
import { frozenClock } from '../support/frozen-clock.js';
import { silentLog } from '../support/silent-log.js';

it('a clock that is set is said in the log once, with by how much; one that merely goes is not', () => {
  const clock = frozenClock('2026-11-24T12:00:00Z');
  let steadyMs = 0;
  const said: unknown[] = [];
  const log = { ...silentLog, warn: (event: string, fields: unknown) => void said.push([event, fields]) };
  const watch = createClockWatch({ clock, log, steady: () => steadyMs });
  const pass = (milliseconds: number): void => {
    clock.advance(milliseconds);
    steadyMs += milliseconds;
    watch();
  };
  pass(30_000);
  pass(6 * 3_600_000);
  expect(said).toEqual([]);
  clock.advance(-3_600_000);
  pass(30_000);
  pass(30_000);
  expect(said).toEqual([
    ['the clock was set back: what is planned already waits that much longer, nothing is done twice', { durationMs: -3_600_000 }],
  ]);
  clock.advance(3_600_000);
  pass(30_000);
  expect(said[1]).toEqual(['the clock was set ahead: what is planned already comes that much earlier', { durationMs: 3_600_000 }]);
});
