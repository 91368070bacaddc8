import { describe, expect, it } from 'vitest';
import { cancelMessage, envelope, message, processed, startClient } from './client.js';

const SUMMARY = (processedCount: number, successful: number, errors: number) =>
  `<MessagesProcessed>${processedCount}</MessagesProcessed><MessagesSuccessful>${successful}</MessagesSuccessful><MessagesWithError>${errors}</MessagesWithError><MessagesWithWarning>0</MessagesWithWarning>`;

function tight(xml: string): string {
  return xml.replace(/>\s+</g, '><');
}

describe('a cancellation feed', () => {
  it('cancels the whole order in the name of the merchant and reports no result for it', async () => {
    const client = await startClient();
    const { amazon } = client;
    const orderId = amazon.shop.samples.multiItem;
    const report = tight(await processed(client, envelope(amazon, cancelMessage(amazon, orderId))));
    expect(report).toContain(`<ProcessingSummary>${SUMMARY(1, 1, 0)}</ProcessingSummary>`);
    expect(report).not.toContain('<Result>');
    expect(amazon.shop.order(orderId)).toMatchObject({ status: 'CANCELLED', lastUpdatedAt: new Date('2026-11-24T09:00:20Z') });
    const answer = await client.call(`GET /orders/2026-01-01/orders/${orderId}?includedData=CANCELLATION,FULFILLMENT`);
    const execution = { cancellation: { cancellationExecution: { cancelledBy: 'MERCHANT', cancelReason: 'Out of stock' } } };
    expect(answer.body).toMatchObject({
      order: { fulfillment: { fulfillmentStatus: 'CANCELLED' }, orderItems: [execution, execution, execution] },
    });
  });

  it('carries out the good messages beside a bad one, with one result for the bad', async () => {
    const client = await startClient();
    const { amazon } = client;
    const { unshipped, shipped, prime } = amazon.shop.samples;
    const messages = [unshipped, shipped, prime].map((orderId, index) => cancelMessage(amazon, orderId, { id: index + 1 }));
    const report = tight(await processed(client, envelope(amazon, ...messages)));
    expect(report).toContain(SUMMARY(3, 2, 1));
    expect(report).toContain(
      `<Result><MessageID>2</MessageID><ResultCode>Error</ResultCode><ResultMessageCode>18028</ResultMessageCode><ResultDescription>The order ${shipped} cannot be cancelled: its status is SHIPPED.</ResultDescription><AdditionalInfo><AmazonOrderID>${shipped}</AmazonOrderID></AdditionalInfo></Result>`,
    );
    expect(report.match(/<Result>/g)).toHaveLength(1);
    expect([unshipped, shipped, prime].map((orderId) => amazon.shop.order(orderId)?.status)).toEqual(['CANCELLED', 'SHIPPED', 'CANCELLED']);
  });

  it.each([
    ['pending', 'its status is PENDING'],
    ['pendingAvailability', 'its status is PENDING_AVAILABILITY'],
    ['partlyShipped', 'its status is PARTIALLY_SHIPPED'],
    ['cancelled', 'has already been cancelled'],
    ['fba', 'was not found for this merchant identifier'],
    ['unshippedGerman', "is not of the feed's marketplace"],
  ] as const)('refuses the sample %s', async (name, description) => {
    const client = await startClient();
    const { amazon } = client;
    const before = amazon.shop.order(amazon.shop.samples[name]);
    const report = await processed(client, envelope(amazon, cancelMessage(amazon, amazon.shop.samples[name])));
    expect(report).toContain('<MessagesWithError>1</MessagesWithError>');
    expect(report).toContain(description);
    expect(amazon.shop.order(amazon.shop.samples[name])).toEqual(before);
  });

  it('refuses the second of two cancellations of one order', async () => {
    const client = await startClient();
    const { amazon } = client;
    const orderId = amazon.shop.samples.unshipped;
    const both = envelope(amazon, cancelMessage(amazon, orderId, { id: 1 }), cancelMessage(amazon, orderId, { id: 2 }));
    const report = tight(await processed(client, both));
    expect(report).toContain(SUMMARY(2, 1, 1));
    expect(report).toContain('<MessageID>2</MessageID><ResultCode>Error</ResultCode>');
  });

  it.each(['NoInventory', 'BuyerCanceled', 'GeneralAdjustment', 'ShippingAddressUndeliverable', 'CustomerExchange', 'PricingError'])(
    'takes the reason %s',
    async (reason) => {
      const client = await startClient();
      const { amazon } = client;
      const report = await processed(client, envelope(amazon, cancelMessage(amazon, amazon.shop.samples.unshipped, { reason })));
      expect(report).toContain('<MessagesSuccessful>1</MessagesSuccessful>');
    },
  );

  it.each(['WeatherDelay', 'BuyerCancelled', 'NO_INVENTORY', 'CustomerCancel', ''])('refuses the reason %j', async (reason) => {
    const client = await startClient();
    const { amazon } = client;
    const report = await processed(client, envelope(amazon, cancelMessage(amazon, amazon.shop.samples.unshipped, { reason })));
    expect(report).toContain('<MessagesWithError>1</MessagesWithError>');
    expect(report).toContain(`CancelReason '${reason}' is not one of NoInventory, BuyerCanceled`);
  });

  it('puts the units back on sale for every reason but NoInventory', async () => {
    const client = await startClient();
    const { amazon } = client;
    const { unshipped, anotherUnshipped } = amazon.shop.samples;
    const [mats, kettles] = [amazon.shop.stock('YOGA-MAT-6MM') ?? 0, amazon.shop.stock('KETTLE-17L') ?? 0];
    const messages = [cancelMessage(amazon, unshipped), cancelMessage(amazon, anotherUnshipped, { id: 2, reason: 'PricingError' })];
    await processed(client, envelope(amazon, ...messages));
    expect([amazon.shop.stock('YOGA-MAT-6MM'), amazon.shop.stock('KETTLE-17L')]).toEqual([mats, kettles + 2]);
  });
});

