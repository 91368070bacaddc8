import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { SlackFaults } from './faults.js';
import { failure, type MethodAnswer, type MethodContext } from './methods/method.js';
import { METHODS } from './methods/methods.js';
import type { Rates } from './rates.js';

export interface WebApi {
  readonly context: MethodContext;
  readonly faults: SlackFaults;
  readonly rates: Rates;
  readonly botToken: string;
  readonly appToken: string;
}

/** What is answered over HTTP; `cut`: the connection is ended without an answer. */
export type ApiAnswer =
  | { readonly kind: 'cut' }
  | { readonly kind: 'answer'; readonly status: number; readonly retryAfter?: number; readonly body: object; readonly delayMs: number };

/** Answers a call of the Web API (docs.slack.dev/apis/web-api), with its faults. */
export function answerCall(api: WebApi, method: string, request: { readonly message: IncomingMessage; readonly body: string }): ApiAnswer {
  const { context, faults } = api;
  const args = parseArgs(request.body, request.message.headers['content-type']);
  const token = tokenOf(request.message, args);
  const { token: _token, ...sent } = args;
  const fault = faults.takeCall(method);
  const plain = (status: number, body: object, more: { retryAfter?: number; delayMs?: number } = {}): ApiAnswer => {
    context.state.record({ direction: 'to-slack', what: method, sent, answer: body });
    return { kind: 'answer', status, body, delayMs: 0, ...more };
  };
  if (fault?.kind === 'reset-before') return { kind: 'cut' };
  if (fault?.kind === 'http-500') return plain(500, { ok: false });
  if (fault?.kind === 'ratelimited') return plain(429, failure('ratelimited'), { retryAfter: 2 });
  if (fault?.kind === 'error') return plain(200, failure(fault.error));
  const wait = waitOf(api, method, args);
  if (wait !== undefined) return plain(429, failure('ratelimited'), { retryAfter: wait });
  const answer = plain(200, call(api, { method, args: sent, token }), fault?.kind === 'slow' ? { delayMs: fault.delayMs } : {});
  return fault?.kind === 'reset-after' ? { kind: 'cut' } : answer;
}

function waitOf({ rates }: WebApi, method: string, args: Readonly<Record<string, unknown>>): number | undefined {
  const tier = METHODS.get(method)?.tier;
  return tier === undefined ? undefined : rates.take(method, tier, typeof args['channel'] === 'string' ? args['channel'] : undefined);
}

function call(
  api: WebApi,
  wanted: { readonly method: string; readonly args: Readonly<Record<string, unknown>>; readonly token: string | undefined },
): MethodAnswer {
  const { context } = api;
  const { scopes } = context.manifest;
  const known = METHODS.get(wanted.method);
  if (known === undefined) return failure('unknown_method', { req_method: wanted.method });
  if (wanted.token === undefined) return failure('not_authed');
  const right = known.appLevel ? api.appToken : api.botToken;
  if (wanted.token !== right)
    return failure(wanted.token === api.appToken || wanted.token === api.botToken ? 'not_allowed_token_type' : 'invalid_auth');
  if (known.scope !== undefined && !scopes.includes(known.scope))
    return failure('missing_scope', { needed: known.scope, provided: scopes.join(',') });
  return known.call(context, wanted.args);
}

function tokenOf(request: IncomingMessage, args: Readonly<Record<string, unknown>>): string | undefined {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return bearer ?? (typeof args['token'] === 'string' ? args['token'] : undefined);
}

/** A form whose objects are JSON text, or JSON. */
function parseArgs(body: string, contentType = ''): Readonly<Record<string, unknown>> {
  if (contentType.startsWith('application/json')) return z.record(z.string(), z.unknown()).parse(tryJson(body));
  return Object.fromEntries([...new URLSearchParams(body)].map(([name, value]) => [name, /^[[{]/.test(value) ? tryJson(value) : value]));
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
