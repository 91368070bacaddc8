import { ErrorCode } from '@slack/web-api';
import { z } from 'zod';
import type { Clock } from '../ports/clock.js';
import type { Log } from '../ports/log.js';

/** All calls to Slack pass it; while Slack does not take the token, none is made but one now and then that asks. */
export interface TokenGate {
  /** Makes the call; without one it ends as the call did that Slack has refused. */
  pass<T>(call: () => Promise<T>): Promise<T>;
  /** When Slack is asked again; undefined when a call may be made. */
  closedUntil(): Date | undefined;
  /** Asks Slack again, if it is time. */
  look(): Promise<void>;
}

/** Slack takes the token again, or does not take it any more. */
export type SlackTokenNews = 'taken' | 'refused';

interface GateParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Whether Slack takes the token: throws when it does not say so. */
  readonly ask: () => Promise<unknown>;
  readonly onNews?: ((news: SlackTokenNews) => void) | undefined;
}

interface Refusal {
  readonly error: unknown;
  readonly since: number;
  /** How often in a row. */
  readonly times: number;
  readonly askAgainAt: number;
}

/** Slack's errors for a token that was revoked, or whose app was removed (docs.slack.dev/reference/methods/auth.test). */
const REFUSALS: ReadonlySet<string> = new Set(['token_revoked', 'account_inactive', 'invalid_auth', 'not_authed', 'token_expired']);
const refusalSchema = z.object({ code: z.literal(ErrorCode.PlatformError), data: z.object({ error: z.string() }) });

/** A token is put right by a person: asked again after 1, 2, 4, 8 and then every 10 minutes, as Amazon's is. */
const PAUSE_MS = 60_000;
const PAUSE_AT_MOST_MS = 600_000;

const SAID_ONCE =
  'Slack does not take SLACK_BOT_TOKEN: nothing is posted until it does, and nothing is lost. Install the app again, set the token that Slack shows then and start the app again; see the README';

/** True when Slack has refused the token, whatever was asked. */
export function isTokenRefusal(error: unknown): boolean {
  const refused = refusalSchema.safeParse(error);
  return refused.success && REFUSALS.has(refused.data.data.error);
}

export function createTokenGate({ clock, log, ask, onNews }: GateParts): TokenGate {
  let refusal: Refusal | undefined;
  let underway: Promise<void> | undefined;
  const now = (): number => clock.now().getTime();

  const pauseOf = ({ askAgainAt }: Refusal): number => {
    const pauseMs = askAgainAt - now();
    // A clock that was set back must not make the pause longer than any.
    return pauseMs <= PAUSE_AT_MOST_MS ? Math.max(0, pauseMs) : 0;
  };
  const close = (error: unknown): void => {
    // Calls that were under way when the first was refused say nothing new.
    if (refusal !== undefined) return;
    refusal = { error, since: now(), times: 1, askAgainAt: now() + PAUSE_MS };
    onNews?.('refused');
    log.error(SAID_ONCE, error);
  };
  const askSlack = async (refused: Refusal): Promise<void> => {
    try {
      await ask();
    } catch {
      const pauseMs = Math.min(PAUSE_MS * 2 ** refused.times, PAUSE_AT_MOST_MS);
      refusal = { ...refused, times: refused.times + 1, askAgainAt: now() + pauseMs };
      throw refused.error;
    }
    refusal = undefined;
    onNews?.('taken');
    log.info('Slack takes SLACK_BOT_TOKEN again: what waited is posted now', { durationMs: now() - refused.since });
  };
  /** Throws while Slack does not take the token; one asks for all who wait. */
  const open = async (): Promise<void> => {
    if (refusal === undefined) return;
    if (pauseOf(refusal) > 0) throw refusal.error;
    underway ??= askSlack(refusal).finally(() => {
      underway = undefined;
    });
    await underway;
  };
  return {
    pass: async (call) => {
      await open();
      try {
        return await call();
      } catch (error) {
        if (isTokenRefusal(error)) close(error);
        throw error;
      }
    },
    closedUntil: () => (refusal !== undefined && pauseOf(refusal) > 0 ? new Date(refusal.askAgainAt) : undefined),
    look: async () => {
      // What it finds is told where it is noted.
      await open().catch(() => undefined);
    },
  };
}
