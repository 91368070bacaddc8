import type { AccountId, DraftId, OrderId, UserId } from '../domain/ids.js';
import type { SavedOrder } from '../domain/saved-order.js';

/** Orders that are shipped late instead of being cancelled. Only ever added to. */
export interface SavedOrders {
  /**
   * Uses up the draft and keeps what it saved, in one transaction. Saved already, that is what is given; undefined when
   * the draft is gone or has become a request.
   */
  save(saved: SavedOrder): Promise<SavedOrder | undefined>;
  /** What a person's draft has saved. */
  find(draftId: DraftId, savedBy: UserId): Promise<SavedOrder | undefined>;
  /** Newest first, at most 3. */
  ofOrder(accountId: AccountId, orderId: OrderId): Promise<readonly SavedOrder[]>;
  /** Of every account; at most 5 000, oldest first. */
  inPeriod(period: { readonly from: Date; readonly to: Date }): Promise<readonly SavedOrder[]>;
}
