import type { CaseId, UserId } from '../../domain/ids.js';
import type { StockState } from '../../domain/stock.js';
import type { Desk } from '../../ports/desk.js';
import { stockFailureText } from '../facts/failure-text.js';

export type CheckStockOutcome =
  | { readonly kind: 'seen' | 'nothing-to-check' | 'changed-by-others' | 'unknown-case' }
  /** What Amazon shows, as far as it shows a quantity. */
  | { readonly kind: 'not-seen'; readonly quantity: number | undefined }
  | { readonly kind: 'failed'; readonly detail: string };

type CheckDesk = Pick<Desk, 'clock' | 'accounts' | 'cancellations' | 'caseLists'>;

/** A person wants to know whether a quantity that was never seen at Amazon is there by now. It is read, never set. */
export async function checkStock(
  desk: CheckDesk,
  { caseId, userId }: { readonly caseId: CaseId; readonly userId: UserId },
): Promise<CheckStockOutcome> {
  const one = await desk.cancellations.find(caseId);
  if (one === undefined) return { kind: 'unknown-case' };
  const { state, change, before, target } = one.stock;
  if (state !== 'uncertain' || change === undefined) return { kind: 'nothing-to-check' };
  // Another case has changed the same units since: the number could be its doing.
  if (await desk.cancellations.changedByOthers({ caseId, accountId: one.accountId, sku: change.sku })) return { kind: 'changed-by-others' };
  const listed = await desk.accounts.amazon(one.accountId).listings.stock(change.sku, one.marketplaceId);
  if (!listed.ok) return { kind: 'failed', detail: stockFailureText(listed.failure) };
  const { quantity } = listed.value;
  const back = (await lostOnTheWay(desk, caseId)) === 'putting_back';
  if (quantity === undefined || quantity !== (back ? before : target)) return { kind: 'not-seen', quantity };
  const moved = await desk.cancellations.moveStock({
    caseId,
    from: 'uncertain',
    to: back ? 'put_back' : 'done',
    actor: { kind: 'user', userId },
    at: desk.clock.now(),
    jobs: [{ job: { kind: 'announce', caseId } }],
  });
  return { kind: moved ? 'seen' : 'nothing-to-check' };
}

/** From where it became uncertain: on the way to the new quantity, or back. */
async function lostOnTheWay({ caseLists }: Pick<Desk, 'caseLists'>, caseId: CaseId): Promise<StockState | undefined> {
  const timeline = await caseLists.timeline(caseId);
  return timeline.flatMap(({ event }) => (event.kind === 'stock-moved' && event.to === 'uncertain' ? [event.from] : [])).at(-1);
}
