interface Plan {
  /** Calls a second that are given back. */
  readonly rate: number;
  readonly burst: number;
}

/** Usage plans as published with each operation: github.com/amzn/selling-partner-api-models, models/, "Usage Plan". */
const PLANS: ReadonlyMap<string, Plan> = new Map([
  ['searchOrders', { rate: 0.0056, burst: 20 }],
  ['getOrder', { rate: 0.5, burst: 30 }],
  ['createFeedDocument', { rate: 0.5, burst: 15 }],
  ['createFeed', { rate: 0.0083, burst: 15 }],
  ['getFeed', { rate: 2, burst: 15 }],
  ['cancelFeed', { rate: 2, burst: 15 }],
  ['getFeeds', { rate: 0.0222, burst: 10 }],
  ['getFeedDocument', { rate: 0.0222, burst: 10 }],
  ['getMessagingActionsForOrder', { rate: 1, burst: 5 }],
  ['GetAttributes', { rate: 1, burst: 5 }],
  ['createUnexpectedProblem', { rate: 1, burst: 5 }],
  ['createReport', { rate: 0.0167, burst: 15 }],
  ['getReport', { rate: 2, burst: 15 }],
  ['getReportDocument', { rate: 0.0167, burst: 15 }],
  ['getListingsItem', { rate: 5, burst: 10 }],
  ['patchListingsItem', { rate: 5, burst: 5 }],
  ['getMarketplaceParticipations', { rate: 0.016, burst: 15 }],
]);

/** A token bucket for each operation, filled by the practice clock. */
export interface RateLimits {
  setOn(on: boolean): void;
  /** Takes one call; false when the bucket is empty. */
  take(operation: string, now: Date): boolean;
  /** The value of x-amzn-RateLimit-Limit; undefined for what has no plan. */
  header(operation: string): string | undefined;
}

export function createRateLimits(startOn: boolean): RateLimits {
  let on = startOn;
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    setOn: (value) => {
      on = value;
    },
    take: (operation, now) => {
      const plan = PLANS.get(operation);
      if (plan === undefined || !on) return true;
      const at = now.getTime();
      const bucket = buckets.get(operation) ?? { tokens: plan.burst, at };
      const tokens = Math.min(plan.burst, bucket.tokens + (Math.max(0, at - bucket.at) / 1000) * plan.rate);
      const taken = tokens >= 1;
      buckets.set(operation, { tokens: taken ? tokens - 1 : tokens, at });
      return taken;
    },
    header: (operation) => PLANS.get(operation)?.rate.toString(),
  };
}
