import type { AccountId, MarketplaceId, OrderId } from './ids.js';
import type { Money } from './money.js';

/** Orders API v2026-01-01, `fulfillment.fulfillmentStatus`. */
export type FulfillmentStatus =
  | 'PENDING_AVAILABILITY'
  | 'PENDING'
  | 'UNSHIPPED'
  | 'PARTIALLY_SHIPPED'
  | 'SHIPPED'
  | 'CANCELLED'
  | 'UNFULFILLABLE';

/** Who ended an order at Amazon, `cancellationExecution.cancelledBy`. */
export type CancelledBy = 'BUYER' | 'MERCHANT' | 'AMAZON';

/** One line of an order. Nothing about the buyer stands here, by construction. */
export interface OrderItem {
  /** Amazon's order item id: what the feed calls AmazonOrderItemCode. Not the ASIN. */
  readonly orderItemId: string;
  readonly sku: string | undefined;
  readonly asin: string | undefined;
  readonly title: string;
  readonly quantityOrdered: number;
  readonly quantityFulfilled: number;
  readonly unitPrice: Money | undefined;
  /** The buyer used Amazon's own "Request cancellation". Only this keeps a cancellation out of the rate. */
  readonly buyerRequestedCancel: boolean;
  /** Amazon's words for the buyer's reason, kept only when they are on our allow-list of Amazon's own phrases. */
  readonly buyerCancelReason: string | undefined;
  readonly cancelledBy: CancelledBy | undefined;
}

/** An order as far as we may know it: whitelisted at the parser, free of buyer data. */
export interface Order {
  readonly orderId: OrderId;
  readonly marketplaceId: MarketplaceId;
  readonly createdAt: Date;
  readonly lastUpdatedAt: Date;
  readonly status: FulfillmentStatus;
  readonly fulfilledBy: 'MERCHANT' | 'AMAZON';
  /** Amazon's program names, for example PRIME, AMAZON_BUSINESS, AMAZON_EASY_SHIP. */
  readonly programs: readonly string[];
  /** The latest moment to ship; undefined where Amazon gives none. */
  readonly shipBy: Date | undefined;
  readonly items: readonly OrderItem[];
  readonly total: Money | undefined;
}

/** A copy of an order, whose account it is of, and the moment at which Amazon gave it to us. */
export interface OrderCopy {
  readonly accountId: AccountId;
  readonly order: Order;
  readonly readAt: Date;
}

/** True when the buyer asked for it through Amazon. Cancellation is whole orders only, so one item's flag is enough. */
export function isBuyerRequested(order: Order): boolean {
  return order.items.some((item) => item.buyerRequestedCancel);
}

/** Who cancelled the order, as far as Amazon says; undefined while it is not cancelled or unknown. */
export function cancelledBy(order: Order): CancelledBy | undefined {
  return order.items.find((item) => item.cancelledBy !== undefined)?.cancelledBy;
}
