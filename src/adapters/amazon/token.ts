import { z } from 'zod';
import type { AmazonFailure, AmazonResult } from '../../ports/amazon.js';
import type { Clock } from '../../ports/clock.js';
import { safeText } from './failure.js';
import { parseJson } from './json.js';
import type { Exchange, Send } from './transport.js';

/** Login with Amazon, for one app and the seller who authorised it. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

export interface AccessTokens {
  /** A token that lives for a while yet. */
  current(): Promise<AmazonResult<string>>;
  /** Another token than the one that Amazon has refused. */
  insteadOf(refused: string): Promise<AmazonResult<string>>;
}

/** Login with Amazon has issued a token, or does not take the credentials. */
export type TokenNews = 'taken' | 'refused';

interface TokenOptions {
  readonly url: string;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly send: Send;
  readonly timeoutMs: number;
  /** Told after each answer that says so. */
  readonly onNews?: ((news: TokenNews) => void) | undefined;
}

interface Refusal {
  readonly failure: AmazonFailure;
  readonly askAgainAt: number;
  /** How often in a row. */
  readonly times: number;
}

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const errorSchema = z
  .object({ error: z.string().regex(/^[a-z_]{1,40}$/), error_description: z.string().optional().catch(undefined) })
  .transform((said) => [said.error, ...(said.error_description === undefined ? [] : [safeText(said.error_description)])].join(': '));

const RENEW_EARLY_MS = 60_000;
const ANSWER_LIMIT_BYTES = 64 * 1024;
// Login with Amazon publishes no rate; a short pause lets it breathe.
const THROTTLED_MS = 5_000;
/** Credentials that were refused stay so until somebody renews them: asked about again after a minute, then twice as long each time. */
const REFUSED_MS = 60_000;
const REFUSED_AT_MOST_MS = 600_000;

/** Access tokens by refresh token: developer-docs.amazon.com/sp-api/docs/connect-to-the-selling-partner-api */
export function createAccessTokens(options: TokenOptions): AccessTokens {
  let held: { readonly token: string; readonly renewAt: number } | undefined;
  let throttledUntil = 0;
  let underway: Promise<AmazonResult<string>> | undefined;
  let refusal: Refusal | undefined;

  async function refresh(): Promise<AmazonResult<string>> {
    const now = options.clock.now().getTime();
    const waitMs = throttledUntil - now;
    // A clock that was set back since keeps nobody waiting.
    if (waitMs > 0 && waitMs <= THROTTLED_MS) return { ok: false, failure: { kind: 'throttled', retryAfterMs: waitMs } };
    const exchange = await askForToken(options);
    const issued = exchange.kind === 'answer' && exchange.status === 200 ? tokenSchema.safeParse(parseJson(exchange.body)).data : undefined;
    if (exchange.kind === 'answer' && exchange.status === 429) throttledUntil = now + THROTTLED_MS;
    if (issued === undefined) return { ok: false, failure: noted(failureOf(exchange)) };
    const lifeMs = issued.expires_in * 1000;
    refusal = undefined;
    options.onNews?.('taken');
    held = { token: issued.access_token, renewAt: options.clock.now().getTime() + lifeMs - Math.min(RENEW_EARLY_MS, lifeMs / 2) };
    return { ok: true, value: held.token };
  }

  function noted(failure: AmazonFailure): AmazonFailure {
    if (failure.kind !== 'locked-out') return failure;
    const times = (refusal?.times ?? 0) + 1;
    const pauseMs = Math.min(REFUSED_MS * 2 ** (times - 1), REFUSED_AT_MOST_MS);
    refusal = { failure, times, askAgainAt: options.clock.now().getTime() + pauseMs };
    options.onNews?.('refused');
    return failure;
  }

  /** One request for all who wait; none while the last answer was a refusal and is young. */
  async function renewed(): Promise<AmazonResult<string>> {
    const waitMs = (refusal?.askAgainAt ?? 0) - options.clock.now().getTime();
    // A clock that was set back must not make the pause longer than any.
    if (refusal !== undefined && waitMs > 0 && waitMs <= REFUSED_AT_MOST_MS) return { ok: false, failure: refusal.failure };
    underway ??= refresh().finally(() => {
      underway = undefined;
    });
    return await underway;
  }

  return {
    current: async () => {
      const alive = held !== undefined && options.clock.now().getTime() < held.renewAt;
      return held !== undefined && alive ? { ok: true, value: held.token } : await renewed();
    },
    insteadOf: async (refused) => {
      if (held !== undefined && held.token !== refused) return { ok: true, value: held.token };
      // Should no other be given out, nobody tries this one once more.
      held = undefined;
      return await renewed();
    },
  };
}

function askForToken({ url, credentials, send, timeoutMs }: TokenOptions): Promise<Exchange> {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: credentials.refreshToken,
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
  });
  return send({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8', accept: 'application/json' },
    body: form.toString(),
    signal: AbortSignal.timeout(timeoutMs),
    limitBytes: ANSWER_LIMIT_BYTES,
  });
}

/** No call was made yet, so nothing is ever ambiguous here. */
function failureOf(exchange: Exchange): AmazonFailure {
  if (exchange.kind !== 'answer') return { kind: 'unavailable', message: `Login with Amazon: ${exchange.code}` };
  const { status } = exchange;
  if (status === 429) return { kind: 'throttled', retryAfterMs: THROTTLED_MS };
  const refusal = errorSchema.safeParse(parseJson(exchange.body)).data ?? `HTTP ${status}`;
  if (status >= 400 && status < 500) return { kind: 'locked-out', message: `Login with Amazon: ${refusal}` };
  return { kind: 'unavailable', message: `Login with Amazon: HTTP ${status} without a token` };
}
