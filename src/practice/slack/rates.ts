/** How often a method may be called a minute (docs.slack.dev/apis/web-api/rate-limits); `message` is one a second a channel, with bursts. */
export type Tier = 2 | 3 | 4 | 5 | 'message';

const A_MINUTE: Readonly<Record<Exclude<Tier, 'message'>, number>> = { 2: 20, 3: 50, 4: 100, 5: 600 };
const MINUTE_MS = 60_000;
/** Slack names no number for "bursts"; this many at once are taken here. */
const MESSAGE_BURST = 20;

export interface Rates {
  /** Counts a call; gives the seconds to wait when it is one too many. */
  take(method: string, tier: Tier, channel: string | undefined): number | undefined;
}

export function createRates(now: () => Date): Rates {
  const calls = new Map<string, number[]>();
  return {
    take: (method, tier, channel) => {
      const [key, most, withinMs] =
        tier === 'message' ? [`${method} ${channel ?? ''}`, MESSAGE_BURST, MESSAGE_BURST * 1000] : [method, A_MINUTE[tier], MINUTE_MS];
      const at = now().getTime();
      const recent = (calls.get(key) ?? []).filter((one) => one > at - withinMs);
      const oldest = recent[0];
      calls.set(key, recent);
      if (recent.length >= most && oldest !== undefined) return Math.max(1, Math.ceil((oldest + withinMs - at) / 1000));
      recent.push(at);
      return undefined;
    },
  };
}
