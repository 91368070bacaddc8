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

interface TokenOptions {
  readonly url: string;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly send: Send;
  readonly timeoutMs: number;
}

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const errorSchema = z
  .object({ error: z.string().regex(/^[a-z_]{1,40}$/), error_description: z.string().optional().catch(undefined) })
  .transform((said) => [said.error, ...(said.error_description === undefined ? [] : [safeText(said.error_description)])].join(': '));

const RENEW_EARLY_MS = 60_000;
const ANSWER_LIMIT_BYTES = 64 * 1024;
// Login with Amazon publishes no rate; a short pause lets it breathe.
const THROTTLED_MS = 5_000;

/** Access tokens by refresh token: developer-docs.amazon.com/sp-api/docs/connect-to-the-selling-partner-api */
export function createAccessTokens(options: TokenOptions): AccessTokens {
  let held: { readonly token: string; readonly renewAt: number } | undefined;
  let underway: Promise<AmazonResult<string>> | undefined;

  async function refresh(): Promise<AmazonResult<string>> {
    const exchange = await askForToken(options);
    const issued = exchange.kind === 'answer' && exchange.status === 200 ? tokenSchema.safeParse(parseJson(exchange.body)).data : undefined;
    if (issued === undefined) return { ok: false, failure: failureOf(exchange) };
    const lifeMs = issued.expires_in * 1000;
    held = { token: issued.access_token, renewAt: options.clock.now().getTime() + lifeMs - Math.min(RENEW_EARLY_MS, lifeMs / 2) };
    return { ok: true, value: held.token };
  }

  /** One request for all who wait. */
  function renewed(): Promise<AmazonResult<string>> {
    underway ??= refresh().finally(() => {
      underway = undefined;
    });
    return underway;
  }

  return {
    current: async () => {
      const alive = held !== undefined && options.clock.now().getTime() < held.renewAt;
      return held !== undefined && alive ? { ok: true, value: held.token } : await renewed();
    },
    insteadOf: async (refused) => {
      if (held !== undefined && held.token !== refused) return { ok: true, value: held.token };
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
