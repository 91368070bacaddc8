import { describe, expect, it } from 'vitest';
import type { FeedLine } from '../../../src/domain/feed.js';
import { caseIdSchema } from '../../../src/domain/ids.js';
import { amazonOnStage, GERMANY, ORDER_ID, refusal, type Reply, reset, silence } from './amazon-on-stage.js';

const LINES: readonly FeedLine[] = [
  {
    messageId: 1,
    caseId: caseIdSchema.parse('00000000-0000-4000-8000-000000000001'),
    orderId: ORDER_ID,
    code: 'NoInventory',
    orderItemIds: ['12345678901234'],
  },
];
const LIST = 'GET /feeds/2021-06-30/feeds';

describe('a feed’s document', () => {
  it('is asked for with the content type that it is uploaded with', async () => {
    const stage = await amazonOnStage();
    const uploadUrl = `${stage.url}/upload/1?signature=abc`;
    stage.on('POST /feeds/2021-06-30/documents', { status: 201, json: { feedDocumentId: 'amzn1.tortuga.1', url: uploadUrl } });
    stage.on('PUT /upload/1', { status: 200 });
    expect(await stage.amazon.feeds.prepare()).toEqual({ ok: true, value: { documentId: 'amzn1.tortuga.1', uploadUrl } });
    expect(await stage.amazon.feeds.upload(uploadUrl, LINES)).toEqual({ ok: true, value: undefined });
    const [asked, uploaded] = stage.received;
    expect(JSON.parse(asked?.body ?? '')).toEqual({ contentType: 'text/xml; charset=UTF-8' });
    expect(asked?.headers['content-type']).toBe('application/json');
    expect(uploaded?.headers['content-type']).toBe('text/xml; charset=UTF-8');
    expect(uploaded?.query).toEqual({ signature: 'abc' });
    expect(uploaded?.body).toContain('<AmazonOrderItemCode>12345678901234</AmazonOrderItemCode>');
  });

  it('goes up without our token', async () => {
    const stage = await amazonOnStage();
    stage.on('PUT /upload/1', { status: 200 });
    await stage.amazon.feeds.upload(`${stage.url}/upload/1`, LINES);
    expect(stage.received[0]?.headers['x-amz-access-token']).toBeUndefined();
    expect(stage.received[0]?.headers.authorization).toBeUndefined();
    expect(stage.tokensAsked).toEqual([]);
  });

  it.each<[string, Reply]>([
    ['an expired address', { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }],
    ['a server error', { status: 500 }],
    ['a reset', reset],
    ['a time-out', silence],
    ['a redirect', { status: 307, headers: { location: 'https://example.com' } }],
  ])('may go up again after %s', async (_name, reply) => {
    const stage = await amazonOnStage({ timeouts: { documentMs: 150 } });
    stage.on('PUT /upload/1', reply);
    expect(await stage.amazon.feeds.upload(`${stage.url}/upload/1`, LINES)).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  });

  it.each([
    ['http://bucket.s3.amazonaws.com/x', false],
    ['ftp://bucket.s3.amazonaws.com/x', true],
    ['file:///etc/passwd', true],
    ['https://user:secret@bucket.s3.amazonaws.com/x', true],
    ['data:text/xml,x', true],
    ['not an address', true],
  ])('never goes to %s (plain http allowed: %s)', async (uploadUrl, allowHttpDocuments) => {
    const asked: unknown[] = [];
    const stage = await amazonOnStage({
      allowHttpDocuments,
      fetch: async (input) => {
        asked.push(input);
        return new Response();
      },
    });
    const failure = { kind: 'refused', code: 'unsafe-address', message: 'document not at an https address' };
    expect(await stage.amazon.feeds.upload(uploadUrl, LINES)).toEqual({ ok: false, failure });
    expect(asked).toEqual([]);
  });

  it('throws for lines that could never be a feed, before anything is sent', async () => {
    const stage = await amazonOnStage();
    await expect(stage.amazon.feeds.upload(`${stage.url}/upload/1`, [])).rejects.toThrow('A cancellation feed needs at least one order');
    expect(stage.received).toEqual([]);
  });
});

