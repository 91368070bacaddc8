import { ErrorCode, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { UserId } from '../domain/ids.js';
import type { Log } from '../ports/log.js';
import { en } from './text/en.js';
import type { Text } from './text/text.js';
import { isTokenRefusal } from './token-gate.js';
import { zh } from './text/zh.js';

/** Everything that is said, by language. */
export const TEXTS = { en, zh } as const;

const userSchema = z.object({ user: z.object({ locale: z.string().optional() }) });

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === ErrorCode.PlatformError && !isTokenRefusal(error);
}

/** People of a large workspace; whoever has not been seen for long is asked for again. */
const REMEMBERED_AT_MOST = 5_000;

/** In which language each person reads Slack. */
export interface Languages {
  /** Asks Slack the first time. English when Slack does not say. */
  of(userId: UserId): Promise<Text>;
  /** What is known already, for what must not wait. */
  known(userId: UserId): Text;
}

/** Text for a locale such as `zh-CN`. */
function textFor(locale: string | undefined): Text {
  return locale?.toLowerCase().startsWith('zh') === true ? zh : en;
}

export function createLanguages({ client, log }: { readonly client: WebClient; readonly log: Log }): Languages {
  const known = new Map<UserId, Text>();
  const remember = (userId: UserId, text: Text): Text => {
    const oldest = known.size >= REMEMBERED_AT_MOST ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    known.set(userId, text);
    return text;
  };
  return {
    known: (userId) => known.get(userId) ?? en,
    of: async (userId) => {
      const text = known.get(userId);
      if (text !== undefined) return text;
      try {
        const answer = await client.users.info({ user: userId, include_locale: true });
        return remember(userId, textFor(userSchema.parse(answer).user.locale));
      } catch (error) {
        log.error('language of a user not known', error, { userId });
        // Slack said no, for a missing scope or an unknown person: it would say so again. No answer is worth another try.
        return isRefusal(error) ? remember(userId, en) : en;
      }
    },
  };
}
