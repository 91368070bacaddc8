import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cancelMessage, type Client, envelope, sendFeed, startClient } from './client.js';

const PATH = '/reports/2021-06-30/reports';
const REPORT = { reportType: 'GET_V2_SELLER_PERFORMANCE_REPORT', marketplaceIds: ['ATVPDKIKX0DER', 'A1VC38T7YXB528'] };
const healthSchema = z.object({
  accountStatuses: z.array(z.unknown()),
  performanceMetrics: z.array(z.looseObject({ marketplaceId: z.string(), preFulfillmentCancellationRate: z.unknown() })),
});

async function healthReport({ call, raw, amazon }: Client) {
  const { reportId } = z.object({ reportId: z.string() }).parse((await call(`POST ${PATH}`, { body: REPORT })).body);
  expect((await call(`GET ${PATH}/${reportId}`)).body).toMatchObject({ processingStatus: 'IN_QUEUE' });
  amazon.control.advanceClock(10_000);
  expect((await call(`GET ${PATH}/${reportId}`)).body).toMatchObject({ processingStatus: 'IN_PROGRESS' });
  amazon.control.advanceClock(10_000);
  const done = z.object({ reportDocumentId: z.string() }).parse((await call(`GET ${PATH}/${reportId}`)).body);
  const document = await call(`GET /reports/2021-06-30/documents/${done.reportDocumentId}`);
  const { url } = z.object({ url: z.string(), compressionAlgorithm: z.literal('GZIP') }).parse(document.body);
  expect((await raw(url)).status).toBe(200);
  return healthSchema.parse(JSON.parse(gunzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).toString()));
}

describe('the seller performance report', () => {
  it('counts the cancellation rate of each marketplace from the shop', async () => {
    const client = await startClient({ orders: 400 });
    const health = await healthReport(client);
    expect(health.accountStatuses[0]).toEqual({ marketplaceId: 'ATVPDKIKX0DER', status: 'NORMAL' });
    expect(health.performanceMetrics.map((one) => one.preFulfillmentCancellationRate)).toMatchObject([
      {
        reportingDateRange: { reportingDateFrom: '2026-11-17T09:00Z', reportingDateTo: '2026-11-24T09:00Z' },
        orderCount: 150,
        cancellationCount: 0,
        status: 'GOOD',
        rate: 0,
        targetValue: 0.025,
        targetCondition: 'LESS_THAN',
      },
      { orderCount: 90, cancellationCount: 1, status: 'GOOD', rate: 1 / 90 },
    ]);
  });

  it("counts a seller's cancellation, and not one that the buyer asked for", async () => {
    const client = await startClient({ orders: 400 });
    const { amazon } = client;
    const { unshipped, buyerRequested } = amazon.shop.samples;
    await sendFeed(
      client,
      envelope(amazon, cancelMessage(amazon, unshipped), cancelMessage(amazon, buyerRequested, { id: 2, reason: 'BuyerCanceled' })),
    );
    amazon.control.advanceClock(20_000);
    expect((await healthReport(client)).performanceMetrics[0]).toMatchObject({ preFulfillmentCancellationRate: { cancellationCount: 1 } });
  });

  it('has every figure that its schema requires', async () => {
    const [metrics] = (await healthReport(await startClient())).performanceMetrics;
    expect(Object.keys(metrics ?? {}).sort()).toEqual([
      'accountHealthRating',
      'documentRequests',
      'foodAndProductSafetyIssues',
      'invoiceDefectRate',
      'lateShipmentRate',
      'listingPolicyViolations',
      'marketplaceId',
      'onTimeDeliveryRate',
      'orderDefectRate',
      'otherPolicyViolations',
      'preFulfillmentCancellationRate',
      'productAuthenticityCustomerComplaints',
      'productConditionCustomerComplaints',
      'productSafetyCustomerComplaints',
      'receivedIntellectualPropertyComplaints',
      'restrictedProductPolicyViolations',
      'suspectedIntellectualPropertyViolations',
      'unitOnTimeDeliveryRate',
      'validTrackingRate',
      'warningStates',
    ]);
  });

  it.each([
    ['another type', { ...REPORT, reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA' }],
    ["a marketplace that is not the seller's", { ...REPORT, marketplaceIds: ['A1F83G8C2ARO7P'] }],
    ['no marketplace', { ...REPORT, marketplaceIds: [] }],
  ])('is refused for %s', async (_what, body) => {
    const { call } = await startClient();
    expect((await call(`POST ${PATH}`, { body })).status).toBe(400);
  });

  it('is not found when nobody asked for it', async () => {
    const { call } = await startClient();
    expect((await call(`GET ${PATH}/60002029999`)).status).toBe(404);
    expect((await call('GET /reports/2021-06-30/documents/none')).status).toBe(404);
  });
});
