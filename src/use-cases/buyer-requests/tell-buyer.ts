import type { BuyerRequest } from '../../domain/buyer-request.js';
import type { BuyerRequestId, UserId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';

export type TellBuyerOutcome =
  | { readonly kind: 'goes-out'; readonly request: BuyerRequest }
  /** Pressed before, by whomever; or it is one to copy. */
  | { readonly kind: 'nothing-to-send'; readonly request: BuyerRequest }
  /** It would not be true any more. */
  | { readonly kind: 'ended'; readonly request: BuyerRequest }
  | { readonly kind: 'unknown-request' };

/** Somebody wants the buyer to be told that the order was packed already: goes out once, however often it is pressed. */
export async function tellBuyer(
  desk: Pick<Desk, 'clock' | 'buyerRequests'>,
  wish: { readonly requestId: BuyerRequestId; readonly userId: UserId },
): Promise<TellBuyerOutcome> {
  const { requestId, userId } = wish;
  const one = await desk.buyerRequests.find(requestId);
  if (one === undefined) return { kind: 'unknown-request' };
  if (one.state === 'ended' && one.endedAs !== 'shipped') return { kind: 'ended', request: one };
  const moved = await desk.buyerRequests.moveMessage({
    requestId,
    from: 'none',
    to: 'waiting',
    actor: { kind: 'user', userId },
    at: desk.clock.now(),
    jobs: [{ job: { kind: 'send-answer', requestId } }, { job: { kind: 'post-request', requestId } }],
  });
  const request = (await desk.buyerRequests.find(requestId)) ?? one;
  return { kind: moved ? 'goes-out' : 'nothing-to-send', request };
}
