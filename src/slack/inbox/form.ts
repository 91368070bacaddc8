import { type BuyerRequestId, buyerRequestIdSchema, type ChannelId, channelIdSchema, type UserId, userIdSchema } from '../../domain/ids.js';
import type { ActionRequest } from '../requests.js';

/** A click on something of a request. */
export interface RequestClick {
  /** Undefined for a button that names none. */
  readonly requestId: BuyerRequestId | undefined;
  /** Where a cancellation is followed that follows from it: the post's channel, or what the list carries, or else the person's own. */
  readonly channelId: ChannelId;
  /** Clicked in a modal, and in which. */
  readonly viewId: string | undefined;
  /** Whom it is taken over from. */
  readonly from: UserId | undefined;
}

/** What was clicked. */
export function requestClick(request: ActionRequest): RequestClick {
  return {
    requestId: buyerRequestIdSchema.safeParse(request.actionId.split(':')[1]).data,
    channelId: request.channelId ?? channelIdSchema.safeParse(request.view?.privateMetadata).data ?? channelIdSchema.parse(request.userId),
    viewId: request.view?.id,
    from: userIdSchema.safeParse(request.value).data,
  };
}
