import type { FeedLine } from '../../../domain/feed.js';
import { accountIdSchema, orderIdSchema } from '../../../domain/ids.js';
import { CANCEL_CODES } from '../../../domain/reason.js';

/** A feed of cancellations as it goes to Amazon. */
export interface OrderAcknowledgement {
  /** Seller id (merchant token). */
  readonly sellerId: string;
  readonly lines: readonly FeedLine[];
}

const ORDER_ITEM_ID = /^[A-Za-z0-9-]{1,50}$/;

/**
 * The XML of POST_ORDER_ACKNOWLEDGEMENT_DATA: one Message for every order, one Item for every order item, elements in
 * the order of OrderAcknowledgement.xsd. `Failure` is Amazon's word for cancelling. Every value is checked against a
 * pattern without XML's own characters, so nothing is there to be escaped; what cannot be sent throws.
 */
export function orderAcknowledgementXml({ sellerId, lines }: OrderAcknowledgement): string {
  const merchant = accountIdSchema.parse(sellerId);
  if (lines.length === 0) throw new RangeError('A cancellation feed needs at least one order');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<AmazonEnvelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="amzn-envelope.xsd">',
    '  <Header>',
    '    <DocumentVersion>1.01</DocumentVersion>',
    `    <MerchantIdentifier>${merchant}</MerchantIdentifier>`,
    '  </Header>',
    '  <MessageType>OrderAcknowledgement</MessageType>',
    ...lines.flatMap((line, index) => message(line, lines[index - 1])),
    '</AmazonEnvelope>',
    '',
  ].join('\n');
}

function message(line: FeedLine, before: FeedLine | undefined): string[] {
  check(line, before?.messageId ?? 0);
  return [
    '  <Message>',
    `    <MessageID>${line.messageId}</MessageID>`,
    '    <OrderAcknowledgement>',
    `      <AmazonOrderID>${line.orderId}</AmazonOrderID>`,
    '      <StatusCode>Failure</StatusCode>',
    ...line.orderItemIds.flatMap((orderItemId) => [
      '      <Item>',
      `        <AmazonOrderItemCode>${orderItemId}</AmazonOrderItemCode>`,
      `        <CancelReason>${line.code}</CancelReason>`,
      '      </Item>',
    ]),
    '    </OrderAcknowledgement>',
    '  </Message>',
  ];
}

/** Amazon would refuse these, or cancel something else: they never come from a case, only from a mistake of ours. */
function check(line: FeedLine, previousMessageId: number): void {
  const { messageId, orderId, orderItemIds } = line;
  if (!Number.isSafeInteger(messageId) || messageId <= previousMessageId) throw new RangeError('MessageIDs of a feed must increase from 1');
  if (!orderIdSchema.safeParse(orderId).success) throw new RangeError('A feed line needs an order id');
  if (!CANCEL_CODES.includes(line.code)) throw new RangeError('A feed line needs one of the six cancel codes');
  if (orderItemIds.length === 0 || new Set(orderItemIds).size !== orderItemIds.length)
    throw new RangeError('A feed line needs every order item once');
  if (!orderItemIds.every((id) => ORDER_ITEM_ID.test(id))) throw new RangeError('A feed line needs order item ids');
}
