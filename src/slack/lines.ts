import type { PostResult } from '../ports/announcer.js';
import type { Clock } from '../ports/clock.js';
import type { Lease } from '../ports/lease.js';
import type { Log } from '../ports/log.js';
import { CHANGES, createLine, type InLine, type Line, MESSAGES } from './line.js';
import { postResult } from './post-result.js';
import type { TokenGate } from './token-gate.js';

/** The lines before Slack: one for posts to each place, one for all changes of messages. */
export interface Lines {
  /** When the turn of a post to this place is; undefined: now. */
  turn(channel: string, one: InLine): Date | undefined;
  posts(channel: string): Line;
  readonly changes: Line;
  /** Makes the call if it is its turn. Where Slack refuses it for lack of room, it and all others of the line wait; where it refuses the token, everything does. */
  send(line: Line, one: InLine, call: () => Promise<unknown>): Promise<PostResult>;
}

interface LinesParts {
  readonly clock: Clock;
  readonly lease: Lease;
  readonly log: Log;
  readonly gate: Pick<TokenGate, 'closedUntil'>;
}

export function createLines({ clock, lease, log, gate }: LinesParts): Lines {
  const places = new Map<string, Line>();
  const waits = (turn: Date): PostResult => ({ kind: 'rate-limited', retryAfterMs: turn.getTime() - clock.now().getTime() });
  const posts = (channel: string): Line => {
    const line = places.get(channel) ?? createLine(MESSAGES, clock);
    places.set(channel, line);
    return line;
  };
  return {
    // Whoever waits for the token takes no room from those who come after.
    turn: (channel, one) => gate.closedUntil() ?? posts(channel).turn(one),
    posts,
    changes: createLine(CHANGES, clock),
    send: async (line, one, call) => {
      const turn = gate.closedUntil() ?? line.leave(one);
      if (turn !== undefined) return waits(turn);
      // What was to be said may be old by now, or be said by another worker: the job is run again.
      if (!lease.holds()) return { kind: 'failed', error: 'stopped_for_a_while' };
      const result = await postResult(call());
      const closed = result.kind === 'failed' ? gate.closedUntil() : undefined;
      if (closed !== undefined) return waits(closed);
      if (result.kind !== 'rate-limited') return result;
      log.warn('Slack takes no more of it for now', { retryAfterMs: result.retryAfterMs });
      line.close(result.retryAfterMs);
      return waits(line.turn(one) ?? clock.now());
    },
  };
}
