import type { CancelledBy, FulfillmentStatus } from '../../domain/order.js';
import type { Product } from './catalogue.js';
import type { PracticeMarketplace } from './marketplaces.js';
import type { Buyer } from './people.js';

/** One line of a practice order. */
export interface ShopItem {
  readonly orderItemId: string;
  readonly product: Product;
  readonly quantity: number;
  readonly shipped: number;
  /** The buyer's words with a request to cancel; undefined when there is none. */
  readonly buyerRequest: string | undefined;
  readonly cancelled: { readonly by: CancelledBy; readonly reason: string } | undefined;
  readonly giftMessage: string | undefined;
  readonly customizedUrl: string | undefined;
}

/** An order as the practice shop keeps it, buyer included. Never changed in place. */
export interface ShopOrder {
  readonly orderId: string;
  readonly marketplace: PracticeMarketplace;
  readonly createdAt: Date;
  readonly lastUpdatedAt: Date;
  readonly status: FulfillmentStatus;
  readonly fulfilledBy: 'MERCHANT' | 'AMAZON';
  readonly programs: readonly string[];
  readonly shipBy: { readonly from: Date; readonly to: Date };
  readonly items: readonly ShopItem[];
  readonly buyer: Buyer;
  /** The buyer's preferred locale. */
  readonly locale: string;
  /** False: no message to the buyer is offered, whatever the status. */
  readonly messaging: boolean;
}

/** Orders are changed by replacing them. */
export interface Shop {
  order(orderId: string): ShopOrder | undefined;
  listOrders(): readonly ShopOrder[];
  /** By a moment of theirs, then by their id. */
  listBy(moment: 'createdAt' | 'lastUpdatedAt'): readonly ShopOrder[];
  replace(order: ShopOrder): void;
}

/** Seller-fulfilled orders of the window and the cancellations among them that count (Seller Central 200285210). */
export function cancellationCount(
  orders: readonly ShopOrder[],
  window: { readonly marketplaceId: string; readonly from: Date; readonly to: Date },
): { readonly orders: number; readonly counted: number } {
  const inside = orders.filter(
    (order) =>
      order.marketplace.id === window.marketplaceId &&
      order.fulfilledBy === 'MERCHANT' &&
      order.status !== 'PENDING' &&
      order.status !== 'PENDING_AVAILABILITY' &&
      order.createdAt >= window.from &&
      order.createdAt <= window.to,
  );
  const counted = inside.filter(
    (order) =>
      order.status === 'CANCELLED' &&
      (order.items.some((item) => item.cancelled?.by === 'MERCHANT') || isAutoCancelled(order)) &&
      order.items.every((item) => item.buyerRequest === undefined),
  );
  return { orders: inside.length, counted: counted.length };
}

/** Cancelled by Amazon because it was not shipped 7 days after its ship-by (Seller Central G201722390). */
function isAutoCancelled({ items, shipBy, lastUpdatedAt }: ShopOrder): boolean {
  return items.some((item) => item.cancelled?.by === 'AMAZON') && lastUpdatedAt.getTime() >= shipBy.to.getTime() + 7 * 24 * 3_600_000;
}
