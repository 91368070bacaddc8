import { gunzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { type PracticeAmazon, startPracticeAmazon } from '../../src/practice/amazon/server.js';

/** The moment at which every test's practice clock starts. */
export const START = new Date('2026-11-24T09:00:00Z');

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

export interface Client {
  readonly amazon: PracticeAmazon;
  /** A call with token and user-agent; `headers` replace what is sent, an empty one removes it. */
  call(route: string, rest?: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }): Promise<Answer>;
  /** Any request, with nothing added. */
  raw(url: string, init?: RequestInit): Promise<Answer>;
  token(): Promise<string>;
}

type Options = Partial<Parameters<typeof startPracticeAmazon>[0]>;

/** A practice Amazon of its own for one test, stopped at its end, and a caller for it. */
export async function startClient(options: Options = {}): Promise<Client> {
  const amazon = await startPracticeAmazon({ now: () => START, orders: 60, ...options });
  onTestFinished(() => amazon.close());
  const raw: Client['raw'] = async (url, init) => {
    const response = await fetch(url, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  };
  const token = async (): Promise<string> => {
    const answer = await raw(amazon.lwaUrl, { method: 'POST', body: grantFor(amazon) });
    return z.object({ access_token: z.string() }).parse(answer.body).access_token;
  };
  let current: string | undefined;
  const call: Client['call'] = async (route, { body, headers = {} } = {}) => {
    const [method = 'GET', path = '/'] = route.split(' ');
    current ??= await token();
    const all = new Headers({
      'x-amz-access-token': current,
      'user-agent': 'Tests/1.0',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    });
    for (const [name, value] of Object.entries(headers)) {
      if (value === '') all.delete(name);
      else all.set(name, value);
    }
    return await raw(amazon.url + path, {
      method,
      headers: all,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  };
  return { amazon, call, raw, token };
}

export function grantFor(amazon: PracticeAmazon, changes: Readonly<Record<string, string>> = {}): URLSearchParams {
  const { clientId, clientSecret, refreshToken } = amazon.credentials;
  return new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: clientId,
    client_secret: clientSecret,
    ...changes,
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const XML = 'text/xml; charset=UTF-8';
const documentSchema = z.object({ feedDocumentId: z.string(), url: z.string() });
const feedSchema = z.object({ feedId: z.string() });

/** createFeedDocument, the upload and createFeed; gives the feed's id. */
export async function sendFeed({ call, raw }: Client, xml: string, marketplaceIds: readonly string[] = ['ATVPDKIKX0DER']): Promise<string> {
  const { feedDocumentId, url } = documentSchema.parse(
    (await call('POST /feeds/2021-06-30/documents', { body: { contentType: XML } })).body,
  );
  await raw(url, { method: 'PUT', headers: { 'content-type': XML }, body: xml });
  const body = { feedType: 'POST_ORDER_ACKNOWLEDGEMENT_DATA', marketplaceIds, inputFeedDocumentId: feedDocumentId };
  return feedSchema.parse((await call('POST /feeds/2021-06-30/feeds', { body })).body).feedId;
}

const doneSchema = z.object({ processingStatus: z.literal('DONE'), resultFeedDocumentId: z.string() });
const resultSchema = z.object({ url: z.string(), compressionAlgorithm: z.literal('GZIP').optional() });

/** The processing report of a feed that is done, as text. */
export async function reportOf({ call }: Client, feedId: string): Promise<string> {
  const { resultFeedDocumentId } = doneSchema.parse((await call(`GET /feeds/2021-06-30/feeds/${feedId}`)).body);
  const { url, compressionAlgorithm } = resultSchema.parse((await call(`GET /feeds/2021-06-30/documents/${resultFeedDocumentId}`)).body);
  const response = await fetch(url);
  const bytes = Buffer.from(await response.arrayBuffer());
  const encoding = response.headers.get('content-type')?.endsWith('ISO-8859-1') === true ? 'latin1' : 'utf8';
  return (compressionAlgorithm === 'GZIP' ? gunzipSync(bytes) : bytes).toString(encoding);
}

/** Sends a feed, lets its time pass and gives its processing report. */
export async function processed(client: Client, xml: string, marketplaceIds?: readonly string[]): Promise<string> {
  const feedId = await sendFeed(client, xml, marketplaceIds);
  client.amazon.control.advanceClock(20_000);
  return await reportOf(client, feedId);
}

export function envelope(amazon: PracticeAmazon, ...messages: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">
<Header><DocumentVersion>1.01</DocumentVersion><MerchantIdentifier>${amazon.credentials.sellerId}</MerchantIdentifier></Header>
<MessageType>OrderAcknowledgement</MessageType>${messages.join('')}</AmazonEnvelope>`;
}

/** A message that cancels the whole order. */
export function cancelMessage(amazon: PracticeAmazon, orderId: string, { id = 1, reason = 'NoInventory' } = {}): string {
  const items = amazon.shop.order(orderId)?.items ?? [];
  const lines = items.map(
    ({ orderItemId }) => `<Item><AmazonOrderItemCode>${orderItemId}</AmazonOrderItemCode><CancelReason>${reason}</CancelReason></Item>`,
  );
  return message(id, `<AmazonOrderID>${orderId}</AmazonOrderID><StatusCode>Failure</StatusCode>${lines.join('')}`);
}

export function message(id: number, inner: string): string {
  return `<Message><MessageID>${id}</MessageID><OrderAcknowledgement>${inner}</OrderAcknowledgement></Message>`;
}
