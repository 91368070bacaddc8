import { z } from 'zod';
import type { MarketplaceId } from '../../../domain/ids.js';
import type { AccountHealth } from '../../../ports/amazon.js';
import type { AmazonClient, Operation } from '../client.js';

/** developer-docs.amazon.com/sp-api/reference/createreport. A second report does no harm, so it is repeatable. */
const CREATE_REPORT: Operation = {
  name: 'createReport',
  method: 'POST',
  effect: 'repeatable',
  mayQuoteBuyer: false,
  plan: { perSecond: 0.0167, burst: 15 },
};

/** Account health: developer-docs.amazon.com/sp-api/docs/report-type-values-performance */
const REPORT_TYPE = 'GET_V2_SELLER_PERFORMANCE_REPORT';

const answer = z.object({ reportId: z.string().min(1) });

/** Asks Amazon to make an account-health report. */
export async function createReport(client: AmazonClient, marketplaceIds: readonly MarketplaceId[]): ReturnType<AccountHealth['request']> {
  const body = { reportType: REPORT_TYPE, marketplaceIds };
  return await client.call(CREATE_REPORT, { path: '/reports/2021-06-30/reports', body, urgency: 'background', answer });
}
