import type { BuyerRequest } from '../../domain/buyer-request.js';
import type { BuyerRequestId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';

/** A buyer's request as it stands. */
export async function findRequest(desk: Pick<Desk, 'buyerRequests'>, requestId: BuyerRequestId): Promise<BuyerRequest | undefined> {
  return await desk.buyerRequests.find(requestId);
}
