import type { AccountId } from '../domain/ids.js';
import type { Urgency } from './amazon.js';

/** An operation's usage plan: developer-docs.amazon.com/sp-api/docs/usage-plans-and-rate-limits */
export interface UsagePlan {
  readonly perSecond: number;
  readonly burst: number;
  /** Calls of the burst that background work leaves to people. */
  readonly keptForPeople?: number;
  /** Much work may wait for a call at a time: each is told a moment of its own to come back at. */
  readonly linesUp?: true;
}

export type Turn =
  /** One call is taken; it may be made after so many milliseconds. `perSecond` is the rate that was counted with. */
  | { readonly kind: 'go'; readonly afterMs: number; readonly perSecond: number }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number };

/** Amazon's token bucket, kept on our side so that calls it would refuse are not made. */
export interface TokenBucket {
  /** Takes a call, if there is one. Background work leaves some to people and never waits; a person may have to, shortly. */
  take(urgency: Urgency): Promise<Turn>;
  /** Milliseconds until there is a call for somebody like this. Takes none. */
  roomAfterMs(urgency: Urgency): Promise<number>;
  /** The rate that Amazon says it applies. */
  learn(perSecond: number): Promise<void>;
  /** After a 429, whatever was counted here. Gives the milliseconds until there is a call for somebody like this. */
  drain(urgency: Urgency): Promise<number>;
}

/** One bucket for each seller account and operation, for all processes together, as Amazon has it. */
export interface RateLimits {
  bucket(accountId: AccountId, operation: string, plan: UsagePlan): TokenBucket;
}
