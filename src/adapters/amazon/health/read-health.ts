import { z } from 'zod';
import type { MarketplaceId } from '../../../domain/ids.js';
import type { AccountHealth } from '../../../ports/amazon.js';
import type { AmazonClient, Operation } from '../client.js';
import { type Documents, documentAddress } from '../documents.js';
import { parseAccountHealth } from './account-health-report.js';

/** developer-docs.amazon.com/sp-api/reference/getreport */
const GET_REPORT: Operation = {
  name: 'getReport',
  method: 'GET',
  effect: 'repeatable',
  mayQuoteBuyer: false,
  plan: { perSecond: 2, burst: 15 },
};

/** developer-docs.amazon.com/sp-api/reference/getreportdocument */
const GET_REPORT_DOCUMENT: Operation = {
  name: 'getReportDocument',
  method: 'GET',
  effect: 'repeatable',
  mayQuoteBuyer: false,
  plan: { perSecond: 0.0167, burst: 15 },
};

const reportAnswer = z.object({
  processingStatus: z.enum(['IN_QUEUE', 'IN_PROGRESS', 'DONE', 'FATAL', 'CANCELLED']),
  reportDocumentId: z.string().min(1).optional(),
});

interface HealthContext {
  readonly client: AmazonClient;
  readonly documents: Documents;
  /** The marketplaces that rates are kept for. */
  readonly marketplaceIds: readonly MarketplaceId[];
}

/** Looks whether the report is there, and reads it. */
export async function readHealth(
  { client, documents, marketplaceIds }: HealthContext,
  reportId: string,
): ReturnType<AccountHealth['read']> {
  const path = `/reports/2021-06-30/reports/${encodeURIComponent(reportId)}`;
  const report = await client.call(GET_REPORT, { path, urgency: 'background', answer: reportAnswer });
  if (!report.ok) return report;
  const { processingStatus, reportDocumentId } = report.value;
  if (processingStatus === 'IN_QUEUE' || processingStatus === 'IN_PROGRESS') return { ok: true, value: 'pending' };
  if (processingStatus !== 'DONE' || reportDocumentId === undefined) return { ok: true, value: 'gone' };
  const address = await client.call(GET_REPORT_DOCUMENT, {
    path: `/reports/2021-06-30/documents/${encodeURIComponent(reportDocumentId)}`,
    urgency: 'background',
    answer: documentAddress,
  });
  if (!address.ok) return address;
  const document = await documents.download(address.value);
  return document.ok ? parseAccountHealth(document.value.bytes, marketplaceIds) : document;
}
