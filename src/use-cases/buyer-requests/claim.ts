import type { BuyerRequest } from '../../domain/buyer-request.js';
import type { BuyerRequestId, UserId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';
import { type Standing, standing } from './standing.js';

export type ClaimOutcome = { readonly kind: 'claimed'; readonly request: BuyerRequest } | Exclude<Standing, { readonly kind: 'free' }>;

/**
 * Takes a request, so that two do not see to it. Of two at once one gets it and the other is told who. With `from` it
 * is taken over from that person, and from nobody else.
 */
export async function claimRequest(
  desk: Pick<Desk, 'clock' | 'buyerRequests'>,
  wish: { readonly requestId: BuyerRequestId; readonly userId: UserId; readonly from: UserId | undefined },
): Promise<ClaimOutcome> {
  const { requestId, userId } = wish;
  const now = standing(await desk.buyerRequests.find(requestId), userId);
  const takeOver = now.kind === 'held-by' && now.holder === wish.from;
  if (now.kind !== 'free' && !takeOver) return now;
  const at = desk.clock.now();
  const moved = await desk.buyerRequests.move({
    request: now.request,
    to: 'claimed',
    actor: { kind: 'user', userId },
    at,
    changes: { claimedBy: userId, claimedAt: at },
    jobs: [{ job: { kind: 'post-request', requestId } }],
  });
  const after = standing(await desk.buyerRequests.find(requestId), userId);
  if (moved && after.kind === 'yours') return { kind: 'claimed', request: after.request };
  if (after.kind === 'free') throw new Error(`Request ${requestId} was let go of, which nobody can do`);
  return after;
}
