import { ErrorCode } from '@slack/web-api';
import { z } from 'zod';
import { channelIdSchema } from '../domain/ids.js';
import type { PostResult } from '../ports/announcer.js';

const postedSchema = z.object({ channel: channelIdSchema, ts: z.string().min(1) });
const errorSchema = z.object({
  code: z.string(),
  retryAfter: z.number().optional(),
  statusCode: z.number().optional(),
  data: z.object({ error: z.string() }).optional(),
  original: z.object({ code: z.string().optional(), cause: z.object({ code: z.string().optional() }).optional() }).optional(),
});

/** Slack's errors that mean: this place is closed to the app, another try changes nothing (docs.slack.dev chat.postMessage, chat.update). */
const CLOSED: ReadonlySet<string> = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'message_not_found',
  'cant_update_message',
  'restricted_action',
  'user_not_found',
  'user_disabled',
  'cannot_dm_bot',
]);

/** An error's name. Slack's client takes a body that is no JSON, or half of one, for the name of an error. */
const ERROR_NAME = /^[a-z_]+$/;

/** The client has no error of its own for a 429 that does not say until when. */
const WITHOUT_TIME = /^Retry header did not contain a valid timeout/;
const RETRY_SECONDS = 30;

/** Connections that were never made: nothing can have been posted. */
const NOT_CONNECTED: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** What became of a post, in our words. A time-out or a broken answer leaves it open. */
export async function postResult(call: Promise<unknown>): Promise<PostResult> {
  try {
    const answer = postedSchema.safeParse(await call);
    if (!answer.success) return { kind: 'ambiguous', error: 'answer without channel and ts' };
    return { kind: 'posted', channelId: answer.data.channel, ts: answer.data.ts };
  } catch (error) {
    return failureOf(error);
  }
}

/** What was thrown instead of Slack's answer, in our words. */
export function failureOf(thrown: unknown): Exclude<PostResult, { kind: 'posted' }> {
  const error = errorSchema.safeParse(thrown).data;
  if (error === undefined) {
    const said = thrown instanceof Error ? thrown.message : '';
    // An answer that began and did not end: what was posted is there.
    return WITHOUT_TIME.test(said) ? rateLimited(RETRY_SECONDS) : { kind: 'ambiguous', error: said };
  }
  switch (error.code) {
    case ErrorCode.RateLimitedError:
      return rateLimited(error.retryAfter ?? RETRY_SECONDS);
    case ErrorCode.PlatformError: {
      const name = error.data?.error ?? 'unknown_error';
      if (!ERROR_NAME.test(name)) return { kind: 'ambiguous', error: 'answer that is no answer of Slack’s' };
      if (name === 'internal_error' || name === 'fatal_error' || name === 'service_unavailable') return { kind: 'ambiguous', error: name };
      return CLOSED.has(name) ? { kind: 'closed-to-us', error: name } : { kind: 'failed', error: name };
    }
    case ErrorCode.HTTPError:
      return { kind: 'ambiguous', error: `HTTP ${error.statusCode ?? 'error'}` };
    default: {
      const cause = error.original?.code ?? error.original?.cause?.code ?? '';
      return NOT_CONNECTED.has(cause) ? { kind: 'failed', error: cause } : { kind: 'ambiguous', error: cause === '' ? error.code : cause };
    }
  }
}

function rateLimited(seconds: number): Extract<PostResult, { kind: 'rate-limited' }> {
  return { kind: 'rate-limited', retryAfterMs: Math.max(1, seconds) * 1000 };
}
