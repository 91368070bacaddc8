import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FREE_TEXT_REASON } from '../../src/practice/amazon/people.js';
import { PLANTED_BUYER_DATA } from '../../src/practice/amazon/server.js';
import { type Client, startClient } from './client.js';

const SEARCH = '/orders/2026-01-01/orders';
const SINCE = 'createdAfter=2026-10-10T00:00:00Z';
const pageSchema = z.object({
  orders: z.array(z.object({ orderId: z.string() })),
  pagination: z.object({ nextToken: z.string() }).optional(),
});

async function page(client: Client, query: string): Promise<{ ids: string[]; next: string | undefined }> {
  const read = pageSchema.parse((await client.call(`GET ${SEARCH}?${query}`)).body);
  return { ids: read.orders.map(({ orderId }) => orderId), next: read.pagination?.nextToken };
}

describe('getOrder', () => {
  it('gives no status, no request, no money and no buyer unless asked', async () => {
    const { amazon, call } = await startClient();
    const answer = await call(`GET ${SEARCH}/${amazon.shop.samples.buyerRequested}`);
    const { order } = z.object({ order: z.record(z.string(), z.unknown()) }).parse(answer.body);
    expect(Object.keys(order).sort()).toEqual(['createdTime', 'lastUpdatedTime', 'orderAliases', 'orderId', 'orderItems', 'salesChannel']);
    expect(answer.text).not.toMatch(/cancellation|fulfillment|grandTotal|buyerName/);
  });

  it('gives what the app needs for FULFILLMENT, CANCELLATION and PROCEEDS', async () => {
    const { amazon, call } = await startClient();
    const orderId = amazon.shop.samples.buyerRequested;
    const answer = await call(`GET ${SEARCH}/${orderId}?includedData=FULFILLMENT,CANCELLATION,PROCEEDS`);
    expect(answer.body).toMatchObject({
      order: {
        orderId,
        createdTime: '2026-11-23T23:00:00Z',
        salesChannel: { channelName: 'AMAZON', marketplaceId: 'ATVPDKIKX0DER', marketplaceName: 'Amazon.com' },
        proceeds: { grandTotal: { amount: '32.90', currencyCode: 'USD' } },
        fulfillment: { fulfillmentStatus: 'UNSHIPPED', fulfilledBy: 'MERCHANT', shipByWindow: { latestDateTime: '2026-11-25T23:59:59Z' } },
        orderItems: [
          {
            orderItemId: expect.stringMatching(/^\d{14}$/),
            quantityOrdered: 1,
            product: { sellerSku: 'TOWEL-SET-6', title: 'Cotton Towel Set, 6 Pieces', price: { unitPrice: { amount: '32.90' } } },
            fulfillment: { quantityFulfilled: 0, quantityUnfulfilled: 1 },
            cancellation: { cancellationRequest: { requester: 'BUYER', cancelReason: 'Changed mind about purchase' } },
          },
        ],
      },
    });
    expect(answer.text).not.toContain('cancellationExecution');
  });

  it('writes yen without decimals and gives no prices while a payment is pending', async () => {
    const { amazon, call } = await startClient();
    const japanese = await call(`GET ${SEARCH}/${amazon.shop.samples.unshippedJapanese}?includedData=PROCEEDS`);
    expect(japanese.body).toMatchObject({ order: { proceeds: { grandTotal: { amount: '4770', currencyCode: 'JPY' } } } });
    const pending = await call(`GET ${SEARCH}/${amazon.shop.samples.pending}?includedData=PROCEEDS`);
    expect(pending.text).not.toMatch(/grandTotal|unitPrice/);
  });

  it.each([
    ['cancelled', 'MERCHANT'],
    ['cancelledByBuyer', 'BUYER'],
    ['cancelledByAmazon', 'AMAZON'],
  ] as const)('says of the sample %s that %s cancelled it', async (name, cancelledBy) => {
    const { amazon, call } = await startClient();
    const answer = await call(`GET ${SEARCH}/${amazon.shop.samples[name]}?includedData=CANCELLATION,FULFILLMENT`);
    expect(answer.body).toMatchObject({
      order: {
        fulfillment: { fulfillmentStatus: 'CANCELLED' },
        orderItems: [{ cancellation: { cancellationExecution: { cancelledBy } } }],
      },
    });
  });

  it.each([
    [`${SEARCH}/TEST_CASE_400`, 400, 'InvalidInput'],
    [`${SEARCH}/111-0000000-0000000`, 404, 'NotFound'],
    [`${SEARCH}/111-0000000-0000000?includedData=Buyer`, 400, 'InvalidInput'],
    [`${SEARCH}/111-0000000-0000000?includeData=BUYER`, 400, 'InvalidInput'],
  ])('answers %s with %i %s', async (path, status, code) => {
    const { call } = await startClient();
    const answer = await call(`GET ${path}`);
    expect([answer.status, answer.body]).toMatchObject([status, { errors: [{ code }] }]);
  });
});