describe('createFeed', () => {
  it('hands the document over for the order’s marketplace', async () => {
    const stage = await amazonOnStage();
    stage.on('POST /feeds/2021-06-30/feeds', { status: 202, json: { feedId: '50123456789' } });
    expect(await stage.amazon.feeds.create('amzn1.tortuga.1', GERMANY, 'background')).toEqual({
      ok: true,
      value: { amazonFeedId: '50123456789' },
    });
    expect(JSON.parse(stage.received[0]?.body ?? '')).toEqual({
      feedType: 'POST_ORDER_ACKNOWLEDGEMENT_DATA',
      marketplaceIds: ['A1PA6795UKMFR9'],
      inputFeedDocumentId: 'amzn1.tortuga.1',
    });
  });
});

describe('getFeeds', () => {
  const since = new Date('2026-11-23T09:58:00Z');
  const listed = (feedId: string, rest: object = {}) => ({
    feedId,
    feedType: 'POST_ORDER_ACKNOWLEDGEMENT_DATA',
    createdTime: '2026-11-23T09:59:00+00:00',
    processingStatus: 'IN_QUEUE',
    marketplaceIds: ['A1PA6795UKMFR9'],
    ...rest,
  });

  it('goes through all pages, with the token alone after the first', async () => {
    const stage = await amazonOnStage();
    stage.on(
      LIST,
      { status: 200, json: { feeds: [listed('1'), listed('2', { feedType: 'JSON_LISTINGS_FEED' })], nextToken: 'next/+=' } },
      { status: 200, json: { feeds: [listed('3', { marketplaceIds: undefined })] } },
    );
    const createdAt = new Date('2026-11-23T09:59:00Z');
    expect(await stage.amazon.feeds.listSince(since)).toEqual({
      ok: true,
      value: [
        { amazonFeedId: '1', createdAt, marketplaceIds: ['A1PA6795UKMFR9'] },
        { amazonFeedId: '3', createdAt, marketplaceIds: [] },
      ],
    });
    expect(stage.received.map(({ query }) => query)).toEqual([
      { feedTypes: 'POST_ORDER_ACKNOWLEDGEMENT_DATA', createdSince: '2026-11-23T09:58:00.000Z', pageSize: '100' },
      { nextToken: 'next/+=' },
    ]);
  });

  it('fails as a whole when one page fails or there is no end', async () => {
    const broken = await amazonOnStage();
    broken.on(LIST, { status: 200, json: { feeds: [listed('1')], nextToken: 'n' } }, refusal(500, 'InternalFailure', 'x'));
    expect(await broken.amazon.feeds.listSince(since)).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });

    const endless = await amazonOnStage();
    endless.on(LIST, { status: 200, json: { feeds: [], nextToken: 'n' } });
    const failure = { kind: 'unavailable', message: 'more than 10 pages of feeds' };
    expect(await endless.amazon.feeds.listSince(since)).toEqual({ ok: false, failure });
    expect(endless.received).toHaveLength(10);
  });
});

describe('getFeed', () => {
  it.each([
    [{ processingStatus: 'IN_QUEUE' }, { status: 'IN_QUEUE' }],
    [{ processingStatus: 'IN_PROGRESS', resultFeedDocumentId: 'early' }, { status: 'IN_PROGRESS' }],
    [
      { processingStatus: 'DONE', resultFeedDocumentId: 'doc-9' },
      { status: 'DONE', reportDocumentId: 'doc-9' },
    ],
    [{ processingStatus: 'FATAL' }, { status: 'FATAL', reportDocumentId: undefined }],
    [{ processingStatus: 'CANCELLED' }, { status: 'CANCELLED', reportDocumentId: undefined }],
  ])('reads %j as %j', async (wire, progress) => {
    const stage = await amazonOnStage();
    stage.on('GET /feeds/2021-06-30/feeds/77', { status: 200, json: { feedId: '77', ...wire } });
    expect(await stage.amazon.feeds.progress('77')).toEqual({ ok: true, value: progress });
  });

  it('does not take another feed’s answer', async () => {
    const stage = await amazonOnStage();
    stage.on('GET /feeds/2021-06-30/feeds/77', { status: 200, json: { feedId: '78', processingStatus: 'DONE' } });
    expect(await stage.amazon.feeds.progress('77')).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  });
});
