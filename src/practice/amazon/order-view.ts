import { decimal } from './marketplaces.js';
import type { ShopItem, ShopOrder } from './shop-types.js';

/** Datasets that a caller may ask for: Orders API v2026-01-01, `includedData`. */
export const INCLUDED_DATA: readonly string[] = [
  'BUYER',
  'RECIPIENT',
  'PROCEEDS',
  'EXPENSE',
  'PROMOTION',
  'CANCELLATION',
  'FULFILLMENT',
  'PACKAGES',
  'TAX',
  'PAYMENT',
  'FULFILLMENT_ORDERS',
];

const WITH_EMAIL: readonly string[] = ['UNSHIPPED', 'PARTIALLY_SHIPPED', 'SHIPPED'];

/** The order as Amazon's model writes it, with no more than what was asked for. */
export function viewOrder(order: ShopOrder, included: readonly string[]): unknown {
  const has = (dataset: string): boolean => included.includes(dataset);
  const { marketplace } = order;
  return {
    orderId: order.orderId,
    orderAliases: [{ aliasId: `SHOP-${order.orderId.slice(-7)}`, aliasType: 'SELLER_ORDER_ID' }],
    createdTime: iso(order.createdAt),
    lastUpdatedTime: iso(order.lastUpdatedAt),
    ...(order.programs.length > 0 && { programs: order.programs }),
    salesChannel: { channelName: 'AMAZON', marketplaceId: marketplace.id, marketplaceName: marketplace.name },
    ...(has('BUYER') && { buyer: buyer(order) }),
    ...(has('RECIPIENT') && { recipient: recipient(order) }),
    ...(has('PROCEEDS') && isPriced(order) && { proceeds: proceeds(order) }),
    ...(has('PAYMENT') &&
      isPriced(order) && { payment: { paymentExecutions: [{ paymentMethod: 'STANDARD', paymentAmount: total(order) }] } }),
    ...(has('TAX') && { tax: tax(order) }),
    ...(has('FULFILLMENT') && { fulfillment: fulfillment(order) }),
    orderItems: order.items.map((item) => viewItem(order, item, included)),
    ...(has('PACKAGES') && order.items.some(({ shipped }) => shipped > 0) && { packages: packages(order) }),
    ...(has('FULFILLMENT_ORDERS') &&
      order.fulfilledBy === 'AMAZON' && { fulfillmentOrders: [{ fulfillmentOrderId: `F${order.orderId.slice(-7)}` }] }),
  };
}

function viewItem(order: ShopOrder, item: ShopItem, included: readonly string[]): unknown {
  const has = (dataset: string): boolean => included.includes(dataset);
  const { product } = item;
  const unitPrice = money(product.prices[order.marketplace.country], order);
  return {
    orderItemId: item.orderItemId,
    quantityOrdered: item.quantity,
    product: {
      asin: product.asin,
      title: product.titles[order.marketplace.country],
      sellerSku: product.sku,
      condition: { conditionType: 'NEW', conditionSubtype: 'NEW', conditionNote: '' },
      ...(isPriced(order) && { price: { unitPrice } }),
      customization: { customizedUrl: item.customizedUrl ?? '' },
    },
    ...(has('PROCEEDS') && isPriced(order) && { proceeds: itemProceeds(order, item) }),
    ...(has('EXPENSE') && order.marketplace.country === 'JP' && { expense: { pointsCost: { pointsGranted: { pointsNumber: 10 } } } }),
    ...(has('PROMOTION') && { promotion: { breakdowns: [] } }),
    ...(has('CANCELLATION') && cancellation(item)),
    ...(has('FULFILLMENT') && {
      fulfillment: {
        quantityFulfilled: item.shipped,
        quantityUnfulfilled: order.status === 'CANCELLED' ? 0 : item.quantity - item.shipped,
        ...(item.giftMessage !== undefined && { packing: { giftOption: { giftMessage: item.giftMessage, giftWrapLevel: 'STANDARD' } } }),
      },
    }),
  };
}

