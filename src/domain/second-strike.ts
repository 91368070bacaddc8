import { subDays } from 'date-fns';
import type { OrderId } from './ids.js';

/** Amazon looks at the orders placed in so many days: two seller cancellations in a row may remove the offer (Seller Central 200285210). */
const STRIKE_DAYS = 30;

/** The same SKU was cancelled by the seller in the order next to this one: cancelling it too makes two in a row. */
export interface SecondStrike {
  readonly sku: string;
  readonly orderId: OrderId;
}

/** Orders placed before this moment are no part of a row. */
export function strikesSince(now: Date): Date {
  return subDays(now, STRIKE_DAYS);
}
