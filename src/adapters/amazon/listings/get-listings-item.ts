import { z } from 'zod';
import type { AccountId, MarketplaceId } from '../../../domain/ids.js';
import type { AmazonResult, ListedStock } from '../../../ports/amazon.js';
import type { AmazonClient, Operation } from '../client.js';

/** developer-docs.amazon.com/sp-api/reference/getlistingsitem */
const GET_LISTINGS_ITEM: Operation = {
  name: 'getListingsItem',
  method: 'GET',
  effect: 'repeatable',
  mayQuoteBuyer: false,
  plan: { perSecond: 5, burst: 10 },
};

/** The channel of units that the seller ships. */
export const OWN_CHANNEL = 'DEFAULT';
/** Amazon's catch-all, for a listing that says no product type. */
const ANY_PRODUCT = 'PRODUCT';

const answer = z.object({
  sku: z.string(),
  summaries: z.array(z.object({ productType: z.string().min(1).optional() })).optional(),
  fulfillmentAvailability: z.array(z.object({ fulfillmentChannelCode: z.string(), quantity: z.int().min(0).optional() })).optional(),
});

/** How many units of a SKU the seller has on sale. */
export async function getListingsItem(
  client: AmazonClient,
  item: { readonly sellerId: AccountId; readonly sku: string; readonly marketplaceId: MarketplaceId },
): Promise<AmazonResult<ListedStock>> {
  const result = await client.call(GET_LISTINGS_ITEM, {
    path: listingPath(item.sellerId, item.sku),
    query: { marketplaceIds: item.marketplaceId, includedData: 'summaries,fulfillmentAvailability' },
    urgency: 'background',
    answer,
  });
  if (!result.ok) return result;
  const { sku, summaries, fulfillmentAvailability = [] } = result.value;
  if (sku !== item.sku) return { ok: false, failure: { kind: 'unavailable', message: 'Amazon answered with another SKU' } };
  const own = fulfillmentAvailability.find((one) => one.fulfillmentChannelCode === OWN_CHANNEL);
  // Units in Amazon's warehouses are never touched, whatever else the listing says.
  const byAmazon = fulfillmentAvailability.some((one) => one.fulfillmentChannelCode !== OWN_CHANNEL);
  const productType = summaries?.find((one) => one.productType !== undefined)?.productType ?? ANY_PRODUCT;
  return { ok: true, value: { productType, quantity: byAmazon ? undefined : own?.quantity } };
}

/** A SKU may hold any sign. */
export function listingPath(sellerId: AccountId, sku: string): string {
  return `/listings/2021-08-01/items/${encodeURIComponent(sellerId)}/${encodeURIComponent(sku)}`;
}
