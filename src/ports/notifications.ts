import type { AccountId, OrderId } from '../domain/ids.js';

/** What Amazon's notifications tell us early. A hint only: what is true is read from Amazon itself. */
export type Hint =
  | { readonly kind: 'order-changed'; readonly accountId: AccountId; readonly orderId: OrderId }
  | { readonly kind: 'feed-finished'; readonly amazonFeedId: string };
