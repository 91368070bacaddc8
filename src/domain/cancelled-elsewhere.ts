import type { AccountId, MarketplaceId, OrderId } from './ids.js';
import type { Money } from './money.js';
import { cancelledBy, type CancelledBy, isBuyerRequested, type Order } from './order.js';
import { amazonCancelsAt } from './auto-cancellation.js';

/** An order that was cancelled without a case of ours having done it. */
export interface CancelledElsewhere {
  readonly accountId: AccountId;
  readonly marketplaceId: MarketplaceId;
  readonly orderId: OrderId;
  /** MERCHANT: the seller, in Seller Central or by another tool. Undefined: Amazon does not say. */
  readonly by: CancelledBy | undefined;
  /** Amazon gives no moment of the cancellation; it is the order's last change. */
  readonly at: Date;
  readonly noticedAt: Date;
  readonly counts: boolean;
  readonly total: Money | undefined;
}

/**
 * Whether a cancelled order counts against the seller (Seller Central 200285210): cancelled by the seller, or by Amazon
 * because it was not shipped in time, and not asked for by the buyer through Amazon.
 */
export function countsAgainstSeller(order: Order): boolean {
  if (order.status !== 'CANCELLED' || isBuyerRequested(order)) return false;
  const by = cancelledBy(order);
  const deadline = amazonCancelsAt(order);
  return by === 'MERCHANT' || (by === 'AMAZON' && deadline !== undefined && order.lastUpdatedAt >= deadline);
}

/** Whether a cancelled order may count: Amazon does not say of its own cancellations, or of those of nobody it names, whose fault they were. */
export function mayCountAgainstSeller(order: Order): boolean {
  return order.status === 'CANCELLED' && !isBuyerRequested(order) && cancelledBy(order) !== 'BUYER';
}
