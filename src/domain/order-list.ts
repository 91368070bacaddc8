import type { MarketplaceId, OrderId } from './ids.js';
import type { Order } from './order.js';

/** Which of our unshipped orders are wanted. Everything that is given must hold. */
export interface OrderFilter {
  readonly marketplaceId: MarketplaceId | undefined;
  /** Letter for letter, as Amazon compares them. */
  readonly sku: string | undefined;
  /** Only those that the buyer asked Amazon to cancel. */
  readonly requested: boolean;
  /** Only those whose ship-by has passed. */
  readonly late: boolean;
}

export const EVERY_ORDER: OrderFilter = { marketplaceId: undefined, sku: undefined, requested: false, late: false };

/** Where an order stands in the list: soonest ship-by first, those without one last, then by id. */
export interface ListPlace {
  readonly shipBy: Date | undefined;
  readonly orderId: OrderId;
}

/** Where a page of the list begins: at the top, or beside a place of the page before. */
export type PageStart = { readonly kind: 'top' } | { readonly kind: 'after' | 'before'; readonly place: ListPlace };

export const TOP: PageStart = { kind: 'top' };

/** The place of an order in the list. */
export function placeOf({ shipBy, orderId }: Order): ListPlace {
  return { shipBy, orderId };
}
