import type { BuyerRequest, RequestMessage, RequestState } from '../../../src/domain/buyer-request.js';
import type { MessageState } from '../../../src/domain/cancellation.js';
import { buyerRequestIdSchema } from '../../../src/domain/ids.js';
import { ACCOUNT, ANNA, LENA, NOON, ORDER, US } from '../../fixtures/cases.js';

/** A buyer's request in a state, with everything that it has by then. */
export function request(state: RequestState, changes: Partial<BuyerRequest> = {}): BuyerRequest {
  const ended = state === 'ended';
  return {
    id: buyerRequestIdSchema.parse('33333333-3333-4333-8333-333333333333'),
    accountId: ACCOUNT,
    orderId: ORDER,
    marketplaceId: US,
    state,
    version: 1,
    noticedAt: new Date('2026-11-24T09:00:00Z'),
    claimedBy: state === 'open' ? undefined : ANNA,
    claimedAt: state === 'open' ? undefined : NOON,
    answeredBy: state === 'answered' ? ANNA : undefined,
    answeredAt: state === 'answered' ? NOON : undefined,
    endedAs: ended ? 'cancelled' : undefined,
    endedAt: ended ? NOON : undefined,
    message: state === 'answered' ? answer('none') : undefined,
    ...changes,
  };
}

export function answer(state: MessageState, changes: Partial<RequestMessage> = {}): RequestMessage {
  return { state, language: 'en', text: 'Dear customer, it is packed.', by: LENA, at: NOON, detail: undefined, ...changes };
}
