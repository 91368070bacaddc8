import type { Clock } from '../../src/ports/clock.js';

/** A clock that stands still until it is moved. */
export interface FrozenClock extends Clock {
  advance(milliseconds: number): void;
  set(moment: Date): void;
}

export function frozenClock(start: string): FrozenClock {
  let now = new Date(start);
  return {
    now: () => new Date(now),
    advance: (milliseconds) => {
      now = new Date(now.getTime() + milliseconds);
    },
    set: (moment) => {
      now = new Date(moment);
    },
  };
}
