import { describe, expect, it } from 'vitest';
import type { Log, LogFields } from '../../../src/ports/log.js';
import { marketplaceIdSchema } from '../../../src/domain/ids.js';
import { amazonOnStage, GERMANY, ORDER_ID } from './amazon-on-stage.js';
import { silentLog } from '../../support/silent-log.js';

const ROUTE = `GET /orders/2026-01-01/orders/${ORDER_ID}`;
const SEARCH = 'GET /orders/2026-01-01/orders';

/** An order with everything that Amazon's model has room for; all that is the buyer's says Canary. */
const WIRE = {
  orderId: ORDER_ID,
  orderAliases: [{ aliasId: 'canary-alias', aliasType: 'SELLER_ORDER_ID' }],
  createdTime: '2026-11-20T08:00:00Z',
  lastUpdatedTime: '2026-11-21T09:30:00.123Z',
  programs: ['PRIME', 'SOMETHING_NEW'],
  salesChannel: { channelName: 'AMAZON', marketplaceId: 'A1PA6795UKMFR9', marketplaceName: 'Amazon.de' },
  buyer: { buyerName: 'Zx Canary', buyerEmail: 'canary@marketplace.amazon.de', buyerPurchaseOrderNumber: 'canary-po' },
  recipient: { deliveryAddress: { name: 'Zx Canary', addressLine1: '1 Canary Street', phone: '+49 30 canary' } },
  fulfillment: {
    fulfillmentStatus: 'UNSHIPPED',
    fulfilledBy: 'MERCHANT',
    fulfillmentServiceLevel: 'STANDARD',
    shipByWindow: { earliestDateTime: '2026-11-21T00:00:00Z', latestDateTime: '2026-11-24T22:59:59Z' },
  },
  proceeds: { grandTotal: { amount: '49.98', currencyCode: 'EUR' } },
  tax: { taxRegistrations: [{ buyerName: 'Zx Canary' }] },
  orderItems: [
    {
      orderItemId: '12345678901234',
      quantityOrdered: 2,
      product: {
        asin: 'B0CANDLE01',
        title: 'Candle & holder',
        sellerSku: 'CANDLE-1',
        price: { unitPrice: { amount: '24.99', currencyCode: 'EUR' } },
        customization: { customizedUrl: 'https://example.com/canary.zip' },
      },
      fulfillment: { quantityFulfilled: 0, quantityUnfulfilled: 2, packing: { giftOption: { giftMessage: 'Love, Canary' } } },
      cancellation: {
        cancellationRequest: { requester: 'BUYER', cancelReason: 'Changed mind about purchase' },
        cancellationExecution: { cancelledBy: 'MERCHANT', cancelReason: 'Canary asked for it' },
      },
    },
  ],
  packages: [{ shipFromAddress: { name: 'Canary Warehouse' } }],
};

const ORDER = {
  orderId: '114-9876543-1234567',
  marketplaceId: 'A1PA6795UKMFR9',
  createdAt: new Date('2026-11-20T08:00:00Z'),
  lastUpdatedAt: new Date('2026-11-21T09:30:00.123Z'),
  status: 'UNSHIPPED',
  fulfilledBy: 'MERCHANT',
  programs: ['PRIME', 'SOMETHING_NEW'],
  shipBy: new Date('2026-11-24T22:59:59Z'),
  items: [
    {
      orderItemId: '12345678901234',
      sku: 'CANDLE-1',
      asin: 'B0CANDLE01',
      title: 'Candle & holder',
      quantityOrdered: 2,
      quantityFulfilled: 0,
      unitPrice: { currency: 'EUR', minorUnits: 2499 },
      buyerRequestedCancel: true,
      buyerCancelReason: 'Changed mind about purchase',
      cancelledBy: 'MERCHANT',
    },
  ],
  total: { currency: 'EUR', minorUnits: 4998 },
};

type Wire = Record<string, unknown>;
const ITEM: Wire = WIRE.orderItems[0] ?? {};

function withItem(changes: Wire): Wire {
  return { ...WIRE, orderItems: [{ ...ITEM, ...changes }] };
}

async function read(wire: Wire) {
  const stage = await amazonOnStage();
  stage.on(ROUTE, { status: 200, json: { order: wire } });
  return await stage.amazon.orders.get(ORDER_ID, 'interactive');
}

async function readGood(wire: Wire) {
  const result = await read(wire);
  if (!result.ok) throw new Error(result.failure.kind);
  return result.value;
}

