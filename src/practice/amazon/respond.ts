import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { CallFault } from './faults.js';
import { settleFeeds } from './feed-processing.js';
import { type Call, invalidInput, Refusal, type Reply, unauthorized } from './http.js';
import { findRoute, type Route } from './routes.js';
import type { Operation, World, Worlds } from './world.js';

const LARGEST_BODY = 10 * 1024 * 1024;
const BOMB_BYTES = 64 * 1024 * 1024;
const EXPIRED = 'The access token you provided has expired.';
/** What stands in for an answer when something in front of Amazon speaks. */
const PAGE: Reply = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from('<html><head><title>Welcome</title></head><body>Please sign in.</body></html>'),
};

let packed: Buffer | undefined;

function bomb(): Buffer {
  packed ??= gzipSync(Buffer.alloc(BOMB_BYTES));
  return packed;
}

/** Answers one request, or cuts the connection where a fault says so. */
export async function respond(
  worlds: Worlds,
  door: readonly Operation[],
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const body = await readBody(request);
  for (const one of worlds) settleFeeds(one);
  const world = worldOf(worlds, request);
  const now = world.clock.now();
  const method = request.method ?? '';
  const url = new URL(`http://practice${request.url ?? '/'}`);
  const control = findRoute(method, url.pathname, door);
  const call = { method, path: url.pathname, query: url.searchParams, headers: request.headers, body: body ?? Buffer.alloc(0), now };
  if (control !== undefined)
    return send(
      response,
      guarded(() => control.operation.run(world, { ...call, params: control.params })),
    );
  const route = findRoute(method, url.pathname);
  const operation = route?.operation.name ?? 'unknown';
  const answered = world.ledger.begin({
    at: now,
    method,
    path: route?.operation.path.startsWith('/documents/') === true ? url.pathname : url.pathname + url.search,
    operation,
    body: route?.operation.keepsBody === true ? body?.toString('utf8') : undefined,
  });
  const outcome: Outcome = body === undefined ? { reply: tooLarge() } : answer(world, route, call);
  const limit = world.limits.header(operation);
  const headers = {
    'x-amzn-RequestId': requestId(world.ledger.entries.length),
    ...(limit !== undefined && outcome.withoutLimit !== true && { 'x-amzn-RateLimit-Limit': limit }),
  };
  const reply = { ...outcome.reply, headers: { ...headers, ...outcome.reply.headers } };
  answered({ status: outcome.cut === undefined ? reply.status : undefined, tookEffect: reply.status < 300 && outcome.reply !== PAGE });
  return outcome.cut === undefined ? send(response, reply) : cut(response, reply, outcome.cut);
}

/** The world of the seller whose token it is; the main one for a request without a token that is known. */
function worldOf(worlds: Worlds, { headers }: IncomingMessage): World {
  const [main] = worlds;
  const token = headers['x-amz-access-token'];
  const sellerId = main.tokens.sellerOf(typeof token === 'string' ? token : undefined);
  return worlds.find(({ credentials }) => credentials.sellerId === sellerId) ?? main;
}

interface Outcome {
  readonly reply: Reply;
  /** The header with the limit is left out. */
  readonly withoutLimit?: boolean;
  /** Instead of sending the reply the connection is cut. */
  readonly cut?: { readonly half: boolean; readonly holdMs: number };
}

function answer(world: World, route: Route | undefined, call: Omit<Call, 'params'>): Outcome {
  let fault: CallFault | undefined;
  const reply = guarded(() => {
    if (route === undefined) throw new Refusal({ status: 404, code: 'NotFound', message: 'The resource specified does not exist.' });
    const { operation, params } = route;
    if (operation.needsToken) checkCaller(world, call);
    if (!world.limits.take(operation.name, call.now)) throw throttled();
    fault = world.faults.takeForCall(operation.name);
    if (fault?.kind === 'token-expired') throw unauthorized(EXPIRED);
    if (fault?.kind === 'page') return PAGE;
    if (fault?.kind === 'throttled') throw throttled();
    if (fault?.kind === 'role-missing') throw unauthorized('The application has not the role for this operation.');
    if (fault?.kind === 'server-error' || fault?.kind === 'timeout-before') {
      const status = fault.kind === 'server-error' ? (fault.status ?? 500) : 500;
      const code = status === 503 ? 'ServiceUnavailable' : 'InternalFailure';
      throw new Refusal({ status, code, message: 'We encountered an internal error. Please try again.' });
    }
    return operation.run(world, { ...call, params });
  });
  if (fault?.kind === 'timeout-before' || fault?.kind === 'timeout-after' || fault?.kind === 'half-response')
    return { reply, cut: { half: fault.kind === 'half-response', holdMs: fault.holdMs ?? 0 } };
  if (fault?.kind === 'gzip-bomb')
    return { reply: { status: reply.status, headers: { ...reply.headers, 'content-encoding': 'gzip' }, body: bomb() } };
  return { reply, withoutLimit: fault?.kind === 'throttled' && fault.withoutLimit === true };
}

function guarded(run: () => Reply): Reply {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

/** Every call names its program and carries an access token of Login with Amazon. */
function checkCaller(world: World, call: Omit<Call, 'params'>): void {
  const token = call.headers['x-amz-access-token'];
  const checked = world.tokens.check(typeof token === 'string' ? token : undefined, call.now);
  if (checked === 'missing') throw unauthorized('Access token is missing in the request header.');
  if (checked === 'expired') throw unauthorized(EXPIRED);
  if (checked === 'unknown') throw unauthorized('The access token you provided is revoked, malformed or invalid.');
  if ((call.headers['user-agent'] ?? '') === '') throw invalidInput('The user-agent header is missing.');
}

function throttled(): Refusal {
  return new Refusal({ status: 429, code: 'QuotaExceeded', message: 'You exceeded your quota for the requested resource.' });
}

function tooLarge(): Reply {
  return new Refusal({ status: 413, code: 'InvalidInput', message: 'The request size exceeded the maximum accepted size.' }).reply;
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= LARGEST_BODY) chunks.push(bytes);
  }
  return size <= LARGEST_BODY ? Buffer.concat(chunks) : undefined;
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) });
  response.end(reply.body);
}

function cut(response: ServerResponse, reply: Reply, { half, holdMs }: { readonly half: boolean; readonly holdMs: number }): void {
  const end = (): void => {
    if (holdMs === 0) response.destroy();
    else setTimeout(() => response.destroy(), holdMs).unref();
  };
  if (!half) return end();
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) });
  response.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), end);
}

function requestId(sequence: number): string {
  return `9a1f0c3e-5d27-4b68-8e31-${String(sequence).padStart(12, '0')}`;
}