describe('the items of a message', () => {
  const item = (code: string, inner = '<CancelReason>NoInventory</CancelReason>') =>
    `<Item><AmazonOrderItemCode>${code}</AmazonOrderItemCode>${inner}</Item>`;

  it.each([
    ['one is missing', (ids: readonly string[]) => ids.slice(1).map((id) => item(id)), 'is not listed'],
    ['there are none', () => [], 'is not listed'],
    ['one is listed twice', (ids: readonly string[]) => [...ids, ...ids.slice(0, 1)].map((id) => item(id)), 'is listed twice'],
    ['one has no reason', (ids: readonly string[]) => ids.map((id) => item(id, '')), 'has no CancelReason'],
    ['an ASIN stands in its place', () => [item('B0PRACT001')], "'B0PRACT001' is not an item of the order"],
    [
      'only a part is cancelled',
      (ids: readonly string[]) => ids.map((id) => item(id, '<CancelReason>NoInventory</CancelReason><Quantity>1</Quantity>')),
      'is not the ordered quantity',
    ],
  ])('make it fail when %s', async (_what, items, description) => {
    const client = await startClient();
    const { amazon } = client;
    const orderId = amazon.shop.samples.multiItem;
    const ids = amazon.shop.order(orderId)?.items.map(({ orderItemId }) => orderItemId) ?? [];
    const inner = `<AmazonOrderID>${orderId}</AmazonOrderID><StatusCode>Failure</StatusCode>${items(ids).join('')}`;
    const report = await processed(client, envelope(amazon, message(1, inner)));
    expect(report).toContain('<MessagesWithError>1</MessagesWithError>');
    expect(report).toContain('The data you submitted is incomplete or invalid');
    expect(report).toContain(description);
    expect(amazon.shop.order(orderId)?.status).toBe('UNSHIPPED');
  });
});

