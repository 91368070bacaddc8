import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { type AmazonOptions, createAmazon } from '../../../src/adapters/amazon/create-amazon.js';
import { accountIdSchema, marketplaceIdSchema, orderIdSchema } from '../../../src/domain/ids.js';
import type { Amazon } from '../../../src/ports/amazon.js';
import { type FrozenClock, frozenClock } from '../../support/frozen-clock.js';
import { testRateLimits } from '../../support/rate-limits.js';

export const ORDER_ID = orderIdSchema.parse('114-9876543-1234567');
export const GERMANY = marketplaceIdSchema.parse('A1PA6795UKMFR9');
const SELLER = accountIdSchema.parse('A2EXAMPLE1SELLER');

/** An answer in values, or a hand on the response itself. */
export type Reply =
  | { readonly status: number; readonly json?: unknown; readonly body?: string | Uint8Array; readonly headers?: Record<string, string> }
  | ((request: IncomingMessage, response: ServerResponse) => void);

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string>;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Stage {
  readonly amazon: Amazon;
  readonly clock: FrozenClock;
  readonly url: string;
  /** Every request but those for a token. */
  readonly received: readonly Received[];
  readonly tokensAsked: readonly Received[];
  /** The next answers to `METHOD /path`; the last one stays. */
  on(route: string, ...replies: readonly Reply[]): void;
}

const open = new Set<() => Promise<void>>();

afterEach(async () => {
  await Promise.all([...open].map((close) => close()));
  open.clear();
});

/** A server that answers as told, and the adapter pointed to it. Tokens are `token-1`, `token-2` … for an hour each. */
export async function amazonOnStage(options: Partial<AmazonOptions> = {}): Promise<Stage> {
  const replies = new Map<string, Reply[]>();
  const received: Received[] = [];
  const tokensAsked: Received[] = [];
  const issueToken: Reply = (_request, response) => {
    answer(response, { status: 200, json: { access_token: `token-${tokensAsked.length}`, token_type: 'bearer', expires_in: 3600 } });
  };
  replies.set('POST /auth/o2/token', [issueToken]);

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stage');
      const { method = '', headers } = request;
      const seen = { method, path: pathname, query: Object.fromEntries(searchParams), headers, body: Buffer.concat(chunks).toString() };
      (pathname === '/auth/o2/token' ? tokensAsked : received).push(seen);
      const queue = replies.get(`${method} ${pathname}`) ?? [
        { status: 404, json: { errors: [{ code: 'NotFound', message: 'no route' }] } },
      ];
      const reply = queue.length > 1 ? queue.shift() : queue[0];
      if (typeof reply === 'function') reply(request, response);
      else if (reply !== undefined) answer(response, reply);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  open.add(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clock = frozenClock('2026-11-23T10:00:00.000Z');
  const amazon = createAmazon({
    apiUrl: url,
    lwaUrl: `${url}/auth/o2/token`,
    credentials: { clientId: 'amzn1.application-oa2-client.test', clientSecret: 'amzn1.oa2-cs.v1.test', refreshToken: 'Atzr|test' },
    sellerId: SELLER,
    marketplaceIds: [GERMANY],
    clock,
    rateLimits: await testRateLimits(clock),
    allowHttpDocuments: true,
    ...options,
  });
  return { amazon, clock, url, received, tokensAsked, on: (route, ...told) => replies.set(route, [...told]) };
}

function answer(response: ServerResponse, reply: Exclude<Reply, (...args: never) => void>): void {
  const body = reply.body ?? (reply.json === undefined ? '' : JSON.stringify(reply.json));
  const type: Record<string, string> = reply.json === undefined ? {} : { 'content-type': 'application/json' };
  response.writeHead(reply.status, { ...type, ...reply.headers }).end(body);
}

/** Amazon's error shape. */
export function refusal(status: number, code: string, message: string, details = ''): Reply {
  return { status, json: { errors: [{ code, message, details }] } };
}

/** Gone as soon as the request has arrived. */
export const reset: Reply = (request) => {
  request.socket.destroy();
};

/** Never answers. */
export const silence: Reply = () => undefined;

/** Promises more than it sends. */
export function brokenOff(status: number, json: unknown): Reply {
  const text = JSON.stringify(json);
  return (request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) });
    response.write(text.slice(0, Math.floor(text.length / 2)), () => {
      request.socket.destroy();
    });
  };
}
