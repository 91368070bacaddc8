import type { z } from 'zod';
import type { AmazonFailure, AmazonResult, Urgency } from '../../ports/amazon.js';
import type { Clock } from '../../ports/clock.js';
import type { Lease } from '../../ports/lease.js';
import type { Log } from '../../ports/log.js';
import type { TokenBucket, UsagePlan } from '../../ports/rate-limits.js';
import type { Meter } from '../../ports/meter.js';
import { type AmazonError, amazonError, type FailureTraits, failureOfStatus, unclear } from './failure.js';
import { parseJson } from './json.js';
import type { AccessTokens } from './token.js';
import type { Answer, Exchange, Send } from './transport.js';
import { createTurns, type Turns } from './turns.js';

/** One of Amazon's operations. */
export interface Operation extends FailureTraits {
  /** Amazon's name for it. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly plan: UsagePlan;
  /** Set where the status alone is the answer and a body is not needed. */
  readonly successIs?: number;
}

export interface Call<T> {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly urgency: Urgency;
  /** The order that it is about, for the log. */
  readonly orderId?: string;
  /** Whitelist of what is read of the answer; the rest is dropped here. */
  readonly answer: z.ZodType<T>;
}

export interface AmazonClient {
  call<T>(operation: Operation, call: Call<T>): Promise<AmazonResult<T>>;
}

export interface ClientOptions {
  readonly apiUrl: string;
  readonly userAgent: string;
  readonly clock: Clock;
  readonly log: Log | undefined;
  readonly meter: Pick<Meter, 'calledAmazon'> | undefined;
  readonly lease: Lease | undefined;
  readonly send: Send;
  readonly tokens: AccessTokens;
  bucketOf(operation: Operation): TokenBucket;
  readonly timeouts: { readonly interactiveMs: number; readonly backgroundMs: number };
}

interface Attempt {
  readonly operation: Operation;
  readonly call: Call<unknown>;
  readonly turns: Turns;
  readonly signal: AbortSignal;
}

const TOO_LATE: AmazonFailure = { kind: 'unavailable', message: 'not called, since the app was stopped for a while before' };
const ANSWER_LIMIT_BYTES = 5 * 1024 * 1024;

/** Amazon's quirks, and only here: token, usage plans, what a status means. Bodies are neither logged nor thrown. */
export function createClient(options: ClientOptions): AmazonClient {
  const { log, meter, timeouts } = options;
  return {
    call: async (operation, call) => {
      const startedAt = performance.now();
      const { urgency } = call;
      // One that must not be repeated is not given up early: its answer is worth the wait.
      const quick = urgency === 'interactive' && operation.effect === 'repeatable';
      const signal = AbortSignal.timeout(quick ? timeouts.interactiveMs : timeouts.backgroundMs);
      const turns = createTurns(options.bucketOf(operation), { operation, urgency, signal, log });
      const outcome = await exchange(options, { operation, call, turns, signal });
      const result = outcome.ok ? understand(operation, outcome.value, call.answer) : outcome;
      const durationMs = Math.round(performance.now() - startedAt);
      meter?.calledAmazon({ operation: operation.name, outcome: result.ok ? 'ok' : result.failure.kind, durationMs });
      const fields = { operation: operation.name, durationMs, ...(call.orderId !== undefined && { orderId: call.orderId }) };
      if (result.ok) log?.info('Amazon answered', fields);
      else log?.warn('Amazon call failed', { ...fields, ...failureFields(result.failure) });
      return result;
    },
  };
}

/** Sends it, once more with a new token if the old one was refused, and once more after a 429 if a person waits. */
async function exchange(options: ClientOptions, attempt: Attempt): Promise<AmazonResult<Answer>> {
  const { operation, call, turns } = attempt;
  let token = await options.tokens.current();
  let tokenRenewed = false;
  let waitedOut = false;
  for (;;) {
    if (!token.ok) return token;
    const turn = await turns.take();
    if (turn.kind !== 'go') return { ok: false, failure: turn };
    if (turn.afterMs > 0) await wait(turn.afterMs);
    // From here to the wire nothing is waited for. A connection that was made before a long stop is one that Amazon has closed.
    if (operation.effect === 'once' && options.lease?.holds() === false) return { ok: false, failure: TOO_LATE };
    const sent = await sendOnce(options, attempt, token.value);
    if (sent.kind !== 'answer') return { ok: false, failure: failureOfExchange(operation, sent) };
    await turns.learn(sent.headers.get('x-amzn-ratelimit-limit'));
    if (sent.status >= 200 && sent.status < 300) return { ok: true, value: sent };
    const error = amazonError(parseJson(sent.body));
    if (sent.status === 429) {
      const retryAfterMs = await turns.drain();
      if (call.urgency !== 'interactive' || waitedOut) return { ok: false, failure: { kind: 'throttled', retryAfterMs } };
      waitedOut = true;
    } else if (isTokenRefused(sent, error)) {
      // Refused at the door, so nothing was done: safe to repeat for any operation. A new one that is refused, too, says nothing about what was asked for.
      if (tokenRenewed) return { ok: false, failure: { kind: 'unavailable', message: `HTTP ${sent.status} to a new token` } };
      token = await options.tokens.insteadOf(token.value);
      tokenRenewed = true;
    } else {
      return { ok: false, failure: failureOfStatus(operation, sent, error) };
    }
  }
}

async function sendOnce({ apiUrl, userAgent, clock, send }: ClientOptions, attempt: Attempt, token: string): Promise<Exchange> {
  const { call, operation, signal } = attempt;
  const query = new URLSearchParams(call.query).toString();
  return await send({
    url: `${apiUrl}${call.path}${query === '' ? '' : `?${query}`}`,
    method: operation.method,
    headers: {
      'x-amz-access-token': token,
      'x-amz-date': clock
        .now()
        .toISOString()
        .replace(/[-:]|\.\d+/g, ''),
      'user-agent': userAgent,
      accept: 'application/json',
      ...(call.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    signal,
    limitBytes: ANSWER_LIMIT_BYTES,
  });
}

function understand<T>(operation: Operation, answer: Answer, schema: z.ZodType<T>): AmazonResult<T> {
  if (operation.successIs !== undefined && answer.status !== operation.successIs)
    return { ok: false, failure: unclear(operation, `HTTP ${answer.status}`) };
  const body = operation.successIs === undefined ? parseJson(answer.body) : undefined;
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  // The path consists of Amazon's field names; values are never repeated.
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  return { ok: false, failure: unclear(operation, where === '' ? 'no usable answer' : `no usable ${where} in the answer`) };
}

function failureOfExchange(operation: Operation, exchange: Exclude<Exchange, Answer>): AmazonFailure {
  if (exchange.kind === 'not-sent') return { kind: 'unavailable', message: exchange.code };
  return unclear(operation, exchange.code);
}

/** SP-API says Unauthorized for a missing role too; only a word about the token itself makes a new one worth while. */
function isTokenRefused({ status }: Answer, error: AmazonError | undefined): boolean {
  if (status !== 401 && status !== 403) return false;
  return /access token.*(?:expired|invalid|malformed|revoked)/i.test(`${error?.message ?? ''} ${error?.details ?? ''}`);
}

function failureFields(failure: AmazonFailure): { readonly reason: string; readonly retryAfterMs?: number } {
  return { reason: failure.kind, ...(failure.kind === 'throttled' && { retryAfterMs: failure.retryAfterMs }) };
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
