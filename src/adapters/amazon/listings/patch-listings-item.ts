import { z } from 'zod';
import type { AccountId } from '../../../domain/ids.js';
import type { AmazonResult, QuantityChange } from '../../../ports/amazon.js';
import type { AmazonClient, Operation } from '../client.js';
import { listingPath, OWN_CHANNEL } from './get-listings-item.js';

/**
 * developer-docs.amazon.com/sp-api/reference/patchlistingsitem. The same number twice does no harm by itself, but a
 * repeat would undo what somebody has set meanwhile: without a clear answer the quantity is read, not set again.
 */
const PATCH_LISTINGS_ITEM: Operation = {
  name: 'patchListingsItem',
  method: 'PATCH',
  effect: 'once',
  mayQuoteBuyer: false,
  plan: { perSecond: 5, burst: 5 },
};

const answer = z.object({
  status: z.enum(['ACCEPTED', 'INVALID', 'VALID']),
  issues: z
    .array(z.object({ code: z.string(), message: z.string() }))
    .optional()
    .catch(undefined),
});

/**
 * Sets the quantity that the seller ships. `merge` leaves handling time and restock date as they are
 * (developer-docs.amazon.com/sp-api/docs/merge-a-listing). Accepted is not yet live.
 */
export async function patchListingsItem(
  client: AmazonClient,
  { sellerId, sku, marketplaceId, productType, quantity }: QuantityChange & { readonly sellerId: AccountId },
): Promise<AmazonResult<void>> {
  const value = [{ fulfillment_channel_code: OWN_CHANNEL, quantity }];
  const result = await client.call(PATCH_LISTINGS_ITEM, {
    path: listingPath(sellerId, sku),
    query: { marketplaceIds: marketplaceId },
    body: { productType, patches: [{ op: 'merge', path: '/attributes/fulfillment_availability', value }] },
    urgency: 'background',
    answer,
  });
  if (!result.ok) return result;
  if (result.value.status === 'ACCEPTED') return { ok: true, value: undefined };
  const [issue] = result.value.issues ?? [];
  const code = /^[\w.-]{1,60}$/.test(issue?.code ?? '') ? (issue?.code ?? '') : result.value.status;
  return { ok: false, failure: { kind: 'refused', code, message: (issue?.message ?? '').slice(0, 300) } };
}
