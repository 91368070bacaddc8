import { XMLParser, XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderAcknowledgementXml } from '../../../src/adapters/amazon/feeds/order-acknowledgement-xml.js';
import type { FeedLine } from '../../../src/domain/feed.js';
import { caseIdSchema, orderIdSchema } from '../../../src/domain/ids.js';
import { CANCEL_CODES } from '../../../src/domain/reason.js';

const CASE_ID = caseIdSchema.parse('00000000-0000-4000-8000-000000000001');
const LINE: FeedLine = {
  messageId: 1,
  caseId: CASE_ID,
  orderId: orderIdSchema.parse('111-1234567-1234567'),
  code: 'NoInventory',
  orderItemIds: ['12345678901234', '98765432109876'],
};
const SECOND: FeedLine = {
  ...LINE,
  messageId: 2,
  orderId: orderIdSchema.parse('302-7654321-7654321'),
  code: 'BuyerCanceled',
  orderItemIds: ['55555555555555'],
};

describe('the XML of a cancellation feed', () => {
  it('has a Message for every order and an Item for every order item, in the order of Amazon’s schema', () => {
    expect(orderAcknowledgementXml({ sellerId: 'A1SELLERIDEXAMPLE', lines: [LINE, SECOND] })).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">
  <Header>
    <DocumentVersion>1.01</DocumentVersion>
    <MerchantIdentifier>A1SELLERIDEXAMPLE</MerchantIdentifier>
  </Header>
  <MessageType>OrderAcknowledgement</MessageType>
  <Message>
    <MessageID>1</MessageID>
    <OrderAcknowledgement>
      <AmazonOrderID>111-1234567-1234567</AmazonOrderID>
      <StatusCode>Failure</StatusCode>
      <Item>
        <AmazonOrderItemCode>12345678901234</AmazonOrderItemCode>
        <CancelReason>NoInventory</CancelReason>
      </Item>
      <Item>
        <AmazonOrderItemCode>98765432109876</AmazonOrderItemCode>
        <CancelReason>NoInventory</CancelReason>
      </Item>
    </OrderAcknowledgement>
  </Message>
  <Message>
    <MessageID>2</MessageID>
    <OrderAcknowledgement>
      <AmazonOrderID>302-7654321-7654321</AmazonOrderID>
      <StatusCode>Failure</StatusCode>
      <Item>
        <AmazonOrderItemCode>55555555555555</AmazonOrderItemCode>
        <CancelReason>BuyerCanceled</CancelReason>
      </Item>
    </OrderAcknowledgement>
  </Message>
</AmazonEnvelope>
`);
  });

  it.each([
    ['no orders', []],
    ['a MessageID of 0', [{ ...LINE, messageId: 0 }]],
    ['a MessageID twice', [LINE, { ...SECOND, messageId: 1 }]],
    ['MessageIDs that go down', [{ ...LINE, messageId: 3 }, SECOND]],
    ['a MessageID that is no whole number', [{ ...LINE, messageId: 1.5 }]],
    ['a wrong order id', [{ ...LINE, orderId: '111-1234567' }]],
    ['an order without items', [{ ...LINE, orderItemIds: [] }]],
    ['an item twice', [{ ...LINE, orderItemIds: ['1', '1'] }]],
    ['an empty item id', [{ ...LINE, orderItemIds: [''] }]],
    ['XML in an item id', [{ ...LINE, orderItemIds: ['1</AmazonOrderItemCode>'] }]],
    ['a code that is not among the six', [{ ...LINE, code: 'RejectOrder' }]],
  ])('refuses %s', (_name, lines) => {
    // As they could only come past the types.
    expect(() => orderAcknowledgementXml({ sellerId: 'A1SELLERIDEXAMPLE', lines: lines as FeedLine[] })).toThrow(RangeError);
  });

  it('refuses a seller id that is none', () => {
    expect(() => orderAcknowledgementXml({ sellerId: 'A1&B', lines: [LINE] })).toThrow(/must match pattern/);
  });

  it('reads back as the orders, items and codes that were put in', () => {
    const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'Message' || name === 'Item' });
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
    const order = fc.record({
      orderId: fc.tuple(digits(3), digits(7), digits(7)).map((parts) => orderIdSchema.parse(parts.join('-'))),
      code: fc.constantFrom(...CANCEL_CODES),
      orderItemIds: fc.uniqueArray(digits(14), { minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(order, { minLength: 1, maxLength: 20 }), (orders) => {
        const lines = orders.map((one, index): FeedLine => ({ ...one, messageId: index + 1, caseId: CASE_ID }));
        const xml = orderAcknowledgementXml({ sellerId: 'A1SELLERIDEXAMPLE', lines });
        expect(XMLValidator.validate(xml)).toBe(true);
        expect(parser.parse(xml).AmazonEnvelope.Message).toEqual(
          lines.map(({ messageId, orderId, code, orderItemIds }) => ({
            MessageID: String(messageId),
            OrderAcknowledgement: {
              AmazonOrderID: orderId,
              StatusCode: 'Failure',
              Item: orderItemIds.map((id) => ({ AmazonOrderItemCode: id, CancelReason: code })),
            },
          })),
        );
      }),
      { numRuns: 50 },
    );
  });
});
