import { z } from 'zod';
import { type MarketplaceId, marketplaceIdSchema } from '../../../domain/ids.js';
import type { RateTarget } from '../../../domain/rate.js';
import type { AmazonResult, ReportedRate } from '../../../ports/amazon.js';
import { parseJson, timestamp } from '../json.js';

const whole = z.number().int().nonnegative();

const rateSchema = z.object({
  reportingDateRange: z.object({ reportingDateFrom: timestamp, reportingDateTo: timestamp }),
  orderCount: whole,
  cancellationCount: whole,
  targetValue: z.number().optional().catch(undefined),
  targetCondition: z.string().optional().catch(undefined),
});

/**
 * One marketplace's metrics. The schema calls the rate `preFulfillmentCancellationRate`, its own example
 * `prefulfillmentCancelRate`: github.com/amzn/selling-partner-api-models, schemas/reports/accountHealthReport-2020-11-18.json
 */
const metricsSchema = z.object({
  marketplaceId: marketplaceIdSchema,
  preFulfillmentCancellationRate: rateSchema.optional().catch(undefined),
  prefulfillmentCancelRate: rateSchema.optional().catch(undefined),
});
const reportSchema = z.object({ performanceMetrics: z.array(z.unknown()) });

/** The pre-fulfilment cancellation rates of the report; a marketplace without all of its figures is left out. */
export function parseAccountHealth(bytes: Uint8Array, marketplaceIds: readonly MarketplaceId[]): AmazonResult<readonly ReportedRate[]> {
  const report = reportSchema.safeParse(parseJson(bytes));
  if (!report.success) return { ok: false, failure: { kind: 'unavailable', message: 'report is no account-health report' } };
  const rates = report.data.performanceMetrics.flatMap(readRate);
  return { ok: true, value: rates.filter((one) => marketplaceIds.includes(one.marketplaceId)) };
}

function readRate(wire: unknown): ReportedRate[] {
  const metrics = metricsSchema.safeParse(wire).data;
  const rate = metrics?.preFulfillmentCancellationRate ?? metrics?.prefulfillmentCancelRate;
  if (metrics === undefined || rate === undefined) return [];
  const { reportingDateFrom: from, reportingDateTo: to } = rate.reportingDateRange;
  const counts = { orders: rate.orderCount, counted: rate.cancellationCount };
  const target = rate.targetCondition === 'LESS_THAN' && rate.targetValue !== undefined ? fraction(rate.targetValue) : undefined;
  return [{ marketplaceId: metrics.marketplaceId, rate: counts, target, from, to }];
}

/** 0.025 as 25 / 1000, by its decimal digits; undefined for what is no share between 0 and 1. */
function fraction(value: number): RateTarget | undefined {
  const digits = /^0\.(\d{1,6})$/.exec(String(value))?.[1];
  if (digits === undefined || value <= 0) return undefined;
  return { numerator: Number(digits), denominator: 10 ** digits.length };
}
