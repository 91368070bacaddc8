import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Amazon, AmazonResult } from '../../../src/ports/amazon.js';
import type { Log } from '../../../src/ports/log.js';
import { amazonOnStage, brokenOff, GERMANY, ORDER_ID, refusal, type Reply, reset, silence } from './amazon-on-stage.js';
import { silentLog } from '../../support/silent-log.js';

const CALLS: Record<string, { route: string; make: (amazon: Amazon) => Promise<AmazonResult<unknown>> }> = {
  getFeed: { route: 'GET /feeds/2021-06-30/feeds/f1', make: (amazon) => amazon.feeds.progress('f1') },
  createFeedDocument: { route: 'POST /feeds/2021-06-30/documents', make: (amazon) => amazon.feeds.prepare() },
  createReport: { route: 'POST /reports/2021-06-30/reports', make: (amazon) => amazon.health.request([GERMANY]) },
  createFeed: { route: 'POST /feeds/2021-06-30/feeds', make: (amazon) => amazon.feeds.create('doc-1', GERMANY, 'background') },
  createUnexpectedProblem: {
    route: `POST /messaging/v1/orders/${ORDER_ID}/messages/unexpectedProblem`,
    make: (amazon) => amazon.messages.send({ orderId: ORDER_ID, marketplaceId: GERMANY, text: 'We are sorry.' }),
  },
};
const REPEATABLE = ['getFeed', 'createFeedDocument', 'createReport'];
const ONCE = ['createFeed', 'createUnexpectedProblem'];

const QUICK = { timeouts: { tokenMs: 2_000, interactiveMs: 500, backgroundMs: 500, documentMs: 500 } };

const WITHOUT_CLEAR_ANSWER: readonly { name: string; reply: Reply }[] = [
  { name: 'a time-out', reply: silence },
  { name: 'a reset', reply: reset },
  { name: 'a 500', reply: refusal(500, 'InternalFailure', 'We encountered an internal error.') },
  { name: 'a 503', reply: refusal(503, 'ServiceUnavailable', 'Try again.') },
  { name: 'a gateway’s 504 in HTML', reply: { status: 504, body: '<html>Gateway Time-out</html>' } },
  { name: 'a 408', reply: { status: 408 } },
  { name: 'a 200 in HTML', reply: { status: 200, body: '<html>Welcome</html>' } },
  { name: 'a redirect', reply: { status: 307, headers: { location: 'https://example.com/' } } },
];

describe('a call to Amazon without a clear answer', () => {
  const table = WITHOUT_CLEAR_ANSWER.flatMap((one) => [
    ...REPEATABLE.map((operation) => ({ ...one, operation, kind: 'unavailable' })),
    ...ONCE.map((operation) => ({ ...one, operation, kind: 'ambiguous' })),
  ]);

  it.each(table)('$operation after $name is $kind, and is not repeated', async ({ operation, reply, kind }) => {
    const stage = await amazonOnStage(QUICK);
    const call = CALLS[operation];
    stage.on(call?.route ?? '', reply);
    const result = await call?.make(stage.amazon);
    expect(result).toMatchObject({ ok: false, failure: { kind } });
    expect(stage.received).toHaveLength(1);
  });

  it.each([
    ['half an answer', brokenOff(202, { feedId: '5012345' })],
    ['an answer without the feed id', { status: 202, json: { feed: '5012345' } }],
    ['an empty answer', { status: 202 }],
    ['an answer cut off inside the JSON', { status: 202, body: '{"feedId":"501' }],
  ] as const)('createFeed with %s is ambiguous', async (_name, reply) => {
    const stage = await amazonOnStage();
    stage.on('POST /feeds/2021-06-30/feeds', reply);
    expect(await stage.amazon.feeds.create('doc-1', GERMANY, 'background')).toMatchObject({ ok: false, failure: { kind: 'ambiguous' } });
  });

  it('names the field that was not usable, never its value', async () => {
    const stage = await amazonOnStage();
    stage.on('GET /feeds/2021-06-30/feeds/f1', { status: 200, json: { feedId: 'f1', processingStatus: 'SOMETHING_NEW' } });
    const failure = { kind: 'unavailable', message: 'no usable processingStatus in the answer' };
    expect(await stage.amazon.feeds.progress('f1')).toEqual({ ok: false, failure });
  });

  it('gives an answer above 5 MB up', async () => {
    const stage = await amazonOnStage();
    stage.on('GET /feeds/2021-06-30/feeds/f1', {
      status: 200,
      json: { feedId: 'f1', processingStatus: 'DONE', filler: 'x'.repeat(6_000_000) },
    });
    expect(await stage.amazon.feeds.progress('f1')).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  });
});

describe('a call that surely never left', () => {
  it.each(Object.keys(CALLS))('%s is unavailable when nobody listens', async (operation) => {
    const apiUrl = await addressWhereNobodyListens();
    const stage = await amazonOnStage({ apiUrl });
    const result = await CALLS[operation]?.make(stage.amazon);
    expect(result).toEqual({ ok: false, failure: { kind: 'unavailable', message: 'ECONNREFUSED' } });
  });

  it.each(Object.keys(CALLS))('%s is unavailable when there is no such host', async (operation) => {
    const noHost = async (): Promise<Response> => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }) });
    };
    const { url } = await amazonOnStage();
    const stage = await amazonOnStage({
      apiUrl: 'https://api.test',
      fetch: (input, init) => (typeof input === 'string' && input.startsWith('https://api.test') ? noHost() : fetch(input, init)),
      lwaUrl: `${url}/auth/o2/token`,
    });
    const result = await CALLS[operation]?.make(stage.amazon);
    expect(result).toEqual({ ok: false, failure: { kind: 'unavailable', message: 'ENOTFOUND' } });
  });
});