function cancellation({ buyerRequest, cancelled }: ShopItem): object {
  if (buyerRequest === undefined && cancelled === undefined) return {};
  return {
    cancellation: {
      ...(buyerRequest !== undefined && { cancellationRequest: { requester: 'BUYER', cancelReason: buyerRequest } }),
      ...(cancelled !== undefined && { cancellationExecution: { cancelledBy: cancelled.by, cancelReason: cancelled.reason } }),
    },
  };
}

function buyer({ buyer: one, fulfilledBy, status, programs }: ShopOrder): object {
  return {
    buyerName: one.name,
    // The anonymised address is given for seller-fulfilled orders in these states alone.
    ...(fulfilledBy === 'MERCHANT' && WITH_EMAIL.includes(status) && { buyerEmail: one.email }),
    ...(programs.includes('AMAZON_BUSINESS') && { buyerCompanyName: one.company, buyerPurchaseOrderNumber: 'PO-2291' }),
  };
}

function recipient({ buyer: one, marketplace }: ShopOrder): object {
  return {
    deliveryAddress: {
      name: one.name,
      companyName: one.company,
      addressLine1: one.line1,
      addressLine2: one.line2,
      city: one.city,
      stateOrRegion: one.region,
      postalCode: one.postalCode,
      countryCode: marketplace.country,
      phone: one.phone,
      extendedFields: { streetName: one.line1, complement: one.line2 },
      addressType: 'RESIDENTIAL',
    },
    deliveryPreference: { dropOffLocation: 'Front door', addressInstruction: one.instruction },
  };
}

function tax({ buyer: one }: ShopOrder): object {
  return {
    taxRegistrations: [
      { entityType: 'BUYER', legalName: one.company, taxRegistrationType: 'BUSINESS', taxRegistrationNumber: 'PRACTICE-0' },
    ],
  };
}

function fulfillment(order: ShopOrder): object {
  const deliverFrom = new Date(order.shipBy.to.getTime() + 24 * 3_600_000);
  const deliverTo = new Date(order.shipBy.to.getTime() + 96 * 3_600_000);
  return {
    fulfillmentStatus: order.status,
    fulfilledBy: order.fulfilledBy,
    fulfillmentServiceLevel: order.programs.includes('PRIME') ? 'SECOND_DAY' : 'STANDARD',
    ...(order.fulfilledBy === 'MERCHANT' && {
      shipByWindow: { earliestDateTime: iso(order.shipBy.from), latestDateTime: iso(order.shipBy.to) },
    }),
    deliverByWindow: { earliestDateTime: iso(deliverFrom), latestDateTime: iso(deliverTo) },
  };
}

function packages(order: ShopOrder): object[] {
  const shipped = order.items.filter((item) => item.shipped > 0);
  return [
    {
      packageReferenceId: `PKG-${order.orderId.slice(-7)}`,
      createdTime: iso(order.lastUpdatedAt),
      packageStatus: { status: 'IN_TRANSIT' },
      carrier: 'Practice Parcel',
      trackingNumber: `PP${order.orderId.replaceAll('-', '').slice(-10)}`,
      packageItems: shipped.map((item) => ({ orderItemId: item.orderItemId, quantity: item.shipped })),
    },
  ];
}

function proceeds(order: ShopOrder): object {
  return { grandTotal: total(order), breakdowns: [{ type: 'ITEM', subtotal: total(order) }] };
}

function itemProceeds(order: ShopOrder, item: ShopItem): object {
  const amount = money(item.product.prices[order.marketplace.country] * item.quantity, order);
  return { proceedsTotal: amount, breakdowns: [{ type: 'ITEM', subtotal: amount }] };
}

/** Amazon gives no prices while it verifies the payment. */
function isPriced({ status }: ShopOrder): boolean {
  return status !== 'PENDING' && status !== 'PENDING_AVAILABILITY';
}

function total(order: ShopOrder): object {
  const sum = order.items.reduce((minor, item) => minor + item.product.prices[order.marketplace.country] * item.quantity, 0);
  return money(sum, order);
}

function money(minorUnits: number, { marketplace }: ShopOrder): object {
  return { amount: decimal(minorUnits, marketplace.currency), currencyCode: marketplace.currency };
}

/** Whole seconds, as Amazon's examples write them. */
function iso(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