describe('buyer data', () => {
  it('comes with BUYER and RECIPIENT, the e-mail address in three states only', async () => {
    const { amazon, call } = await startClient();
    const { samples, order } = amazon.shop;
    const unshipped = await call(`GET ${SEARCH}/${samples.unshipped}?includedData=BUYER,RECIPIENT`);
    const buyer = order(samples.unshipped)?.buyer;
    for (const text of [buyer?.name, buyer?.email, buyer?.phone, buyer?.line1, buyer?.instruction]) expect(unshipped.text).toContain(text);
    const cancelled = await call(`GET ${SEARCH}/${samples.cancelled}?includedData=BUYER`);
    expect(cancelled.text).toContain('buyerName');
    expect(cancelled.text).not.toContain('buyerEmail');
  });

  it('is also planted where nobody asks for it', async () => {
    const { amazon, call } = await startClient();
    const { samples, order } = amazon.shop;
    expect((await call(`GET ${SEARCH}/${samples.personalised}`)).text).toContain('for-Fennimore-Quillashby');
    expect((await call(`GET ${SEARCH}/${samples.buyerRequestedFreeText}?includedData=CANCELLATION`)).text).toContain(FREE_TEXT_REASON);
    const gift = order(samples.gift)?.items[0]?.giftMessage;
    expect(PLANTED_BUYER_DATA).toContain(gift);
    expect((await call(`GET ${SEARCH}/${samples.gift}?includedData=FULFILLMENT`)).text).toContain(gift);
  });

  it('can be searched for: each planted text is on some order, none in a title', async () => {
    const { call } = await startClient({ orders: 400 });
    const all = 'BUYER,RECIPIENT,FULFILLMENT,CANCELLATION,TAX';
    let text = '';
    let next = '';
    do {
      const answer = await call(`GET ${SEARCH}?${SINCE}&includedData=${all}${next}`);
      text += answer.text;
      const token = pageSchema.parse(answer.body).pagination?.nextToken;
      next = token === undefined ? '' : `&paginationToken=${token}`;
    } while (next !== '');
    expect(PLANTED_BUYER_DATA.filter((planted) => !text.includes(planted))).toEqual([]);
    const plain = await call(`GET ${SEARCH}?${SINCE}&includedData=PROCEEDS`);
    const unasked = PLANTED_BUYER_DATA.filter((planted) => plain.text.includes(planted) && !planted.includes('Quillashby'));
    expect(unasked).toEqual([]);
  });
});

