import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cancelMessage, type Client, envelope, processed, reportOf, sendFeed, startClient } from './client.js';

const DOCUMENTS = 'POST /feeds/2021-06-30/documents';
const FEEDS = '/feeds/2021-06-30/feeds';
const XML = 'text/xml; charset=UTF-8';
const documentSchema = z.object({ feedDocumentId: z.string(), url: z.string() });

async function newDocument({ call }: Client): Promise<z.infer<typeof documentSchema>> {
  return documentSchema.parse((await call(DOCUMENTS, { body: { contentType: XML } })).body);
}

function upload(client: Client, url: string, headers: Readonly<Record<string, string>> = { 'content-type': XML }) {
  return client.raw(url, { method: 'PUT', headers, body: '<x/>' });
}

describe('the upload address', () => {
  it('takes the bytes with the content type that was asked for', async () => {
    const client = await startClient();
    const { url } = await newDocument(client);
    expect((await upload(client, url)).status).toBe(200);
  });

  it.each([
    ['another content type', { 'content-type': 'text/xml' }, 403, 'SignatureDoesNotMatch'],
    ['the access token along with it', { 'content-type': XML, 'x-amz-access-token': 'Atza|x' }, 400, 'InvalidArgument'],
  ])('refuses %s', async (_what, headers, status, code) => {
    const client = await startClient();
    const { url } = await newDocument(client);
    const answer = await upload(client, url, headers);
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(`<Code>${code}</Code>`)]);
  });

  it('expires after five minutes', async () => {
    const client = await startClient();
    const { url } = await newDocument(client);
    client.amazon.control.advanceClock(5 * 60_000 + 1);
    const answer = await upload(client, url);
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('Request has expired')]);
  });

  it('is signed: for its document, its time and its method', async () => {
    const client = await startClient();
    const [one, other] = [await newDocument(client), await newDocument(client)];
    const foreign = one.url.replace(one.feedDocumentId, other.feedDocumentId);
    const later = one.url.replace(/X-Amz-Date=[^&]+/, 'X-Amz-Date=2026-11-24T12%3A00%3A00.000Z');
    for (const url of [foreign, later]) expect((await upload(client, url)).status).toBe(403);
    expect((await client.raw(one.url)).status).toBe(403);
  });
});

