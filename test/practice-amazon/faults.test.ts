import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/practice/amazon/faults.js';
import { cancelMessage, envelope, processed, sendFeed, startClient } from './client.js';

const FEEDS = '/feeds/2021-06-30/feeds';
const LIST = `GET ${FEEDS}?feedTypes=POST_ORDER_ACKNOWLEDGEMENT_DATA`;

describe('faults of a call', () => {
  it.each([
    [{ kind: 'throttled', operation: 'getFeeds', times: 2 }, 429],
    [{ kind: 'server-error', operation: 'getFeeds', times: 2 }, 500],
    [{ kind: 'server-error', operation: 'getFeeds', status: 503, times: 2 }, 503],
    [{ kind: 'token-expired', operation: 'getFeeds', times: 2 }, 403],
  ] satisfies [Fault, number][])('%j answers twice in the error shape, then no more', async (fault, status) => {
    const { amazon, call } = await startClient();
    amazon.control.fault(fault);
    const answers = [await call(LIST), await call(LIST), await call(LIST)];
    expect(answers.map((answer) => answer.status)).toEqual([status, status, 200]);
    expect(answers[0]?.body).toMatchObject({ errors: [{ code: expect.any(String) }] });
  });

  it('throttled may leave out the limit, which Amazon does not always say', async () => {
    const { amazon, call } = await startClient();
    amazon.control.fault({ kind: 'throttled', operation: 'getFeeds', withoutLimit: true, times: 1 });
    const [refused, taken] = [await call(LIST), await call(LIST)];
    expect([refused.status, refused.headers.get('x-amzn-ratelimit-limit')]).toEqual([429, null]);
    expect([taken.status, taken.headers.get('x-amzn-ratelimit-limit')]).toEqual([200, '0.0222']);
  });

  it('page answers 200 with HTML and does nothing', async () => {
    const client = await startClient();
    client.amazon.control.fault({ kind: 'page', operation: 'createFeed', times: 1 });
    await sendFeed(client, '').catch(() => undefined);
    expect((await client.call(LIST)).text).not.toContain('"feedId"');
    const [entry] = client.amazon.ledger.filter(({ operation }) => operation === 'createFeed');
    expect([entry?.status, entry?.tookEffect]).toEqual([200, false]);
  });

  it('gzip-bomb is small on the way and 64 MB when it is unpacked', async () => {
    const { amazon, call } = await startClient();
    amazon.control.fault({ kind: 'gzip-bomb', operation: 'getFeeds', times: 1 });
    const answer = await call(LIST);
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(100_000);
    expect(answer.text).toHaveLength(64 * 1024 * 1024);
  });

  it('stay until they are cleared when no number is given, and keep to their operation', async () => {
    const { amazon, call } = await startClient();
    amazon.control.fault({ kind: 'server-error', operation: 'getFeeds' });
    expect([(await call(LIST)).status, (await call(LIST)).status]).toEqual([500, 500]);
    expect((await call('GET /sellers/v1/marketplaceParticipations')).status).toBe(200);
    amazon.control.clearFaults();
    expect((await call(LIST)).status).toBe(200);
  });

  it.each([
    ['timeout-before', 0],
    ['timeout-after', 1],
    ['half-response', 1],
  ] as const)('%s on createFeed cuts the connection with %i feeds made', async (kind, made) => {
    const client = await startClient();
    client.amazon.control.fault({ kind, operation: 'createFeed', times: 1 });
    await expect(sendFeed(client, '')).rejects.toThrow(/fetch failed|terminated/);
    const list = await client.call(LIST);
    expect(list.text.match(/"feedId"/g) ?? []).toHaveLength(made);
    expect(client.amazon.ledger.find(({ operation }) => operation === 'createFeed')?.status).toBeUndefined();
  });

  it('are refused for an operation that there is not', async () => {
    const { amazon } = await startClient();
    expect(() => amazon.control.fault({ kind: 'server-error', operation: 'getFeds' })).toThrow('no operation getFeds');
  });

  it('reach the token endpoint and the document storage, too', async () => {
    const client = await startClient();
    client.amazon.control.fault({ kind: 'server-error', operation: 'token', times: 1 });
    expect((await client.raw(client.amazon.lwaUrl, { method: 'POST' })).status).toBe(500);
    client.amazon.control.fault({ kind: 'timeout-before', operation: 'uploadDocument', times: 1 });
    await expect(sendFeed(client, '')).rejects.toThrow('fetch failed');
  });
});