describe('a call that another worker may be about to make', () => {
  it.each(ONCE)('%s does not leave: nothing was done', async (operation) => {
    const stage = await amazonOnStage({ lease: { holds: () => false } });
    const message = 'not called, since the app was stopped for a while before';
    expect(await CALLS[operation]?.make(stage.amazon)).toEqual({ ok: false, failure: { kind: 'unavailable', message } });
    expect(stage.received).toEqual([]);
  });

  it.each(REPEATABLE)('%s does: it may be made by both', async (operation) => {
    const stage = await amazonOnStage({ lease: { holds: () => false } });
    await CALLS[operation]?.make(stage.amazon);
    expect(stage.received).toHaveLength(1);
  });
});

describe('a clear no', () => {
  const clear = [
    {
      reply: refusal(400, 'InvalidInput', 'Invalid feedType'),
      failure: { kind: 'refused', code: 'InvalidInput', message: 'Invalid feedType' },
    },
    { reply: refusal(403, 'Unauthorized', 'Access is denied.'), failure: { kind: 'not-authorised', message: 'Access is denied.' } },
    { reply: refusal(401, 'Unauthorized', 'Access is denied.'), failure: { kind: 'not-authorised', message: 'Access is denied.' } },
    { reply: refusal(404, 'NotFound', 'No such thing'), failure: { kind: 'not-found' } },
    { reply: refusal(413, 'RequestTooLarge', 'Too large'), failure: { kind: 'refused', code: 'RequestTooLarge', message: 'Too large' } },
    { reply: { status: 415, body: '<html>' }, failure: { kind: 'refused', code: 'HTTP-415', message: 'HTTP 415' } },
    {
      reply: brokenOff(400, { errors: [{ code: 'InvalidInput', message: 'x' }] }),
      failure: { kind: 'refused', code: 'HTTP-400', message: 'HTTP 400' },
    },
  ];

  it.each(clear.flatMap((one) => ['getFeed', 'createFeed'].map((operation) => ({ ...one, operation }))))(
    '$operation: $failure.kind $failure.message',
    async ({ operation, reply, failure }) => {
      const stage = await amazonOnStage();
      const call = CALLS[operation];
      stage.on(call?.route ?? '', reply);
      expect(await call?.make(stage.amazon)).toEqual({ ok: false, failure });
      expect(stage.received).toHaveLength(1);
    },
  );

  it('cuts Amazon’s message to 300 characters in one line and takes tokens out of it', async () => {
    const stage = await amazonOnStage();
    const message = `Bad\nrequest with Atza|IwEBIAbcdef and ${'x'.repeat(1000)}`;
    stage.on('GET /feeds/2021-06-30/feeds/f1', refusal(400, 'Invalid Input <b>', message));
    const result = await stage.amazon.feeds.progress('f1');
    expect(result).toEqual({
      ok: false,
      failure: { kind: 'refused', code: 'unnamed', message: `Bad request with … and ${'x'.repeat(277)}` },
    });
  });

  it('keeps Amazon’s message back where it may quote the buyer', async () => {
    const stage = await amazonOnStage();
    stage.on(`GET /orders/2026-01-01/orders/${ORDER_ID}`, refusal(400, 'InvalidInput', 'Jane Canary, 1 Canary Street'));
    stage.on(
      `POST /messaging/v1/orders/${ORDER_ID}/messages/unexpectedProblem`,
      refusal(403, 'Unauthorized', 'Text "Dear Jane Canary" refused'),
    );
    expect(await stage.amazon.orders.get(ORDER_ID, 'interactive')).toEqual({
      ok: false,
      failure: { kind: 'refused', code: 'InvalidInput', message: 'HTTP 400 InvalidInput' },
    });
    expect(await stage.amazon.messages.send({ orderId: ORDER_ID, marketplaceId: GERMANY, text: 'Dear Jane Canary' })).toEqual({
      ok: false,
      failure: { kind: 'not-authorised', message: 'HTTP 403 Unauthorized' },
    });
  });
});

describe('the log of a call', () => {
  it('says operation, time and kind of failure, and nothing of what was sent or answered', async () => {
    const lines: unknown[] = [];
    const keep = (event: string, fields: object = {}): void => {
      lines.push({ event, ...fields, durationMs: 0 });
    };
    const log: Log = { ...silentLog, debug: keep, info: keep, warn: keep, error: keep };
    const stage = await amazonOnStage({ log });
    stage.on('POST /feeds/2021-06-30/feeds', refusal(400, 'InvalidInput', 'Jane Canary'), { status: 202, json: { feedId: '77' } });
    await stage.amazon.feeds.create('doc-1', GERMANY, 'background');
    await stage.amazon.feeds.create('doc-1', GERMANY, 'background');
    expect(lines).toEqual([
      { event: 'Amazon call failed', operation: 'createFeed', reason: 'refused', durationMs: 0 },
      { event: 'Amazon answered', operation: 'createFeed', durationMs: 0 },
    ]);
  });
});

/** The port of a server that has just closed. */
async function addressWhereNobodyListens(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return `http://127.0.0.1:${port}`;
}
