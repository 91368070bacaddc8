import type { BuyerRequest } from '../../domain/buyer-request.js';
import { isMessageToSettle } from '../../domain/cancellation.js';
import type { BuyerRequestId, UserId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';

export type SettleAnswerOutcome =
  | { readonly kind: 'settled' | 'nothing-to-settle'; readonly request: BuyerRequest }
  | { readonly kind: 'unknown-request' };

/** A person has looked in Seller Central what became of an answer, or has sent it there: put on record, never sent again. */
export async function settleAnswer(
  desk: Pick<Desk, 'clock' | 'buyerRequests'>,
  said: { readonly requestId: BuyerRequestId; readonly userId: UserId; readonly sent: boolean },
): Promise<SettleAnswerOutcome> {
  const { requestId, userId } = said;
  const one = await desk.buyerRequests.find(requestId);
  if (one === undefined) return { kind: 'unknown-request' };
  const from = one.message?.state ?? 'none';
  const to = said.sent ? 'sent' : 'not_sent';
  if (!isMessageToSettle(from) || from === to) return { kind: 'nothing-to-settle', request: one };
  const moved = await desk.buyerRequests.moveMessage({
    requestId,
    from,
    to,
    actor: { kind: 'user', userId },
    at: desk.clock.now(),
    detail: 'looked-up',
    jobs: [{ job: { kind: 'post-request', requestId } }],
  });
  return { kind: moved ? 'settled' : 'nothing-to-settle', request: (await desk.buyerRequests.find(requestId)) ?? one };
}
