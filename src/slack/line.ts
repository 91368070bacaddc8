import type { Clock } from '../ports/clock.js';

/** How much Slack takes within a time, and how much of that is kept for what somebody waits for. */
interface Room {
  readonly most: number;
  readonly kept: number;
  readonly withinMs: number;
}

/** One a second and channel, "short bursts" allowed (docs.slack.dev/apis/web-api/rate-limits). */
export const MESSAGES: Room = { most: 10, kept: 1, withinMs: 10_000 };
/** 50 a minute; counted by half a minute, so that after many of them nobody waits long. */
export const CHANGES: Room = { most: 25, kept: 3, withinMs: 30_000 };

/** Whoever has not come for its turn by then comes no more. */
const FORGOTTEN_AFTER_MS = 60_000;

/** Somebody in a line. */
export interface InLine {
  readonly who: string;
  /** Somebody waits for it: it lets nobody go before it but its like. */
  readonly first: boolean;
}

/** Where those wait for whom Slack has no room yet. Each is promised a moment of its own, in the order in which they came. */
export interface Line {
  /** When its turn is; undefined: now. */
  turn(one: InLine): Date | undefined;
  /** Takes its turn, if it is now; else says when it is. */
  leave(one: InLine): Date | undefined;
  /** Slack has less room than was thought: nobody leaves before this is over. */
  close(retryAfterMs: number): void;
}

/** A line of this process alone; what other processes take of the room is learnt when Slack refuses something. */
export function createLine({ most, kept, withinMs }: Room, clock: Clock): Line {
  const promised = new Map<string, { readonly at: number; readonly first: boolean }>();
  let left: number[] = [];
  let closedUntil = 0;
  let lookedAt = 0;

  const look = (): number => {
    const now = clock.now().getTime();
    if (now < lookedAt - FORGOTTEN_AFTER_MS) {
      // The clock was set back: what was counted by it says nothing.
      promised.clear();
      [left, closedUntil] = [[], 0];
    }
    lookedAt = now;
    left = left.filter((at) => at > now - withinMs);
    for (const [who, { at }] of promised) if (at < now - FORGOTTEN_AFTER_MS) promised.delete(who);
    return now;
  };
  const turnOf = ({ who, first }: InLine, now: number): number => {
    const room = first ? most : most - kept;
    const mine = promised.get(who)?.at;
    if (mine !== undefined && mine >= closedUntil && (mine > now || left.length < room)) return mine;
    promised.delete(who);
    const ahead = [...promised.values()].filter((one) => one.first || !first).map(({ at }) => at);
    const taken = [...left, ...ahead].sort((one, other) => one - other);
    const roomAt = (taken.at(-room) ?? 0) + withinMs;
    const last = taken.at(-1) ?? 0;
    const at = Math.max(now, closedUntil, roomAt, last > now ? last + Math.ceil(withinMs / room) : 0);
    promised.set(who, { at, first });
    return at;
  };
  return {
    turn: (one) => {
      const now = look();
      const at = turnOf(one, now);
      return at > now ? new Date(at) : undefined;
    },
    leave: (one) => {
      const now = look();
      const at = turnOf(one, now);
      if (at > now) return new Date(at);
      promised.delete(one.who);
      left.push(now);
      return undefined;
    },
    close: (retryAfterMs) => {
      closedUntil = Math.max(closedUntil, look() + retryAfterMs);
    },
  };
}
