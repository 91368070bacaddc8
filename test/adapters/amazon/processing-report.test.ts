import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { amazonOnStage, type Reply } from './amazon-on-stage.js';

const SUMMARY = `<ProcessingSummary><MessagesProcessed>3</MessagesProcessed><MessagesSuccessful>2</MessagesSuccessful>
  <MessagesWithError>1</MessagesWithError><MessagesWithWarning>0</MessagesWithWarning></ProcessingSummary>`;
const ERROR = `<Result><MessageID>2</MessageID><ResultCode>Error</ResultCode><ResultMessageCode>18028</ResultMessageCode>
  <ResultDescription>The order id &lt;302&gt; was not found &amp; is invalid &#233;</ResultDescription>
  <AdditionalInfo><AmazonOrderID>302-7654321-7654321</AmazonOrderID></AdditionalInfo></Result>`;

function report(content: string, declaration = '<?xml version="1.0" encoding="UTF-8"?>'): string {
  return `${declaration}
<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">
<Header><DocumentVersion>1.02</DocumentVersion><MerchantIdentifier>A2EXAMPLE1SELLER</MerchantIdentifier></Header>
<MessageType>ProcessingReport</MessageType>
<Message><MessageID>1</MessageID><ProcessingReport><DocumentTransactionID>8253017998</DocumentTransactionID>${content}</ProcessingReport></Message>
</AmazonEnvelope>`;
}

async function read(reply: Exclude<Reply, (...args: never) => void>, compressionAlgorithm?: string) {
  const stage = await amazonOnStage();
  const url = `${stage.url}/download/1`;
  stage.on('GET /feeds/2021-06-30/documents/doc-9', { status: 200, json: { feedDocumentId: 'doc-9', url, compressionAlgorithm } });
  stage.on('GET /download/1', reply);
  const result = await stage.amazon.feeds.report('doc-9');
  const download = stage.received.find(({ path }) => path === '/download/1');
  expect(download?.headers['x-amz-access-token']).toBeUndefined();
  return result;
}

async function readText(xml: string) {
  return await read({ status: 200, body: xml });
}

const LISTED_ERROR = {
  messageId: 2,
  severity: 'Error',
  code: '18028',
  description: 'The order id <302> was not found & is invalid é',
  orderId: '302-7654321-7654321',
};