describe('faults of a feed', () => {
  it('feed-stuck: it never leaves IN_PROGRESS', async () => {
    const client = await startClient();
    const { amazon, call } = client;
    amazon.control.fault({ kind: 'feed-stuck', times: 1 });
    const feedId = await sendFeed(client, envelope(amazon, cancelMessage(amazon, amazon.shop.samples.unshipped)));
    amazon.control.advanceClock(50 * 60_000);
    expect((await call(`GET ${FEEDS}/${feedId}`)).body).toMatchObject({ processingStatus: 'IN_PROGRESS' });
    expect(amazon.shop.order(amazon.shop.samples.unshipped)?.status).toBe('UNSHIPPED');
  });

  it.each([
    [false, 'UNSHIPPED'],
    [true, 'CANCELLED'],
  ])('feed-fatal with takesEffect %s: no result document, the order is %s', async (takesEffect, status) => {
    const client = await startClient();
    const { amazon, call } = client;
    amazon.control.fault({ kind: 'feed-fatal', takesEffect });
    const feedId = await sendFeed(client, envelope(amazon, cancelMessage(amazon, amazon.shop.samples.unshipped)));
    amazon.control.advanceClock(20_000);
    const answer = await call(`GET ${FEEDS}/${feedId}`);
    expect(answer.body).toMatchObject({ processingStatus: 'FATAL' });
    expect(answer.text).not.toContain('resultFeedDocumentId');
    expect(amazon.shop.order(amazon.shop.samples.unshipped)?.status).toBe(status);
  });

  it('line-refused: one order is refused with the given words, the other is cancelled', async () => {
    const client = await startClient();
    const { amazon } = client;
    const { unshipped, prime } = amazon.shop.samples;
    amazon.control.fault({ kind: 'line-refused', orderId: unshipped, code: '99', description: 'Größe <unklar> & so' });
    const report = await processed(client, envelope(amazon, cancelMessage(amazon, unshipped), cancelMessage(amazon, prime, { id: 2 })));
    expect(report).toContain('<ResultMessageCode>99</ResultMessageCode>');
    expect(report).toContain('<ResultDescription>Größe &lt;unklar&gt; &amp; so</ResultDescription>');
    expect([unshipped, prime].map((orderId) => amazon.shop.order(orderId)?.status)).toEqual(['UNSHIPPED', 'CANCELLED']);
  });

  it('report-without-summary: nothing but a transaction, although the order is cancelled', async () => {
    const client = await startClient();
    const { amazon } = client;
    amazon.control.fault({ kind: 'report-without-summary', times: 1 });
    const report = await processed(client, envelope(amazon, cancelMessage(amazon, amazon.shop.samples.unshipped)));
    expect(report).toContain('<DocumentTransactionID>');
    expect(report).not.toMatch(/ProcessingSummary|StatusCode|<Result>/);
    expect(amazon.shop.order(amazon.shop.samples.unshipped)?.status).toBe('CANCELLED');
  });

  it('order-read-lag: a cancelled order is shown unshipped for so many reads', async () => {
    const client = await startClient();
    const { amazon, call } = client;
    const orderId = amazon.shop.samples.unshipped;
    amazon.control.fault({ kind: 'order-read-lag', orderId, reads: 2 });
    await processed(client, envelope(amazon, cancelMessage(amazon, orderId)));
    const seen: (string | undefined)[] = [];
    for (let read = 0; read < 3; read += 1) {
      const { text } = await call(`GET /orders/2026-01-01/orders/${orderId}?includedData=FULFILLMENT`);
      seen.push(/"fulfillmentStatus":"(\w+)"/.exec(text)?.[1]);
    }
    expect(seen).toEqual(['UNSHIPPED', 'UNSHIPPED', 'CANCELLED']);
  });
});

describe('messaging-not-offered', () => {
  it('takes the offer away and refuses the message, for one order', async () => {
    const { amazon, call } = await startClient();
    const { unshipped, prime } = amazon.shop.samples;
    amazon.control.fault({ kind: 'messaging-not-offered', orderId: unshipped });
    const path = (orderId: string, rest = '') => `/messaging/v1/orders/${orderId}${rest}?marketplaceIds=ATVPDKIKX0DER`;
    expect((await call(`GET ${path(unshipped)}`)).body).toMatchObject({ _links: { actions: [] } });
    expect((await call(`POST ${path(unshipped, '/messages/unexpectedProblem')}`, { body: { text: 'x' } })).status).toBe(403);
    expect((await call(`GET ${path(prime)}`)).text).toContain('unexpectedProblem');
  });
});