describe('getOrder', () => {
  it('asks for nothing about the buyer and keeps nothing of the buyer', async () => {
    const stage = await amazonOnStage();
    stage.on(ROUTE, { status: 200, json: { order: WIRE } });
    const result = await stage.amazon.orders.get(ORDER_ID, 'interactive');
    expect(stage.received[0]?.query).toEqual({ includedData: 'FULFILLMENT,CANCELLATION,PROCEEDS' });
    expect(result).toEqual({ ok: true, value: ORDER });
    expect(JSON.stringify(result)).not.toMatch(/canary/i);
  });

  it('reads an order with no more than the model asks for', async () => {
    const { orderId, createdTime, lastUpdatedTime, salesChannel } = WIRE;
    const orderItems = [{ orderItemId: '1', quantityOrdered: 1, product: {} }];
    const fulfillment = { fulfillmentStatus: 'PENDING', fulfilledBy: 'AMAZON' };
    const order = await readGood({ orderId, createdTime, lastUpdatedTime, salesChannel, fulfillment, orderItems });
    expect(order).toMatchObject({ status: 'PENDING', fulfilledBy: 'AMAZON', programs: [], shipBy: undefined, total: undefined });
    expect(order.items).toEqual([
      {
        orderItemId: '1',
        sku: undefined,
        asin: undefined,
        title: '',
        quantityOrdered: 1,
        quantityFulfilled: 0,
        unitPrice: undefined,
        buyerRequestedCancel: false,
        buyerCancelReason: undefined,
        cancelledBy: undefined,
      },
    ]);
  });

  it.each([
    ['Found cheaper somewhere else.', 'Found cheaper somewhere else'],
    ['ITEM(S) WOULD NOT ARRIVE ON TIME', 'Item(s) would not arrive on time'],
    ['Other', 'Other'],
    ['Please cancel, my name is Zx Canary', undefined],
    ['', undefined],
  ])('of the buyer’s reason %j keeps %j', async (cancelReason, kept) => {
    const order = await readGood(withItem({ cancellation: { cancellationRequest: { requester: 'BUYER', cancelReason } } }));
    expect(order.items[0]).toMatchObject({ buyerRequestedCancel: true, buyerCancelReason: kept });
  });

  it('takes only Amazon’s word BUYER for a buyer’s request', async () => {
    const order = await readGood(withItem({ cancellation: { cancellationRequest: { requester: 'SYSTEM', cancelReason: 'Other' } } }));
    expect(order.items[0]).toMatchObject({ buyerRequestedCancel: false, buyerCancelReason: undefined });
  });

  it.each([
    [
      { amount: '1200', currencyCode: 'JPY' },
      { currency: 'JPY', minorUnits: 1200 },
    ],
    [
      { amount: '0.1', currencyCode: 'USD' },
      { currency: 'USD', minorUnits: 10 },
    ],
    [{ amount: '12.345', currencyCode: 'EUR' }, undefined],
    [{ amount: '1E2', currencyCode: 'EUR' }, undefined],
    [{ amount: 12.5, currencyCode: 'EUR' }, undefined],
    ['free', undefined],
  ])('reads the amount %j as %j', async (grandTotal, total) => {
    expect((await readGood({ ...WIRE, proceeds: { grandTotal } })).total).toEqual(total);
  });

  it('takes the items of a shipped order as shipped when Amazon gives no number', async () => {
    const order = await readGood({
      ...withItem({ fulfillment: {} }),
      fulfillment: { fulfillmentStatus: 'SHIPPED', fulfilledBy: 'MERCHANT' },
    });
    expect(order.items[0]?.quantityFulfilled).toBe(2);
  });

  it.each([
    [
      'a status that is not known here',
      { ...WIRE, fulfillment: { ...WIRE.fulfillment, fulfillmentStatus: 'ON_THE_MOON' } },
      { kind: 'refused', code: 'unknown-status', message: 'Amazon gives a fulfillment status that is not known here' },
    ],
    [
      'no word on who fulfils it',
      { ...WIRE, fulfillment: { fulfillmentStatus: 'UNSHIPPED' } },
      { kind: 'refused', code: 'unknown-fulfiller', message: 'Amazon does not say who fulfils the order' },
    ],
    [
      'a sales channel outside Amazon',
      { ...WIRE, salesChannel: { channelName: 'NON_AMAZON' } },
      { kind: 'refused', code: 'not-an-amazon-order', message: 'the order is of no Amazon marketplace' },
    ],
    [
      'another order’s id',
      { ...WIRE, orderId: '114-0000000-0000000' },
      { kind: 'unavailable', message: 'Amazon answered with another order' },
    ],
    ['no items', { ...WIRE, orderItems: undefined }, { kind: 'unavailable', message: 'no usable order.orderItems in the answer' }],
    [
      'a time without a zone',
      { ...WIRE, createdTime: '2026-11-20T08:00:00' },
      { kind: 'unavailable', message: 'no usable order.createdTime in the answer' },
    ],
    [
      'an item without its id',
      withItem({ orderItemId: '' }),
      { kind: 'unavailable', message: 'no usable order.orderItems.0.orderItemId in the answer' },
    ],
    [
      'half an item',
      withItem({ quantityOrdered: 0.5 }),
      { kind: 'unavailable', message: 'no usable order.orderItems.0.quantityOrdered in the answer' },
    ],
  ])('does not guess at %s', async (_name, wire, failure) => {
    expect(await read(wire)).toEqual({ ok: false, failure });
  });
});