describe('createFeed', () => {
  const valid = { feedType: 'POST_ORDER_ACKNOWLEDGEMENT_DATA', marketplaceIds: ['ATVPDKIKX0DER'] };

  it('answers 202 with a feed id', async () => {
    const client = await startClient();
    const { feedDocumentId } = await newDocument(client);
    const answer = await client.call(`POST ${FEEDS}`, { body: { ...valid, inputFeedDocumentId: feedDocumentId } });
    expect([answer.status, answer.body]).toEqual([202, { feedId: '50001019001' }]);
  });

  it.each([
    ['an unknown document', { ...valid, inputFeedDocumentId: 'amzn1.tortuga.4.na.other' }, 400],
    ['another feed type', { ...valid, feedType: 'JSON_LISTINGS_FEED' }, 400],
    ["a marketplace that is not the seller's", { ...valid, marketplaceIds: ['A1F83G8C2ARO7P'] }, 400],
    ['no marketplace', { ...valid, marketplaceIds: [] }, 400],
    ['a field too many', { ...valid, marketplaceId: 'ATVPDKIKX0DER' }, 400],
  ])('refuses %s', async (_what, body, status) => {
    const client = await startClient();
    const { feedDocumentId } = await newDocument(client);
    const answer = await client.call(`POST ${FEEDS}`, { body: { inputFeedDocumentId: feedDocumentId, ...body } });
    expect([answer.status, answer.body]).toMatchObject([status, { errors: [{ code: 'InvalidInput' }] }]);
  });

  it('refuses a document after two days', async () => {
    const client = await startClient();
    const { feedDocumentId } = await newDocument(client);
    client.amazon.control.advanceClock(2 * 86_400_000 + 1);
    const headers = { 'x-amz-access-token': await client.token() };
    expect((await client.call(`POST ${FEEDS}`, { body: { ...valid, inputFeedDocumentId: feedDocumentId }, headers })).status).toBe(400);
  });

  it('takes JSON and nothing else', async () => {
    const { call } = await startClient();
    expect((await call(`POST ${FEEDS}`, { body: '{}', headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect((await call(`POST ${FEEDS}`, { body: '{"feedType":' })).status).toBe(400);
  });
});

describe('a feed', () => {
  it('is queued, worked on and done, by the practice clock', async () => {
    const client = await startClient();
    const { amazon, call } = client;
    const feedId = await sendFeed(client, envelope(amazon, cancelMessage(amazon, amazon.shop.samples.unshipped)));
    const statusNow = async () =>
      z.object({ processingStatus: z.string() }).parse((await call(`GET ${FEEDS}/${feedId}`)).body).processingStatus;
    expect(await statusNow()).toBe('IN_QUEUE');
    amazon.control.advanceClock(10_000);
    expect(await statusNow()).toBe('IN_PROGRESS');
    expect(amazon.shop.order(amazon.shop.samples.unshipped)?.status).toBe('UNSHIPPED');
    amazon.control.advanceClock(10_000);
    expect(await statusNow()).toBe('DONE');
    expect(amazon.shop.order(amazon.shop.samples.unshipped)?.status).toBe('CANCELLED');
  });

  it('can be cancelled while it is queued, and then does nothing', async () => {
    const client = await startClient();
    const { amazon, call } = client;
    const feedId = await sendFeed(client, envelope(amazon, cancelMessage(amazon, amazon.shop.samples.unshipped)));
    expect((await call(`DELETE ${FEEDS}/${feedId}`)).status).toBe(200);
    amazon.control.advanceClock(20_000);
    expect((await call(`GET ${FEEDS}/${feedId}`)).body).toMatchObject({ processingStatus: 'CANCELLED' });
    expect(amazon.shop.order(amazon.shop.samples.unshipped)?.status).toBe('UNSHIPPED');
    expect((await call(`DELETE ${FEEDS}/${feedId}`)).status).toBe(400);
  });

  it('that nobody sent is not found', async () => {
    const { call } = await startClient();
    expect((await call(`GET ${FEEDS}/50001019999`)).status).toBe(404);
  });
});

describe('getFeeds', () => {
  const listSchema = z.object({ feeds: z.array(z.object({ feedId: z.string() })), nextToken: z.string().optional() });
  const TYPE = 'feedTypes=POST_ORDER_ACKNOWLEDGEMENT_DATA';

  it('lists newest first, over pages whose token stands alone', async () => {
    const client = await startClient();
    for (let made = 0; made < 3; made += 1) await sendFeed(client, '');
    const first = listSchema.parse((await client.call(`GET ${FEEDS}?${TYPE}&pageSize=2`)).body);
    expect(first.feeds.map(({ feedId }) => feedId)).toEqual(['50001019003', '50001019002']);
    const second = await client.call(`GET ${FEEDS}?nextToken=${first.nextToken}`);
    expect(listSchema.parse(second.body)).toEqual({ feeds: [{ feedId: '50001019001' }] });
    expect((await client.call(`GET ${FEEDS}?${TYPE}&nextToken=${first.nextToken}`)).status).toBe(400);
  });

  it('finds by date, status and marketplace', async () => {
    const client = await startClient();
    await sendFeed(client, '');
    client.amazon.control.advanceClock(60_000);
    await sendFeed(client, '', ['A1PA6795UKMFR9']);
    const ids = async (query: string) =>
      listSchema.parse((await client.call(`GET ${FEEDS}?${TYPE}&${query}`)).body).feeds.map(({ feedId }) => feedId);
    expect(await ids('createdSince=2026-11-24T09:00:30Z')).toEqual(['50001019002']);
    expect(await ids('processingStatuses=DONE')).toEqual(['50001019001']);
    expect(await ids('marketplaceIds=A1PA6795UKMFR9')).toEqual(['50001019002']);
    expect((await client.call(`GET ${FEEDS}`)).status).toBe(400);
  });
});

describe('the result document', () => {
  it('is gzip for most feeds, plain for some, in the old encoding for every second', async () => {
    const client = await startClient();
    const { samples } = client.amazon.shop;
    const texts = [samples.unshipped, samples.prime, samples.gift].map((orderId) =>
      envelope(client.amazon, cancelMessage(client.amazon, orderId)),
    );
    const reports: string[] = [];
    for (const xml of texts) reports.push(await processed(client, xml));
    expect(reports.map((report) => /encoding="([^"]+)"/.exec(report)?.[1])).toEqual(['UTF-8', 'ISO-8859-1', 'UTF-8']);
    for (const report of reports) expect(report).toContain('<MessagesSuccessful>1</MessagesSuccessful>');
    const asked = await client.call(`GET ${FEEDS}?feedTypes=POST_ORDER_ACKNOWLEDGEMENT_DATA`);
    const ids = [...asked.text.matchAll(/"resultFeedDocumentId":"([^"]+)"/g)].map(([, id]) => id);
    const answers = await Promise.all(ids.map((id) => client.call(`GET /feeds/2021-06-30/documents/${id}`)));
    const packed = answers.filter(({ text }) => text.includes('"compressionAlgorithm":"GZIP"'));
    expect([answers.length, packed.length]).toEqual([3, 2]);
  });

  it('is unpacked by the HTTP client when the address is asked for that way', async () => {
    const client = await startClient();
    const feedId = await sendFeed(client, '');
    client.amazon.control.advanceClock(20_000);
    await reportOf(client, feedId);
    const { resultFeedDocumentId } = z
      .object({ resultFeedDocumentId: z.string() })
      .parse((await client.call(`GET ${FEEDS}/${feedId}`)).body);
    const path = `GET /feeds/2021-06-30/documents/${resultFeedDocumentId}`;
    const plain = documentSchema.parse((await client.call(path)).body);
    const decoded = documentSchema.parse((await client.call(`${path}?enableContentEncodingUrlHeader=true`)).body);
    expect((await client.raw(decoded.url)).text).toContain('<AmazonEnvelope');
    const bytes = Buffer.from(await (await fetch(plain.url)).arrayBuffer());
    expect(gunzipSync(bytes).toString()).toContain('<AmazonEnvelope');
    client.amazon.control.advanceClock(5 * 60_000 + 1);
    expect((await client.raw(plain.url)).status).toBe(403);
  });
});
