import type { CancellationCase } from '../../domain/cancellation.js';
import type { Order } from '../../domain/order.js';
import { canShipLate, type SavedOrder } from '../../domain/saved-order.js';
import type { Desk } from '../../ports/desk.js';
import { type DraftKey, openDraft, pickedIn, type ReasonStep, reasonStep } from './draft.js';
import { type ReasonEntry, reasonChanges } from './pick-reason.js';

export type ShipLateOutcome =
  | { readonly kind: 'saved'; readonly saved: SavedOrder; readonly order: Order | undefined }
  /** There is a request for the order by now. */
  | { readonly kind: 'held-by'; readonly case: CancellationCase }
  /** Not for this reason, or not for what has become of the order. */
  | { readonly kind: 'not-offered'; readonly step: ReasonStep }
  | { readonly kind: 'gone' };

type ShipLateDesk = Pick<
  Desk,
  'settings' | 'clock' | 'drafts' | 'savedOrders' | 'orders' | 'accounts' | 'rates' | 'cancellations' | 'policies' | 'figures'
>;

/** Ends a request without a cancellation: the order is to be shipped, though late. Nothing goes to Amazon; it is kept, once. */
export async function shipLate(
  desk: ShipLateDesk,
  { entry, ...key }: DraftKey & { readonly entry: ReasonEntry },
): Promise<ShipLateOutcome> {
  const already = await desk.savedOrders.find(key.draftId, key.userId);
  if (already !== undefined) return await savedNow(desk, already);
  const open = await openDraft(desk, key);
  if (open === undefined || open.draft.caseId !== undefined) return { kind: 'gone' };
  const now = { copy: open.copy, draft: { ...open.draft, ...reasonChanges(open, entry) } };
  const { accountId, order } = open.copy;
  const holding = await desk.cancellations.findHolding(accountId, order.orderId);
  if (holding !== undefined) return { kind: 'held-by', case: holding };
  const step = await reasonStep(desk, now);
  const picked = pickedIn(now);
  if (picked === undefined || !canShipLate(picked) || step.verdict.kind === 'may-not') return { kind: 'not-offered', step };
  const { orderId, marketplaceId } = order;
  const saved = await desk.savedOrders.save({
    draftId: key.draftId,
    accountId,
    orderId,
    marketplaceId,
    reason: picked.reason,
    savedBy: key.userId,
    savedAt: desk.clock.now(),
  });
  return saved === undefined ? { kind: 'gone' } : await savedNow(desk, saved);
}

async function savedNow(desk: Pick<Desk, 'orders'>, saved: SavedOrder): Promise<ShipLateOutcome> {
  const copy = await desk.orders.find(saved.accountId, saved.orderId);
  return { kind: 'saved', saved, order: copy?.order };
}
