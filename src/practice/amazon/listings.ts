import { z } from 'zod';
import { type Call, invalidInput, json, notFound, readJson, unauthorized } from './http.js';
import type { Availability, Listing } from './listing-store.js';
import { decimal, MARKETPLACE_IDS, MARKETPLACES } from './marketplaces.js';
import { type Query, readQuery } from './query.js';
import { operation, type World } from './world.js';

const PATH = '/listings/2021-08-01/items/{sellerId}/{sku}';
const DATA_SETS = [
  'summaries',
  'attributes',
  'issues',
  'offers',
  'fulfillmentAvailability',
  'procurement',
  'relationships',
  'productTypes',
];

/** GET /listings/2021-08-01/items/{sellerId}/{sku} */
export const getListingsItem = operation('getListingsItem', `GET ${PATH}`, (world, call) => {
  const query = readQuery(call, ['marketplaceIds', 'issueLocale', 'includedData']);
  const places = marketplacesOf(query);
  const listing = listingOf(world, call);
  const included = query.list('includedData', { max: 8, of: DATA_SETS }) ?? ['summaries'];
  const has = (name: string, value: unknown): object => (included.includes(name) ? { [name]: value } : {});
  const { product, availability } = listing;
  const sold = Object.values(MARKETPLACES).filter(({ id }) => places.includes(id));
  return json(200, {
    sku: product.sku,
    ...has(
      'summaries',
      sold.map(({ id, country }) => summary(listing, id, product.titles[country])),
    ),
    ...has('attributes', { fulfillment_availability: availability }),
    ...has('issues', []),
    ...has(
      'offers',
      sold.map(({ id, country, currency }) => ({
        marketplaceId: id,
        offerType: 'B2C',
        price: { currencyCode: currency, amount: decimal(product.prices[country], currency) },
      })),
    ),
    ...has(
      'fulfillmentAvailability',
      availability.map((one) => ({
        fulfillmentChannelCode: one.fulfillment_channel_code,
        ...(one.quantity !== undefined && { quantity: one.quantity }),
      })),
    ),
    ...has('relationships', []),
    ...has(
      'productTypes',
      sold.map(({ id }) => ({ marketplaceId: id, productType: product.productType })),
    ),
  });
});

function summary({ product, availability, updatedAt }: Listing, marketplaceId: string, itemName: string): object {
  const buyable = availability.some(({ quantity }) => (quantity ?? 0) > 0);
  return {
    marketplaceId,
    asin: product.asin,
    productType: product.productType,
    conditionType: 'new_new',
    status: buyable ? ['BUYABLE', 'DISCOVERABLE'] : ['DISCOVERABLE'],
    itemName,
    createdDate: '2025-03-01T00:00:00Z',
    lastUpdatedDate: updatedAt.toISOString(),
  };
}

const availabilitySchema = z.strictObject({
  fulfillment_channel_code: z.string().min(1),
  quantity: z.int().min(0).optional(),
  lead_time_to_ship_max_days: z.int().min(0).max(30).optional(),
  restock_date: z.iso.date().optional(),
  marketplace_id: z.string().optional(),
});

const patchSchema = z.strictObject({
  productType: z.string().min(1),
  patches: z
    .array(
      z.strictObject({
        op: z.enum(['add', 'replace', 'merge', 'delete']),
        path: z.literal('/attributes/fulfillment_availability'),
        value: z.array(availabilitySchema).min(1),
      }),
    )
    .min(1),
});

/** PATCH /listings/2021-08-01/items/{sellerId}/{sku}: the quantity takes effect at once. */
export const patchListingsItem = operation('patchListingsItem', `PATCH ${PATH}`, (world, call) => {
  const query = readQuery(call, ['marketplaceIds', 'issueLocale', 'includedData', 'mode']);
  marketplacesOf(query);
  query.list('includedData', { of: ['identifiers', 'issues'] });
  const mode = query.text('mode');
  if (mode !== undefined && mode !== 'VALIDATION_PREVIEW') throw invalidInput('mode takes VALIDATION_PREVIEW only.');
  const listing = listingOf(world, call);
  const { productType, patches } = readJson(call, patchSchema);
  const answer = { sku: listing.product.sku, submissionId: world.listings.nextSubmissionId() };
  const issue = problem(
    listing,
    productType,
    patches.flatMap(({ value }) => value),
  );
  if (issue !== undefined) return json(200, { ...answer, status: 'INVALID', issues: [issue] });
  if (mode === 'VALIDATION_PREVIEW') return json(200, { ...answer, status: 'VALID', issues: [] });
  const patched = patches.reduce(applied, listing.availability);
  world.listings.setAvailability(listing.product.sku, patched, call.now);
  return json(200, { ...answer, status: 'ACCEPTED', issues: [] });
});

type Patch = z.infer<typeof patchSchema>['patches'][number];

function problem({ product, availability }: Listing, productType: string, values: Patch['value']): object | undefined {
  const error = (code: string, message: string): object => ({
    code,
    message,
    severity: 'ERROR',
    categories: ['INVALID_ATTRIBUTE'],
    attributeNames: ['fulfillment_availability'],
  });
  if (productType !== product.productType && productType !== 'PRODUCT')
    return error('90244', `The product type ${productType} is not the item's.`);
  const strange = values.find((value) => !availability.some((one) => one.fulfillment_channel_code === value.fulfillment_channel_code));
  return strange && error('90220', `The fulfillment channel ${strange.fulfillment_channel_code} is not one of the item's.`);
}

/** `merge` keeps what it does not name; `replace` and `add` put the value in the place of the old one. */
function applied(availability: readonly Availability[], { op, value }: Patch): readonly Availability[] {
  if (op === 'replace' || op === 'add') return value.map(withoutMarketplace);
  const named = (one: Availability): Patch['value'][number] | undefined =>
    value.find((other) => other.fulfillment_channel_code === one.fulfillment_channel_code);
  if (op === 'delete') return availability.filter((one) => named(one) === undefined);
  return availability.map((one) => {
    const change = named(one);
    return change === undefined ? one : { ...one, ...withoutMarketplace(change) };
  });
}

function withoutMarketplace({ marketplace_id: _dropped, ...rest }: Patch['value'][number]): Availability {
  return rest;
}

function marketplacesOf(query: Query): readonly string[] {
  const ids = query.list('marketplaceIds', { max: 20 });
  if (ids === undefined) throw invalidInput('marketplaceIds is required.');
  if (ids.some((id) => !MARKETPLACE_IDS.includes(id))) throw unauthorized('A marketplace is not one of the seller.');
  return ids;
}

function listingOf(world: World, call: Call): Listing {
  if (call.params['sellerId'] !== world.credentials.sellerId) throw unauthorized('The items of another seller cannot be read.');
  const listing = world.listings.find(call.params['sku'] ?? '');
  if (listing === undefined) throw notFound(`SKU '${call.params['sku'] ?? ''}' was not found.`);
  return listing;
}
