/** The practice Amazon's own time: the caller's, and as much ahead as it was set. */
export interface PracticeClock {
  now(): Date;
  advance(milliseconds: number): void;
}

export function createPracticeClock(now: () => Date): PracticeClock {
  let ahead = 0;
  return {
    now: () => new Date(now().getTime() + ahead),
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}
