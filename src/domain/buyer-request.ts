import { isLegalMessageMove, type MessageState } from './cancellation.js';
import type { AccountId, BuyerRequestId, MarketplaceId, OrderId, UserId } from './ids.js';
import type { Order } from './order.js';

/** Where a buyer's request stands with us. */
export const REQUEST_STATES = [
  /** Nobody has taken it. */
  'open',
  /** Somebody sees to it. */
  'claimed',
  /** It was packed already, so it is shipped all the same. */
  'answered',
  'ended',
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** How a request ended at Amazon. */
export const REQUEST_ENDS = ['cancelled', 'shipped', 'unfulfillable', 'withdrawn'] as const;
export type RequestEnd = (typeof REQUEST_ENDS)[number];

/** What the buyer of an order that was packed already is told. */
export interface RequestMessage {
  /** `none` until somebody presses Send. */
  readonly state: MessageState;
  /** BCP 47 language of the text. */
  readonly language: string;
  readonly text: string;
  /** Who pressed Send, and when the message last moved on. */
  readonly by: UserId | undefined;
  readonly at: Date | undefined;
  readonly detail: string | undefined;
}

/** A buyer's own request at Amazon that an order be cancelled. */
export interface BuyerRequest {
  readonly id: BuyerRequestId;
  readonly accountId: AccountId;
  readonly orderId: OrderId;
  readonly marketplaceId: MarketplaceId;
  readonly state: RequestState;
  /** Grows by one with every change; what Slack shows is compared with it. */
  readonly version: number;
  /** When we saw Amazon's flag for the first time; the buyer asked before that. */
  readonly noticedAt: Date;
  readonly claimedBy: UserId | undefined;
  readonly claimedAt: Date | undefined;
  readonly answeredBy: UserId | undefined;
  readonly answeredAt: Date | undefined;
  readonly endedAs: RequestEnd | undefined;
  readonly endedAt: Date | undefined;
  /** Only once it is answered. */
  readonly message: RequestMessage | undefined;
}

/** True when the answer to a buyer may go from one state to the other: as a case's message, from when somebody presses Send. */
export function isLegalAnswerMove(from: MessageState, to: MessageState): boolean {
  return isLegalMessageMove(from, to) || (from === 'none' && to === 'waiting');
}

/** What happened to a request. Replaying the `moved` events gives its present state. */
export type RequestEvent =
  | { readonly kind: 'noticed' }
  | { readonly kind: 'moved'; readonly from: RequestState; readonly to: RequestState; readonly detail?: string }
  | { readonly kind: 'message-moved'; readonly from: MessageState; readonly to: MessageState; readonly detail?: string };

/**
 * What an order says of a request for it: that the buyer waits for an answer, or how the waiting ended. Undefined for
 * an order that says neither, such as one that waits for its payment.
 */
export function requestIn(
  order: Pick<Order, 'status' | 'fulfilledBy'> & { readonly buyerRequested: boolean },
): 'waits' | RequestEnd | undefined {
  switch (order.status) {
    case 'CANCELLED':
      return 'cancelled';
    case 'SHIPPED':
    case 'PARTIALLY_SHIPPED':
      return 'shipped';
    case 'UNFULFILLABLE':
      return 'unfulfillable';
    case 'UNSHIPPED':
      return order.buyerRequested && order.fulfilledBy === 'MERCHANT' ? 'waits' : 'withdrawn';
    case 'PENDING':
    case 'PENDING_AVAILABILITY':
      return undefined;
  }
}

/** What the warehouse is told: not to ship, to ship after all, that it is cancelled. */
export type WarehouseLine = 'stop' | 'ship' | 'cancelled';

/** All that is posted of a request, each at most once. */
export const REQUEST_POSTS = ['inbox', 'stop', 'ship', 'cancelled'] as const;
export type RequestPostKind = (typeof REQUEST_POSTS)[number];

/** What the warehouse has to have been told by now. What was never stopped needs no other word. */
export function warehouseLine(
  request: Pick<BuyerRequest, 'state' | 'endedAs'>,
  said: readonly RequestPostKind[],
): WarehouseLine | undefined {
  if (request.state === 'open' || request.state === 'claimed') return 'stop';
  if (!said.includes('stop')) return undefined;
  if (request.state === 'answered' || request.endedAs === 'withdrawn') return 'ship';
  return request.endedAs === 'cancelled' ? 'cancelled' : undefined;
}
