import type { CancelCode } from '../../domain/reason.js';
import { type FeedMessage, readFeed } from './feed-message.js';
import type { PracticeFeed } from './feed-store.js';
import { processingReport, type ReportResult } from './processing-report.js';
import type { ShopOrder } from './shop-types.js';
import type { World } from './world.js';

/** Seller Central's own list, with what Amazon then says about the order. */
const CANCEL_REASONS: Readonly<Record<CancelCode, string>> = {
  NoInventory: 'Out of stock',
  BuyerCanceled: 'Buyer requested cancellation',
  GeneralAdjustment: 'General adjustment',
  ShippingAddressUndeliverable: 'Shipping address undeliverable',
  CustomerExchange: 'Customer exchange',
  PricingError: 'Pricing error',
};

/** The one code that is known for a message that cannot be carried out: order unknown, data incomplete or invalid. */
const REFUSED = '18028';

/** What a report says of a message that nobody here has sent. */
const OF_OTHERS: ReportResult = { messageId: '4711', code: REFUSED, description: 'The order cannot be cancelled.', orderId: undefined };

/** Carries out every feed whose time has come, in the order in which they end. */
export function settleFeeds(world: World): void {
  const now = world.clock.now();
  const due = world.feeds
    .list()
    .filter((feed) => feed.ended === undefined && feed.fate !== 'stuck' && world.feeds.times(feed).end <= now)
    .sort((a, b) => world.feeds.times(a).end.getTime() - world.feeds.times(b).end.getTime());
  for (const feed of due) settle(world, feed);
}

function settle(world: World, feed: PracticeFeed): void {
  const at = world.feeds.times(feed).end;
  if (feed.fate === 'cancelled') return world.feeds.end(feed.feedId, { status: 'CANCELLED', at, resultDocumentId: undefined });
  if (feed.fate !== 'normal') {
    if (feed.fate === 'fatal-after-effect') carryOut(world, feed, at);
    return world.feeds.end(feed.feedId, { status: 'FATAL', at, resultDocumentId: undefined });
  }
  const others = world.faults.takePlain('report-of-others');
  const outcome = others === undefined ? carryOut(world, feed, at) : { processed: 1, errors: [OF_OTHERS] };
  if (others?.takesEffect === true) carryOut(world, feed, at);
  const brief = world.faults.takePlain('report-without-summary') !== undefined;
  const encoding = encodingFor(feed, outcome.errors);
  const transactionId = `8${feed.feedId.slice(-9)}`;
  const text = processingReport({ sellerId: world.credentials.sellerId, transactionId, encoding, outcome: brief ? undefined : outcome });
  const document = world.documents.create({
    kind: 'feed-result',
    contentType: `text/xml; charset=${encoding}`,
    createdAt: at,
    gzip: Number(feed.feedId) % 3 !== 0,
    bytes: Buffer.from(text, encoding === 'UTF-8' ? 'utf8' : 'latin1'),
  });
  world.feeds.end(feed.feedId, { status: 'DONE', at, resultDocumentId: document.documentId });
}

/** Every second report is in the old encoding, where its text allows. */
function encodingFor({ feedId }: PracticeFeed, errors: readonly ReportResult[]): 'UTF-8' | 'ISO-8859-1' {
  const fits = errors.every(({ description }) => Buffer.from(description, 'latin1').toString('latin1') === description);
  return Number(feedId) % 2 === 0 && fits ? 'ISO-8859-1' : 'UTF-8';
}

function carryOut(world: World, feed: PracticeFeed, at: Date): { processed: number; errors: ReportResult[] } {
  const text = world.documents.find(feed.inputFeedDocumentId)?.bytes?.toString('utf8') ?? '';
  const messages = readFeed(text, world.credentials.sellerId);
  if ('code' in messages) return { processed: 0, errors: [{ messageId: '0', ...messages, orderId: undefined }] };
  const errors: ReportResult[] = [];
  for (const message of messages) {
    const { messageId, orderId } = message;
    const planned = world.faults.takeForOrder('line-refused', orderId);
    const problem =
      planned === undefined ? problemOf(world, feed, message) : (planned.description ?? 'The order cannot be cancelled at this time.');
    if (problem !== undefined) errors.push({ messageId, code: planned?.code ?? REFUSED, description: problem, orderId });
    else if (message.statusCode === 'Failure') cancel(world, message, at);
  }
  return { processed: messages.length, errors };
}

function problemOf(world: World, feed: PracticeFeed, message: FeedMessage): string | undefined {
  const order = world.shop.order(message.orderId);
  if (order === undefined || order.fulfilledBy !== 'MERCHANT') {
    return `The order ${message.orderId} was not found for this merchant identifier among the orders that the merchant fulfils.`;
  }
  if (!feed.marketplaceIds.includes(order.marketplace.id)) return `The order ${order.orderId} is not of the feed's marketplace.`;
  if (message.statusCode === 'Success') return undefined;
  if (order.status === 'CANCELLED') return `The order ${order.orderId} has already been cancelled.`;
  if (order.status !== 'UNSHIPPED') return `The order ${order.orderId} cannot be cancelled: its status is ${order.status}.`;
  return itemsProblem(order, message);
}

/** Whole orders only: one Item for every order item, each with one of the six reasons. */
function itemsProblem(order: ShopOrder, { items }: FeedMessage): string | undefined {
  const invalid = (what: string): string => `The data you submitted is incomplete or invalid: ${what}.`;
  for (const { orderItemId, cancelReason, quantity } of items) {
    const ordered = order.items.find((item) => item.orderItemId === orderItemId);
    if (ordered === undefined) return invalid(`AmazonOrderItemCode '${orderItemId}' is not an item of the order`);
    if (items.filter((item) => item.orderItemId === orderItemId).length > 1) return invalid(`item ${orderItemId} is listed twice`);
    if (cancelReason === undefined) return invalid(`item ${orderItemId} has no CancelReason`);
    if (!isCancelCode(cancelReason))
      return invalid(`CancelReason '${cancelReason}' is not one of ${Object.keys(CANCEL_REASONS).join(', ')}`);
    if (quantity !== undefined && quantity !== String(ordered.quantity))
      return invalid(`Quantity '${quantity}' is not the ordered quantity`);
  }
  const missing = order.items.find((item) => !items.some(({ orderItemId }) => orderItemId === item.orderItemId));
  return missing === undefined ? undefined : invalid(`order item ${missing.orderItemId} is not listed`);
}

function isCancelCode(text: string): text is CancelCode {
  return Object.hasOwn(CANCEL_REASONS, text);
}

function cancel(world: World, message: FeedMessage, at: Date): void {
  const order = world.shop.order(message.orderId);
  if (order === undefined) return;
  const lag = world.faults.takeForOrder('order-read-lag', order.orderId);
  if (lag !== undefined) world.lag.set(order.orderId, { order, left: lag.reads });
  const items = order.items.map((item) => {
    const code = message.items.find(({ orderItemId }) => orderItemId === item.orderItemId)?.cancelReason ?? '';
    if (code !== 'NoInventory') world.listings.restock(item.product.sku, item.quantity, at);
    const reason = isCancelCode(code) ? CANCEL_REASONS[code] : code;
    return { ...item, cancelled: { by: 'MERCHANT' as const, reason } };
  });
  world.shop.replace({ ...order, status: 'CANCELLED', lastUpdatedAt: at, items });
}
