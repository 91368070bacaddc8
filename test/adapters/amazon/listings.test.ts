import { describe, expect, it } from 'vitest';
import { amazonOnStage, brokenOff, GERMANY, refusal, type Reply, reset } from './amazon-on-stage.js';

const SKU = 'MAT/6 mm+ü';
const ITEM = '/listings/2021-08-01/items/A2EXAMPLE1SELLER/MAT%2F6%20mm%2B%C3%BC';
const CHANGE = { sku: SKU, marketplaceId: GERMANY, productType: 'EXERCISE_MAT', quantity: 0 };

function listing(fulfillmentAvailability: unknown, summaries: unknown = [{ productType: 'EXERCISE_MAT' }]): Reply {
  return { status: 200, json: { sku: SKU, summaries, fulfillmentAvailability } };
}

describe('getListingsItem', () => {
  it.each<[string, Reply, object]>([
    ['the quantity', listing([{ fulfillmentChannelCode: 'DEFAULT', quantity: 18 }]), { productType: 'EXERCISE_MAT', quantity: 18 }],
    ['no quantity of what Amazon ships', listing([{ fulfillmentChannelCode: 'AMAZON_EU', quantity: 3 }]), { quantity: undefined }],
    [
      'no quantity where Amazon ships as well',
      listing([{ fulfillmentChannelCode: 'DEFAULT', quantity: 18 }, { fulfillmentChannelCode: 'AMAZON_EU' }]),
      { quantity: undefined },
    ],
    ['no quantity where there is none', listing([{ fulfillmentChannelCode: 'DEFAULT' }]), { quantity: undefined }],
    ['a catch-all where there is no product type', listing([], []), { productType: 'PRODUCT' }],
  ])('gives %s', async (_what, reply, value) => {
    const stage = await amazonOnStage();
    stage.on(`GET ${ITEM}`, reply);
    expect(await stage.amazon.listings.stock(SKU, GERMANY)).toMatchObject({ ok: true, value });
    expect(stage.received[0]?.query).toEqual({ marketplaceIds: 'A1PA6795UKMFR9', includedData: 'summaries,fulfillmentAvailability' });
  });

  it.each<[string, Reply, object]>([
    ['a missing role', refusal(403, 'Unauthorized', 'Access to requested resource is denied.'), { kind: 'not-authorised' }],
    ['an unknown SKU', refusal(404, 'NOT_FOUND', 'SKU not found.'), { kind: 'not-found' }],
    ['a quantity below zero', listing([{ fulfillmentChannelCode: 'DEFAULT', quantity: -1 }]), { kind: 'unavailable' }],
    ['another SKU', { status: 200, json: { sku: 'OTHER', fulfillmentAvailability: [] } }, { kind: 'unavailable' }],
    ['no room', refusal(429, 'QuotaExceeded', 'You exceeded your quota.'), { kind: 'throttled', retryAfterMs: 200 }],
  ])('fails with %s', async (_what, reply, failure) => {
    const stage = await amazonOnStage();
    stage.on(`GET ${ITEM}`, reply);
    expect(await stage.amazon.listings.stock(SKU, GERMANY)).toMatchObject({ ok: false, failure });
  });
});

describe('patchListingsItem', () => {
  it('merges the quantity alone', async () => {
    const stage = await amazonOnStage();
    stage.on(`PATCH ${ITEM}`, { status: 200, json: { sku: SKU, status: 'ACCEPTED', submissionId: 'f1', issues: [] } });
    expect(await stage.amazon.listings.setQuantity(CHANGE)).toEqual({ ok: true, value: undefined });
    expect(stage.received[0]?.query).toEqual({ marketplaceIds: 'A1PA6795UKMFR9' });
    expect(JSON.parse(stage.received[0]?.body ?? '')).toEqual({
      productType: 'EXERCISE_MAT',
      patches: [
        {
          op: 'merge',
          path: '/attributes/fulfillment_availability',
          value: [{ fulfillment_channel_code: 'DEFAULT', quantity: 0 }],
        },
      ],
    });
  });

  it.each<[string, Reply, object]>([
    [
      'Amazon’s own words when it is invalid',
      { status: 200, json: { status: 'INVALID', issues: [{ code: '90220', message: 'The channel is not one of the item’s.' }] } },
      { kind: 'refused', code: '90220', message: 'The channel is not one of the item’s.' },
    ],
    ['a missing role', refusal(403, 'Unauthorized', 'Access to requested resource is denied.'), { kind: 'not-authorised' }],
    ['a reset', reset, { kind: 'ambiguous' }],
    ['half an answer', brokenOff(200, { status: 'ACCEPTED' }), { kind: 'ambiguous' }],
    ['an answer of another kind', { status: 200, json: {} }, { kind: 'ambiguous' }],
    ['an error of Amazon’s', refusal(500, 'InternalFailure', 'Try again.'), { kind: 'ambiguous' }],
  ])('is sent once and fails with %s', async (_what, reply, failure) => {
    const stage = await amazonOnStage();
    stage.on(`PATCH ${ITEM}`, reply);
    expect(await stage.amazon.listings.setQuantity(CHANGE)).toMatchObject({ ok: false, failure });
    expect(stage.received).toHaveLength(1);
  });
});
