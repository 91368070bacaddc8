import { child, readXml, sequenceProblem, type XmlElement } from './feed-xml.js';

/** One Message of an OrderAcknowledgement feed, as it stands there. */
export interface FeedMessage {
  readonly messageId: string;
  readonly orderId: string;
  readonly statusCode: string;
  readonly items: readonly {
    readonly orderItemId: string;
    readonly cancelReason: string | undefined;
    readonly quantity: string | undefined;
  }[];
}

/** Problems of the whole document: nothing in it is done. */
export interface DocumentProblem {
  readonly code: '5000' | '5002';
  readonly description: string;
}

/**
 * Reads a POST_ORDER_ACKNOWLEDGEMENT_DATA document as strictly as Amazon's schemas: amzn-envelope.xsd and
 * OrderAcknowledgement.xsd, images-na.ssl-images-amazon.com/images/G/01/rainier/help/xsd/release_4_1/.
 */
export function readFeed(text: string, sellerId: string): readonly FeedMessage[] | DocumentProblem {
  const root = readXml(text);
  if ('problem' in root) return { code: '5000', description: root.problem };
  const problem = envelopeProblem(root, sellerId);
  if (problem !== undefined) return { code: '5002', description: problem };
  const messages = root.children.filter(({ name }) => name === 'Message');
  for (const message of messages) {
    const wrong = messageProblem(message);
    if (wrong !== undefined) return { code: '5002', description: wrong };
  }
  const read = messages.map(toMessage);
  const twice = read.find(({ messageId }, index) => read.findIndex((other) => other.messageId === messageId) !== index);
  return twice === undefined ? read : { code: '5002', description: `MessageID ${twice.messageId} is used more than once.` };
}

function envelopeProblem(root: XmlElement, sellerId: string): string | undefined {
  if (root.name !== 'AmazonEnvelope') return `cvc-elt.1: Cannot find the declaration of element '${root.name}'.`;
  const sequence = sequenceProblem(root, [
    ['Header', '1'],
    ['MessageType', '1'],
    ['MarketplaceName', '0..1'],
    ['PurgeAndReplace', '0..1'],
    ['EffectiveDate', '0..1'],
    ['Message', '1..n'],
  ]);
  if (sequence !== undefined) return sequence;
  const header = child(root, 'Header');
  const headerProblem =
    header &&
    sequenceProblem(header, [
      ['DocumentVersion', '1'],
      ['MerchantIdentifier', '1'],
    ]);
  if (headerProblem !== undefined) return headerProblem;
  const version = header && textOf(header, 'DocumentVersion');
  if (version !== '1.01' && version !== '1.02') return `The DocumentVersion '${version ?? ''}' is not supported.`;
  if (header && textOf(header, 'MerchantIdentifier') !== sellerId)
    return 'The MerchantIdentifier does not match the merchant that sent the feed.';
  const type = textOf(root, 'MessageType');
  return type === 'OrderAcknowledgement' ? undefined : `The MessageType '${type}' does not match the feed type.`;
}

function messageProblem(message: XmlElement): string | undefined {
  const outer = sequenceProblem(message, [
    ['MessageID', '1'],
    ['OperationType', '0..1'],
    ['OrderAcknowledgement', '1'],
  ]);
  if (outer !== undefined) return outer;
  const messageId = textOf(message, 'MessageID');
  if (!/^[1-9]\d{0,19}$/.test(messageId)) return `cvc-datatype-valid.1.2.1: '${messageId}' is not a valid value for MessageID.`;
  const order = child(message, 'OrderAcknowledgement');
  if (order === undefined) return undefined;
  const inner = sequenceProblem(order, [
    ['AmazonOrderID', '1'],
    ['MerchantOrderID', '0..1'],
    ['StatusCode', '1'],
    ['Item', '0..n'],
  ]);
  if (inner !== undefined) return inner;
  const status = textOf(order, 'StatusCode');
  if (status !== 'Success' && status !== 'Failure')
    return `cvc-enumeration-valid: Value '${status}' is not facet-valid: [Success, Failure].`;
  return order.children
    .filter(({ name }) => name === 'Item')
    .map(itemProblem)
    .find((found) => found !== undefined);
}

function itemProblem(item: XmlElement): string | undefined {
  return sequenceProblem(item, [
    ['AmazonOrderItemCode', '1'],
    ['MerchantOrderItemID', '0..1'],
    ['CancelReason', '0..1'],
    ['Quantity', '0..1'],
  ]);
}

function toMessage(message: XmlElement): FeedMessage {
  const order = child(message, 'OrderAcknowledgement') ?? message;
  const items = order.children.filter(({ name }) => name === 'Item');
  return {
    messageId: textOf(message, 'MessageID'),
    orderId: textOf(order, 'AmazonOrderID'),
    statusCode: textOf(order, 'StatusCode'),
    items: items.map((item) => ({
      orderItemId: textOf(item, 'AmazonOrderItemCode'),
      cancelReason: child(item, 'CancelReason')?.text,
      quantity: child(item, 'Quantity')?.text,
    })),
  };
}

function textOf(element: XmlElement, name: string): string {
  return child(element, name)?.text ?? '';
}
