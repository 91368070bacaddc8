import { describe, expect, it } from 'vitest';
import { startClient } from './client.js';

const ITEM = '/listings/2021-08-01/items/A2PRACTICESELLER/YOGA-MAT-6MM';
const US = 'marketplaceIds=ATVPDKIKX0DER';

function patch(op: string, value: object, productType = 'EXERCISE_MAT'): object {
  return { productType, patches: [{ op, path: '/attributes/fulfillment_availability', value: [value] }] };
}

describe('getListingsItem', () => {
  it('gives the summaries by default, the quantity when asked', async () => {
    const { call } = await startClient();
    const plain = await call(`GET ${ITEM}?${US}`);
    expect(plain.body).toMatchObject({
      sku: 'YOGA-MAT-6MM',
      summaries: [{ productType: 'EXERCISE_MAT', status: ['BUYABLE', 'DISCOVERABLE'] }],
    });
    expect(plain.text).not.toContain('fulfillmentAvailability');
    const asked = await call(`GET ${ITEM}?${US}&includedData=fulfillmentAvailability`);
    expect(asked.body).toEqual({ sku: 'YOGA-MAT-6MM', fulfillmentAvailability: [{ fulfillmentChannelCode: 'DEFAULT', quantity: 18 }] });
  });

  it.each([
    [`${ITEM}`, 400],
    [`${ITEM}?marketplaceIds=A1F83G8C2ARO7P`, 403],
    [`${ITEM}?${US}&includedData=everything`, 400],
    [`/listings/2021-08-01/items/A2PRACTICESELLER/NO-SUCH-SKU?${US}`, 404],
    [`/listings/2021-08-01/items/A1SOMEBODYELSE/YOGA-MAT-6MM?${US}`, 403],
  ])('answers %s with %i', async (path, status) => {
    const { call } = await startClient();
    expect((await call(`GET ${path}`)).status).toBe(status);
  });
});

describe('patchListingsItem', () => {
  it('merges the quantity and keeps the rest', async () => {
    const { amazon, call } = await startClient();
    const answer = await call(`PATCH ${ITEM}?${US}`, { body: patch('merge', { fulfillment_channel_code: 'DEFAULT', quantity: 0 }) });
    expect(answer.body).toMatchObject({ sku: 'YOGA-MAT-6MM', status: 'ACCEPTED', issues: [], submissionId: expect.any(String) });
    expect(amazon.shop.stock('YOGA-MAT-6MM')).toBe(0);
    const after = await call(`GET ${ITEM}?${US}&includedData=attributes,summaries`);
    expect(after.body).toMatchObject({
      attributes: { fulfillment_availability: [{ fulfillment_channel_code: 'DEFAULT', quantity: 0, lead_time_to_ship_max_days: 2 }] },
      summaries: [{ status: ['DISCOVERABLE'] }],
    });
  });

  it('drops what a replace does not name', async () => {
    const { call } = await startClient();
    await call(`PATCH ${ITEM}?${US}`, { body: patch('replace', { fulfillment_channel_code: 'DEFAULT', quantity: 3 }) });
    const after = await call(`GET ${ITEM}?${US}&includedData=attributes`);
    expect(after.body).toEqual({
      sku: 'YOGA-MAT-6MM',
      attributes: { fulfillment_availability: [{ fulfillment_channel_code: 'DEFAULT', quantity: 3 }] },
    });
  });

  it('changes nothing in a validation preview', async () => {
    const { amazon, call } = await startClient();
    const body = patch('merge', { fulfillment_channel_code: 'DEFAULT', quantity: 0 });
    expect((await call(`PATCH ${ITEM}?${US}&mode=VALIDATION_PREVIEW`, { body })).body).toMatchObject({ status: 'VALID' });
    expect(amazon.shop.stock('YOGA-MAT-6MM')).toBe(18);
  });

  it.each([
    ['another product type', patch('merge', { fulfillment_channel_code: 'DEFAULT', quantity: 0 }, 'TENT')],
    ["Amazon's own channel", patch('merge', { fulfillment_channel_code: 'AMAZON_NA', quantity: 0 })],
  ])('answers INVALID with an issue for %s', async (_what, body) => {
    const { amazon, call } = await startClient();
    expect((await call(`PATCH ${ITEM}?${US}`, { body })).body).toMatchObject({ status: 'INVALID', issues: [{ severity: 'ERROR' }] });
    expect(amazon.shop.stock('YOGA-MAT-6MM')).toBe(18);
  });

  it.each([
    ['no channel', patch('merge', { quantity: 0 })],
    ['an empty channel', patch('merge', { fulfillment_channel_code: '', quantity: 0 })],
    ['a negative quantity', patch('merge', { fulfillment_channel_code: 'DEFAULT', quantity: -1 })],
    ['an unknown operation', patch('set', { fulfillment_channel_code: 'DEFAULT', quantity: 0 })],
    ['no patches', { productType: 'PRODUCT', patches: [] }],
  ])('refuses %s', async (_what, body) => {
    const { call } = await startClient();
    expect((await call(`PATCH ${ITEM}?${US}`, { body })).status).toBe(400);
  });
});

describe('getMarketplaceParticipations', () => {
  it('names the three marketplaces with currency and language', async () => {
    const { call } = await startClient();
    expect((await call('GET /sellers/v1/marketplaceParticipations')).body).toMatchObject({
      payload: [
        {
          marketplace: { id: 'ATVPDKIKX0DER', defaultCurrencyCode: 'USD', defaultLanguageCode: 'en_US' },
          participation: { isParticipating: true },
        },
        { marketplace: { id: 'A1PA6795UKMFR9', defaultCurrencyCode: 'EUR', defaultLanguageCode: 'de_DE' } },
        { marketplace: { id: 'A1VC38T7YXB528', defaultCurrencyCode: 'JPY', defaultLanguageCode: 'ja_JP' } },
      ],
    });
  });
});
