import type { Clock } from '../../ports/clock.js';
import type { Urgency } from '../../ports/amazon.js';

/** An operation's usage plan: developer-docs.amazon.com/sp-api/docs/usage-plans-and-rate-limits */
export interface UsagePlan {
  readonly perSecond: number;
  readonly burst: number;
  /** Calls of the burst that background work leaves to people. */
  readonly keptForPeople?: number;
}

export type Turn = { readonly kind: 'go'; readonly afterMs: number } | { readonly kind: 'throttled'; readonly retryAfterMs: number };

export interface TokenBucket {
  take(urgency: Urgency): Turn;
  /** The rate that Amazon applies, from `x-amzn-RateLimit-Limit`; it is not always given. */
  learn(limit: string | null): void;
  /** After a 429, whatever was counted here. Returns the milliseconds until a call may go again. */
  drain(): number;
}

/** No person is kept waiting for a turn longer than this. */
const LONGEST_WAIT_MS = 2_000;

/** Amazon's token bucket, kept on our side so that calls it would refuse are not made. */
export function createTokenBucket(plan: UsagePlan, clock: Clock): TokenBucket {
  let perSecond = plan.perSecond;
  let left = plan.burst;
  let countedAt = clock.now().getTime();

  function refill(): void {
    const now = clock.now().getTime();
    // A clock that was set back gives nothing and takes nothing.
    left = Math.min(plan.burst, left + (Math.max(0, now - countedAt) / 1000) * perSecond);
    countedAt = now;
  }

  return {
    take: (urgency) => {
      refill();
      const needed = 1 + (urgency === 'background' ? (plan.keptForPeople ?? 0) : 0);
      const waitMs = left >= needed ? 0 : Math.ceil(((needed - left) / perSecond) * 1000);
      if (waitMs > (urgency === 'interactive' ? LONGEST_WAIT_MS : 0)) return { kind: 'throttled', retryAfterMs: waitMs };
      // May go below zero: who waits has taken the next one already.
      left -= 1;
      return { kind: 'go', afterMs: waitMs };
    },
    learn: (limit) => {
      const applied = Number(limit ?? '');
      if (!(applied > 0 && applied < 1000)) return;
      refill();
      perSecond = applied;
    },
    drain: () => {
      refill();
      left = Math.min(left, 0);
      return Math.ceil(((1 - left) / perSecond) * 1000);
    },
  };
}
