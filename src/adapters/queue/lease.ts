import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../../ports/clock.js';
import type { Lease } from '../../ports/lease.js';

/** Who holds a job longer than this without renewing it is dead; renewed three times as often. */
export const LEASE_MS = 60_000;

/**
 * What must not be made twice is called only so soon after the lease was asked for, renewed or not: what a run writes
 * down before such a call is never older than that, and those who take over wait for longer.
 */
const MAY_CALL_MS = 40_000;

/** One worker's hold on one job. */
export interface Tenure {
  /** By both clocks, before it was asked for: one stands still with the machine, the other can be set. */
  readonly askedAt: Date;
  readonly askedAtMs: number;
  /** Somebody else was seen to have it. */
  lost: boolean;
}

export interface Leases extends Lease {
  /** To be called before the database is asked for a job. */
  begin(): Tenure;
  /** Whatever the work calls belongs to this tenure. */
  within<T>(tenure: Tenure, work: () => Promise<T>): Promise<T>;
}

/** What belongs to no job, such as a person's click, is nobody else's. */
export function createLeases(clock: Clock): Leases {
  const running = new AsyncLocalStorage<Tenure>();
  return {
    begin: () => ({ askedAt: clock.now(), askedAtMs: performance.now(), lost: false }),
    within: async (tenure, work) => await running.run(tenure, work),
    holds: () => {
      const tenure = running.getStore();
      if (tenure === undefined) return true;
      const elapsedMs = Math.max(performance.now() - tenure.askedAtMs, clock.now().getTime() - tenure.askedAt.getTime());
      return !tenure.lost && elapsedMs < MAY_CALL_MS;
    },
  };
}