describe('searchOrders', () => {
  it('filters by marketplace, fulfiller and status', async () => {
    const client = await startClient();
    const { ids } = await page(
      client,
      `${SINCE}&marketplaceIds=A1PA6795UKMFR9&fulfilledBy=MERCHANT&fulfillmentStatuses=UNSHIPPED,CANCELLED`,
    );
    const expected = client.amazon.shop
      .listOrders()
      .filter(
        ({ marketplace, fulfilledBy, status }) =>
          marketplace.country === 'DE' && fulfilledBy === 'MERCHANT' && /^(UNSHIPPED|CANCELLED)$/.test(status),
      );
    expect(ids.sort()).toEqual(expected.map(({ orderId }) => orderId).sort());
    expect(ids.length).toBeGreaterThan(2);
  });

  it('gives every order once over its pages, and no token on the last', async () => {
    const client = await startClient();
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const one = await page(client, `${SINCE}&maxResultsPerPage=17${token === undefined ? '' : `&paginationToken=${token}`}`);
      seen.push(...one.ids);
      token = one.next;
    } while (token !== undefined);
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
  });

  it('lets page size and included data change between pages, nothing else', async () => {
    const client = await startClient();
    const { next } = await page(client, `${SINCE}&maxResultsPerPage=10`);
    expect((await page(client, `${SINCE}&maxResultsPerPage=20&includedData=CANCELLATION&paginationToken=${next}`)).ids).toHaveLength(20);
    for (const other of ['createdAfter=2026-10-11T00:00:00Z', `${SINCE}&fulfilledBy=MERCHANT`]) {
      const answer = await client.call(`GET ${SEARCH}?${other}&paginationToken=${next}`);
      expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('belongs to other parameters')]);
    }
  });

  it('lets a page token expire after 24 hours', async () => {
    const client = await startClient();
    const { next } = await page(client, `${SINCE}&maxResultsPerPage=10`);
    client.amazon.control.advanceClock(24 * 3_600_000 + 1);
    const headers = { 'x-amz-access-token': await client.token() };
    const answer = await client.call(`GET ${SEARCH}?${SINCE}&paginationToken=${next}`, { headers });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('has expired')]);
  });

  it('does not find what is newer than two minutes', async () => {
    const client = await startClient();
    const { amazon } = client;
    const changed = amazon.shop.samples.unshipped;
    amazon.control.requestCancellation(changed);
    const since = 'lastUpdatedAfter=2026-11-24T08:59:30Z';
    expect((await page(client, since)).ids).toEqual([]);
    amazon.control.advanceClock(121_000);
    expect((await page(client, since)).ids).toEqual([changed]);
  });

  it.each([
    ['', 'Exactly one of createdAfter and lastUpdatedAfter'],
    [`${SINCE}&lastUpdatedAfter=2026-11-01T00:00:00Z`, 'Exactly one of'],
    [`${SINCE}&lastUpdatedBefore=2026-11-02T00:00:00Z`, 'lastUpdatedBefore does not go with'],
    [`${SINCE}&createdBefore=2026-10-01T00:00:00Z`, 'must not be before'],
    [`${SINCE}&createdBefore=2026-11-24T08:59:00Z`, 'at least two minutes before'],
    ['createdAfter=yesterday', 'ISO 8601'],
    ['createdAfter=2026-11-20', 'ISO 8601'],
    [`${SINCE}&maxResultsPerPage=101`, 'between 1 and 100'],
    [`${SINCE}&maxResultsPerPage=0`, 'between 1 and 100'],
    [`${SINCE}&fulfilledBy=MFN`, "the value 'MFN'"],
    [`${SINCE}&fulfillmentStatuses=Unshipped`, "the value 'Unshipped'"],
    ['createdAfter=2026-11-24T08:59:59Z&fulfilledBy=MFN', "the value 'MFN'"],
    [`${SINCE}&fulfilledBy=MERCHANT&fulfilledBy=AMAZON`, 'more than once'],
    [`${SINCE}&MarketplaceIds=ATVPDKIKX0DER`, 'Unknown parameter MarketplaceIds'],
    [`${SINCE}&paginationToken=made-up`, 'not valid'],
    [`${SINCE}&includedData=`, 'is empty'],
  ])('refuses the query %j', async (query, details) => {
    const { call } = await startClient();
    const answer = await call(`GET ${SEARCH}?${query}`);
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { errors: [{ code: 'InvalidInput', details: expect.stringContaining(details) }] },
    ]);
  });

  it("is forbidden for a marketplace that is not the seller's", async () => {
    const { call } = await startClient();
    expect((await call(`GET ${SEARCH}?${SINCE}&marketplaceIds=A1F83G8C2ARO7P`)).status).toBe(403);
  });
});
