import { cancellationCount, type ShopOrder } from './shop-types.js';

const DAY_MS = 24 * 3_600_000;
const TARGET = 0.025;

/**
 * The seller performance report's JSON: github.com/amzn/selling-partner-api-models,
 * schemas/reports/accountHealthReport-2020-11-18.json. The cancellation rate is counted from the shop's
 * orders of the last 7 days; everything else is in the best of health.
 */
export function accountHealth(facts: {
  readonly orders: readonly ShopOrder[];
  readonly marketplaceIds: readonly string[];
  readonly to: Date;
}): unknown {
  const { marketplaceIds } = facts;
  return {
    accountStatuses: marketplaceIds.map((marketplaceId) => ({ marketplaceId, status: 'NORMAL' })),
    performanceMetrics: marketplaceIds.map((marketplaceId) => ({
      marketplaceId,
      preFulfillmentCancellationRate: cancellationRate(facts, marketplaceId),
      ...perfect(facts.to),
    })),
  };
}

function cancellationRate({ orders, to }: { readonly orders: readonly ShopOrder[]; readonly to: Date }, marketplaceId: string): unknown {
  const count = cancellationCount(orders, { marketplaceId, from: new Date(to.getTime() - 7 * DAY_MS), to });
  const rate = count.orders === 0 ? 0 : count.counted / count.orders;
  return {
    reportingDateRange: range(to, 7),
    orderCount: count.orders,
    cancellationCount: count.counted,
    status: count.orders === 0 ? 'NONE' : rate < TARGET ? 'GOOD' : 'BAD',
    rate,
    targetValue: TARGET,
    targetCondition: 'LESS_THAN',
  };
}

/** The schema's other required figures, of a seller without a blemish. */
function perfect(to: Date): object {
  const good = { count: 0, status: 'GOOD' };
  const under = { status: 'GOOD', rate: 0, targetCondition: 'LESS_THAN' };
  const over = { status: 'GOOD', rate: 1, targetCondition: 'GREATER_THAN' };
  const reportingDateRange = range(to, 30);
  const defects = { claims: good, chargebacks: good, negativeFeedback: good, orderWithDefects: good };
  const orderDefects = { reportingDateRange: range(to, 60), orderCount: 0, ...defects, ...under, targetValue: 0.01 };
  const violations = { reportingDateRange: range(to, 180), defectsCount: 0, status: 'GOOD', targetValue: 0, targetCondition: 'EQUALS' };
  const invoices = { invoiceDefect: good, missingInvoice: good, lateInvoice: good };
  return {
    invoiceDefectRate: { reportingDateRange: range(to, 7), orderCount: 0, ...invoices, ...under, targetValue: 0.05 },
    lateShipmentRate: { reportingDateRange, orderCount: 0, lateShipmentCount: 0, ...under, targetValue: 0.04 },
    orderDefectRate: { mfn: { ...orderDefects, fulfillmentType: 'mfn' }, afn: { ...orderDefects, fulfillmentType: 'afn' } },
    onTimeDeliveryRate: { reportingDateRange, shipmentCountWithValidTracking: 0, onTimeDeliveryCount: 0, ...over, targetValue: 0.9 },
    unitOnTimeDeliveryRate: { reportingDateRange, unitOnTimeDeliveryCount: 0, totalUnitCount: 0, ...over, targetValue: 0.9 },
    validTrackingRate: { reportingDateRange, shipmentCount: 0, validTrackingCount: 0, ...over, targetValue: 0.95 },
    warningStates: [],
    accountHealthRating: { ahrStatus: 'GREAT', reportingDateRange: range(to, 180) },
    ...Object.fromEntries(VIOLATIONS.map((name) => [name, violations])),
  };
}

const VIOLATIONS = [
  'listingPolicyViolations',
  'productAuthenticityCustomerComplaints',
  'productConditionCustomerComplaints',
  'productSafetyCustomerComplaints',
  'receivedIntellectualPropertyComplaints',
  'restrictedProductPolicyViolations',
  'suspectedIntellectualPropertyViolations',
  'foodAndProductSafetyIssues',
  'otherPolicyViolations',
  'documentRequests',
];

/** Minutes, as in the schema's example: `2020-11-12T00:00Z`. */
function range(to: Date, days: number): { reportingDateFrom: string; reportingDateTo: string } {
  const write = (time: number): string => `${new Date(time).toISOString().slice(0, 16)}Z`;
  return { reportingDateFrom: write(to.getTime() - days * DAY_MS), reportingDateTo: write(to.getTime()) };
}
