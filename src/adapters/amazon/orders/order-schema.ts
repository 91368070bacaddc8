import { z } from 'zod';
import { marketplaceIdSchema, orderIdSchema } from '../../../domain/ids.js';
import { type Money, parseMoney } from '../../../domain/money.js';
import type { FulfillmentStatus, Order, OrderItem } from '../../../domain/order.js';
import { timestamp } from '../json.js';
import { knownCancelReason } from './buyer-cancel-reasons.js';

/** What we ask for: nothing of BUYER or RECIPIENT. */
export const INCLUDED_DATA = 'FULFILLMENT,CANCELLATION,PROCEEDS';

const STATUSES: readonly FulfillmentStatus[] = [
  'PENDING_AVAILABILITY',
  'PENDING',
  'UNSHIPPED',
  'PARTIALLY_SHIPPED',
  'SHIPPED',
  'CANCELLED',
  'UNFULFILLABLE',
];

// What is only shown may be missing or odd; it never stops an order from being read.
const shown = z
  .string()
  .transform((text) => text.slice(0, 500))
  .optional()
  .catch(undefined);
const money = z.object({ amount: z.string(), currencyCode: z.string() }).optional().catch(undefined);
const quantity = z.number().int().nonnegative();

const itemSchema = z.object({
  orderItemId: z.string().min(1).max(60),
  quantityOrdered: quantity,
  product: z.object({
    asin: shown,
    title: shown,
    sellerSku: shown,
    price: z.object({ unitPrice: money }).optional().catch(undefined),
  }),
  // FULFILLMENT also brings the gift message and PROCEEDS the tax: neither is named here, so neither comes through.
  fulfillment: z.object({ quantityFulfilled: quantity.optional() }).optional(),
  cancellation: z
    .object({
      cancellationRequest: z.object({ requester: z.string().optional(), cancelReason: shown }).optional(),
      cancellationExecution: z.object({ cancelledBy: z.string().optional() }).optional(),
    })
    .optional(),
});

/**
 * `Order` of Orders v2026-01-01, as a whitelist: whatever is not named here ends at this parser.
 * github.com/amzn/selling-partner-api-models, models/orders-api-model/orders_2026-01-01.json
 */
export const orderSchema = z.object({
  orderId: orderIdSchema,
  createdTime: timestamp,
  lastUpdatedTime: timestamp,
  programs: z.array(z.string().max(60)).max(50).optional(),
  salesChannel: z.object({ marketplaceId: marketplaceIdSchema.optional().catch(undefined) }),
  fulfillment: z.object({
    fulfillmentStatus: z.string(),
    fulfilledBy: z.string().optional(),
    shipByWindow: z.object({ latestDateTime: timestamp.optional().catch(undefined) }).optional(),
  }),
  proceeds: z.object({ grandTotal: money }).optional().catch(undefined),
  orderItems: z.array(itemSchema).max(500),
});

/** An order, or the code and words for why it is none that we understand. */
export type ReadOrder =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'odd'; readonly code: string; readonly message: string };

/** Turns Amazon's order into ours. A status or fulfiller that is not known here is never guessed at. */
export function readOrder(wire: z.infer<typeof orderSchema>): ReadOrder {
  const { marketplaceId } = wire.salesChannel;
  const status = STATUSES.find((one) => one === wire.fulfillment.fulfillmentStatus);
  const { fulfilledBy, shipByWindow } = wire.fulfillment;
  if (marketplaceId === undefined) return { kind: 'odd', code: 'not-an-amazon-order', message: 'the order is of no Amazon marketplace' };
  if (status === undefined)
    return { kind: 'odd', code: 'unknown-status', message: 'Amazon gives a fulfillment status that is not known here' };
  if (fulfilledBy !== 'MERCHANT' && fulfilledBy !== 'AMAZON')
    return { kind: 'odd', code: 'unknown-fulfiller', message: 'Amazon does not say who fulfils the order' };
  const order: Order = {
    orderId: wire.orderId,
    marketplaceId,
    createdAt: wire.createdTime,
    lastUpdatedAt: wire.lastUpdatedTime,
    status,
    fulfilledBy,
    programs: wire.programs ?? [],
    shipBy: shipByWindow?.latestDateTime,
    items: wire.orderItems.map((item) => readItem(item, status)),
    total: readMoney(wire.proceeds?.grandTotal),
  };
  return { kind: 'order', order };
}

function readItem(item: z.infer<typeof itemSchema>, status: FulfillmentStatus): OrderItem {
  const { product, cancellation } = item;
  const request = cancellation?.cancellationRequest;
  const executedBy = cancellation?.cancellationExecution?.cancelledBy;
  const buyerRequestedCancel = request?.requester === 'BUYER';
  return {
    orderItemId: item.orderItemId,
    sku: product.sellerSku,
    asin: product.asin,
    title: product.title ?? product.sellerSku ?? product.asin ?? '',
    quantityOrdered: item.quantityOrdered,
    quantityFulfilled: item.fulfillment?.quantityFulfilled ?? (status === 'SHIPPED' ? item.quantityOrdered : 0),
    unitPrice: readMoney(product.price?.unitPrice),
    buyerRequestedCancel,
    buyerCancelReason: buyerRequestedCancel ? knownCancelReason(request.cancelReason) : undefined,
    cancelledBy: executedBy === 'BUYER' || executedBy === 'MERCHANT' || executedBy === 'AMAZON' ? executedBy : undefined,
  };
}

function readMoney(amount: { readonly amount: string; readonly currencyCode: string } | undefined): Money | undefined {
  return amount && parseMoney(amount.amount, amount.currencyCode);
}