describe('searchOrders', () => {
  const WINDOW = {
    marketplaceIds: [GERMANY, marketplaceIdSchema.parse('A13V1IB3VIYZZH')],
    from: new Date('2026-11-16T10:00:00Z'),
    to: new Date('2026-11-17T10:00:00Z'),
    pageToken: undefined,
  };

  it('asks the same on every page but for the page token', async () => {
    const stage = await amazonOnStage();
    stage.on(
      SEARCH,
      { status: 200, json: { orders: [WIRE], pagination: { nextToken: 'page=2&' } } },
      { status: 200, json: { orders: [], lastUpdatedBefore: '2026-11-17T10:00:00Z' } },
    );
    const first = await stage.amazon.orders.changed(WINDOW);
    const second = await stage.amazon.orders.changed({ ...WINDOW, pageToken: 'page=2&' });
    expect(first).toEqual({ ok: true, value: { orders: [ORDER], nextPageToken: 'page=2&', until: undefined } });
    expect(second).toEqual({ ok: true, value: { orders: [], nextPageToken: undefined, until: WINDOW.to } });
    expect(JSON.stringify(first)).not.toMatch(/canary/i);
    const query = {
      lastUpdatedAfter: '2026-11-16T10:00:00.000Z',
      lastUpdatedBefore: '2026-11-17T10:00:00.000Z',
      marketplaceIds: 'A1PA6795UKMFR9,A13V1IB3VIYZZH',
      fulfilledBy: 'MERCHANT',
      maxResultsPerPage: '100',
      includedData: 'FULFILLMENT,CANCELLATION,PROCEEDS',
    };
    expect(stage.received.map((one) => one.query)).toEqual([query, { ...query, paginationToken: 'page=2&' }]);
  });

  it('leaves it to Amazon up to when it searches, and reads up to when it did', async () => {
    const stage = await amazonOnStage();
    stage.on(SEARCH, { status: 200, json: { orders: [], lastUpdatedBefore: '2026-11-24T14:58:00Z' } });
    const page = await stage.amazon.orders.changed({ ...WINDOW, to: undefined });
    expect(page).toEqual({ ok: true, value: { orders: [], nextPageToken: undefined, until: new Date('2026-11-24T14:58:00Z') } });
    expect(stage.received[0]?.query).not.toHaveProperty('lastUpdatedBefore');
  });

  it('leaves an order out that it does not understand, and counts it in the log', async () => {
    const lines: { event: string; fields: LogFields | undefined }[] = [];
    const log: Log = {
      ...silentLog,
      debug: () => undefined,
      info: () => undefined,
      warn: (event, fields) => lines.push({ event, fields }),
      error: () => undefined,
    };
    const stage = await amazonOnStage({ log });
    const odd = { ...WIRE, fulfillment: { fulfillmentStatus: 'ON_THE_MOON', fulfilledBy: 'MERCHANT' } };
    stage.on(SEARCH, { status: 200, json: { orders: [odd, WIRE, { orderId: 'Canary' }] } });
    const result = await stage.amazon.orders.changed(WINDOW);
    expect(result).toEqual({ ok: true, value: { orders: [ORDER], nextPageToken: undefined, until: undefined } });
    expect(lines).toEqual([{ event: 'Orders of a page were not understood', fields: { operation: 'searchOrders', count: 2 } }]);
  });
});