describe('a document that does not fit the schemas', () => {
  const cases: readonly (readonly [string, (xml: string) => string, string, string])[] = [
    ['empty', () => '', '5000', 'Premature end of file'],
    ['not closed', (xml) => xml.replace('</AmazonEnvelope>', ''), '5000', 'XML Parsing Fatal Error'],
    [
      'with a DOCTYPE',
      (xml) => xml.replace('<AmazonEnvelope', '<!DOCTYPE x [<!ENTITY e "x">]><AmazonEnvelope'),
      '5000',
      'DOCTYPE is disallowed',
    ],
    ['with another root', (xml) => xml.replaceAll('AmazonEnvelope', 'Envelope'), '5002', "element 'Envelope'"],
    ['with no header', (xml) => xml.replace(/<Header>.*<\/Header>/, ''), '5002', "'{Header}' is expected"],
    ['of another merchant', (xml) => xml.replace('A2PRACTICESELLER', 'A1SOMEBODYELSE'), '5002', 'does not match the merchant'],
    ['of another version', (xml) => xml.replace('1.01', '2.0'), '5002', "DocumentVersion '2.0'"],
    [
      'of another type',
      (xml) => xml.replace('<MessageType>OrderAcknowledgement', '<MessageType>OrderAdjustment'),
      '5002',
      'does not match the feed type',
    ],
    ['with no message', (xml) => xml.replace(/<Message>.*<\/Message>/s, ''), '5002', "'{Message}' is expected"],
    ['with no message id', (xml) => xml.replace('<MessageID>1</MessageID>', ''), '5002', "'{MessageID}' is expected"],
    ['with message id 0', (xml) => xml.replace('<MessageID>1<', '<MessageID>0<'), '5002', "'0' is not a valid value for MessageID"],
    ['with a message id twice', (xml) => xml.replace('<MessageID>2<', '<MessageID>1<'), '5002', 'MessageID 1 is used more than once'],
    [
      'with elements in another order',
      (xml) => xml.replace(/(<AmazonOrderID>[^<]*<\/AmazonOrderID>)(<StatusCode>Failure<\/StatusCode>)/, '$2$1'),
      '5002',
      "'{AmazonOrderID}' is expected",
    ],
    [
      'with the reason before the item code',
      (xml) => xml.replace(/(<AmazonOrderItemCode>\d+<\/AmazonOrderItemCode>)(<CancelReason>\w+<\/CancelReason>)/, '$2$1'),
      '5002',
      "'{AmazonOrderItemCode}' is expected",
    ],
    ['with an element too many', (xml) => xml.replace('</Item>', '<Title>x</Title></Item>'), '5002', "starting with element 'Title'"],
    ['with another status code', (xml) => xml.replace('>Failure<', '>Cancelled<'), '5002', "Value 'Cancelled' is not facet-valid"],
  ];

  it.each(cases)('fails as a whole when it is %s', async (_what, spoil, code, description) => {
    const client = await startClient();
    const { amazon } = client;
    const { unshipped, prime } = amazon.shop.samples;
    const xml = envelope(amazon, cancelMessage(amazon, unshipped), cancelMessage(amazon, prime, { id: 2 }));
    const report = tight(await processed(client, spoil(xml)));
    expect(report).toContain(
      `<Result><MessageID>0</MessageID><ResultCode>Error</ResultCode><ResultMessageCode>${code}</ResultMessageCode>`,
    );
    expect(report).toContain(description);
    expect(report).toContain(SUMMARY(0, 0, 1));
    expect([unshipped, prime].map((orderId) => amazon.shop.order(orderId)?.status)).toEqual(['UNSHIPPED', 'UNSHIPPED']);
  });

  it('is fine with optional elements in their places', async () => {
    const client = await startClient();
    const { amazon } = client;
    const xml = envelope(amazon, cancelMessage(amazon, amazon.shop.samples.unshipped))
      .replace('1.01', '1.02')
      .replace('</AmazonOrderID>', '</AmazonOrderID><MerchantOrderID>A-1</MerchantOrderID>')
      .replace('</CancelReason>', '</CancelReason><Quantity>1</Quantity>');
    expect(await processed(client, xml)).toContain('<MessagesSuccessful>1</MessagesSuccessful>');
  });

  it('acknowledges, and does not cancel, with status Success', async () => {
    const client = await startClient();
    const { amazon } = client;
    const orderId = amazon.shop.samples.unshipped;
    const report = await processed(
      client,
      envelope(amazon, message(1, `<AmazonOrderID>${orderId}</AmazonOrderID><StatusCode>Success</StatusCode>`)),
    );
    expect(report).toContain('<MessagesSuccessful>1</MessagesSuccessful>');
    expect(amazon.shop.order(orderId)?.status).toBe('UNSHIPPED');
  });
});
