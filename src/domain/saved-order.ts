import { isFraud } from './fraud.js';
import type { AccountId, DraftId, MarketplaceId, OrderId, UserId } from './ids.js';
import { type PickedReason, type ReasonKey, REASONS } from './reason.js';

/** An order that somebody would have cancelled and ships late instead. It may be cancelled later after all. */
export interface SavedOrder {
  /** The draft that it was decided in: one draft saves once. */
  readonly draftId: DraftId;
  readonly accountId: AccountId;
  readonly orderId: OrderId;
  readonly marketplaceId: MarketplaceId;
  /** Why it would have been cancelled. */
  readonly reason: ReasonKey;
  readonly savedBy: UserId;
  readonly savedAt: Date;
}

/** Whether shipping late would cost the account less: what the seller has caused and what counts. Nobody ships what may be fraud. */
export function canShipLate(picked: PickedReason): boolean {
  const causedBy = REASONS.find((one) => one.key === picked.reason)?.causedBy;
  return causedBy === 'seller' && picked.counts && !isFraud(picked);
}
