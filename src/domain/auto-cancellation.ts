import { addHours, subHours } from 'date-fns';
import type { Order } from './order.js';

/** Amazon cancels by itself what is not confirmed as shipped 7 days after its ship-by (Seller Central G201722390), and it counts. */
export const AMAZON_CANCELS_HOURS_AFTER_SHIP_BY = 7 * 24;
/** How long before it people are told. */
const KNOWN_HOURS_AHEAD = 48;

/** When Amazon would cancel a seller-fulfilled order by itself; undefined where it gives no ship-by. */
export function amazonCancelsAt({ fulfilledBy, shipBy }: Pick<Order, 'fulfilledBy' | 'shipBy'>): Date | undefined {
  return fulfilledBy === 'MERCHANT' && shipBy !== undefined ? addHours(shipBy, AMAZON_CANCELS_HOURS_AFTER_SHIP_BY) : undefined;
}

/** The order will be cancelled by Amazon within 48 hours unless it is shipped, or is overdue for it. */
export function willBeCancelledByAmazon(order: Order, now: Date): boolean {
  const { shipBy } = order;
  return order.status === 'UNSHIPPED' && order.fulfilledBy === 'MERCHANT' && shipBy !== undefined && shipBy <= lastShipBy(now);
}

/** The ship-by up to which an unshipped order will be cancelled by Amazon within 48 hours. */
export function lastShipBy(now: Date): Date {
  return subHours(now, AMAZON_CANCELS_HOURS_AFTER_SHIP_BY - KNOWN_HOURS_AHEAD);
}
