import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { CallFault, SlackFaults } from './faults.js';
import { failure, type MethodAnswer, type MethodContext } from './methods/method.js';
import { METHODS } from './methods/methods.js';
import type { Rates } from './rates.js';

export interface WebApi {
  readonly context: MethodContext;
  readonly faults: SlackFaults;
  readonly rates: Rates;
  readonly tokens: BotTokens;
  readonly appToken: string;
}

/** The app's bot token, and Slack's error for those that are not taken any more. */
export interface BotTokens {
  present: string;
  readonly refused: Map<string, string>;
}

/** What is answered over HTTP; `cut`: the connection is ended without an answer, or in its middle. */
export type ApiAnswer =
  | { readonly kind: 'cut' }
  | { readonly kind: 'page' }
  | {
      readonly kind: 'answer' | 'half';
      readonly status: number;
      readonly retryAfter?: number | undefined;
      readonly body: object;
      readonly delayMs: number;
    };

/** What a fault answers in the place of Slack, which does nothing then; undefined: Slack does what it was asked for. */
export function faultAnswer(fault: CallFault | undefined): ApiAnswer | undefined {
  const plain = (status: number, body: object): ApiAnswer => ({ kind: 'answer', status, body, delayMs: 0 });
  switch (fault?.kind) {
    case 'reset-before':
      return { kind: 'cut' };
    case 'page':
      return { kind: 'page' };
    case 'http-500':
      return plain(500, { ok: false });
    case 'http-503':
      return plain(503, { ok: false });
    case 'ratelimited':
      return { kind: 'answer', status: 429, retryAfter: fault.retryAfter ?? undefined, body: failure('ratelimited'), delayMs: 0 };
    case 'error':
      return plain(200, failure(fault.error));
    case 'reset-after':
    case 'half-answer':
    case 'slow':
    case undefined:
      return undefined;
  }
}

/** What becomes of the answer after Slack did it. */
export function onItsWay(fault: CallFault | undefined, status: number, body: object): ApiAnswer {
  if (fault?.kind === 'reset-after') return { kind: 'cut' };
  return { kind: fault?.kind === 'half-answer' ? 'half' : 'answer', status, body, delayMs: fault?.kind === 'slow' ? fault.delayMs : 0 };
}

/** Answers a call of the Web API (docs.slack.dev/apis/web-api), with its faults. */
export function answerCall(api: WebApi, method: string, request: { readonly message: IncomingMessage; readonly body: string }): ApiAnswer {
  const { context, faults } = api;
  const args = parseArgs(request.body, request.message.headers['content-type']);
  const token = tokenOf(request.message, args);
  const { token: _token, ...sent } = args;
  const fault = faults.takeCall(method);
  const record = (answer: object): void => context.state.record({ direction: 'to-slack', what: method, sent, answer });
  const faulty = faultAnswer(fault);
  if (faulty !== undefined) {
    if (faulty.kind === 'answer') record(faulty.body);
    return faulty;
  }
  const wait = waitOf(api, method, args);
  const body = wait === undefined ? call(api, { method, args: sent, token }) : failure('ratelimited');
  record(body);
  return wait === undefined ? onItsWay(fault, 200, body) : { kind: 'answer', status: 429, retryAfter: wait, body, delayMs: 0 };
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
  const refused = api.tokens.refused.get(wanted.token);
  if (refused !== undefined) return failure(refused);
  const right = known.appLevel ? api.appToken : api.tokens.present;
  if (wanted.token !== right)
    return failure(wanted.token === api.appToken || wanted.token === api.tokens.present ? 'not_allowed_token_type' : 'invalid_auth');
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