describe('a processing report', () => {
  it('gives the summary and what is not a plain success, in Amazon’s words', async () => {
    expect(await readText(report(`<StatusCode>Complete</StatusCode>${SUMMARY}${ERROR}`))).toEqual({
      ok: true,
      value: { summary: { processed: 3, successful: 2, withError: 1 }, results: [LISTED_ERROR] },
    });
  });

  it('comes packed as well, whether or not the store unpacks it itself', async () => {
    const xml = report(`<StatusCode>Complete</StatusCode>${SUMMARY}`);
    const expected = { ok: true, value: { summary: { processed: 3, successful: 2, withError: 1 }, results: [] } };
    expect(await read({ status: 200, body: gzipSync(xml) }, 'GZIP')).toEqual(expected);
    expect(await read({ status: 200, body: gzipSync(xml), headers: { 'content-encoding': 'gzip' } }, 'GZIP')).toEqual(expected);
  });

  it.each([
    ['its declaration', '<?xml version="1.0" encoding="ISO-8859-1"?>', undefined, 'latin1'],
    ['HTTP', '<?xml version="1.0"?>', 'text/xml; charset=ISO-8859-1', 'latin1'],
    ['nothing, and is not UTF-8', '<?xml version="1.0"?>', undefined, 'latin1'],
    ['a declaration that is not true', '<?xml version="1.0" encoding="UTF-8"?>', undefined, 'latin1'],
    ['a charset that nobody knows', '<?xml version="1.0" encoding="x-klingon"?>', undefined, 'utf8'],
    ['nothing, and is UTF-8', '', undefined, 'utf8'],
  ] as const)('is decoded by %s', async (_name, declaration, contentType, encoding) => {
    const xml = report(`${SUMMARY}${ERROR.replace('not found', 'größer')}`, declaration).trimStart();
    const body = gzipSync(Buffer.from(xml, encoding));
    const result = await read({ status: 200, body, headers: contentType === undefined ? {} : { 'content-type': contentType } }, 'GZIP');
    expect(result).toMatchObject({ value: { results: [{ description: 'The order id <302> was größer & is invalid é' }] } });
  });

  it('keeps MessageID 0, the whole document, as it is', async () => {
    const whole =
      '<Result><MessageID>0</MessageID><ResultCode>Error</ResultCode><ResultMessageCode>5002</ResultMessageCode><ResultDescription>XML Parsing Error</ResultDescription></Result>';
    expect(await readText(report(`<StatusCode>Complete</StatusCode>${whole}`))).toEqual({
      ok: true,
      value: {
        summary: undefined,
        results: [{ messageId: 0, severity: 'Error', code: '5002', description: 'XML Parsing Error', orderId: undefined }],
      },
    });
  });

  it.each([
    ['there is none', ''],
    ['the report is not complete', `<StatusCode>Processing</StatusCode>${SUMMARY}`],
    ['the summary lacks a number', SUMMARY.replace(/<MessagesWithError>.*<\/MessagesWithError>/, '')],
    ['a number is none', SUMMARY.replace('>3<', '>three<')],
    ['a result has no MessageID', `${SUMMARY}<Result><ResultCode>Error</ResultCode><ResultMessageCode>1</ResultMessageCode></Result>`],
    ['a result is neither error nor warning', `${SUMMARY}${ERROR.replace('>Error<', '>Maybe<')}`],
  ])('has no summary when %s, so silence is not success', async (_name, content) => {
    expect(await readText(report(content))).toEqual({ ok: true, value: { summary: undefined, results: [] } });
  });

  it.each([
    ['half a report', report(SUMMARY).slice(0, 400), { kind: 'unavailable', message: 'report is no complete XML' }],
    ['no XML', 'Service Unavailable', { kind: 'unavailable', message: 'report is no complete XML' }],
    ['another document', '<Other/>', { kind: 'unavailable', message: 'report is no processing report' }],
    [
      'a bottomless document',
      `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`,
      { kind: 'unavailable', message: 'report is no complete XML' },
    ],
    ['an empty document', '', { kind: 'unavailable', message: 'report is no complete XML' }],
  ])('is not read from %s', async (_name, xml, failure) => {
    expect(await readText(xml)).toEqual({ ok: false, failure });
  });

  it.each([
    ['that reads a file', '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>'],
    ['that grows', '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>'],
  ])('with an entity %s is refused', async (_name, doctype) => {
    const xml = report(SUMMARY).replace('?>', `?>${doctype}`);
    expect(await readText(xml)).toEqual({
      ok: false,
      failure: { kind: 'refused', code: 'unsafe-report', message: 'report with a document type' },
    });
  });

  it('is given up when it is, or unpacks to, more than 5 MB', async () => {
    const failure = { kind: 'refused', code: 'document-too-large', message: 'over 5242880 bytes' };
    const bomb = gzipSync(Buffer.alloc(200_000_000));
    expect(bomb.byteLength).toBeLessThan(300_000);
    expect(await read({ status: 200, body: bomb }, 'GZIP')).toEqual({ ok: false, failure });
    expect(await read({ status: 200, body: bomb, headers: { 'content-encoding': 'gzip' } })).toEqual({ ok: false, failure });
  });

  it('that does not unpack, or whose address has expired, may be asked for again', async () => {
    const cut = gzipSync(report(SUMMARY)).subarray(0, 100);
    expect(await read({ status: 200, body: cut }, 'GZIP')).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    expect(await read({ status: 403, body: '<Error/>' })).toMatchObject({
      ok: false,
      failure: { kind: 'unavailable', message: 'document: HTTP 403' },
    });
  });
});
