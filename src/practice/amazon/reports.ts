import { z } from 'zod';
import { accountHealth } from './account-health.js';
import { invalidInput, json, notFound, readJson } from './http.js';
import { MARKETPLACE_IDS } from './marketplaces.js';
import { readQuery } from './query.js';
import type { PracticeReport } from './report-store.js';
import { operation, type World } from './world.js';

const PERFORMANCE_REPORT = 'GET_V2_SELLER_PERFORMANCE_REPORT';

const specification = z.strictObject({
  reportType: z.string(),
  marketplaceIds: z.array(z.string()).min(1).max(25),
  dataStartTime: z.iso.datetime().optional(),
  dataEndTime: z.iso.datetime().optional(),
  reportOptions: z.record(z.string(), z.string()).optional(),
});

/** POST /reports/2021-06-30/reports */
export const createReport = operation('createReport', 'POST /reports/2021-06-30/reports', (world, call) => {
  const { reportType, marketplaceIds } = readJson(call, specification);
  if (reportType !== PERFORMANCE_REPORT) throw invalidInput(`The report type ${reportType} is not supported.`);
  const foreign = marketplaceIds.find((id) => !MARKETPLACE_IDS.includes(id));
  if (foreign !== undefined) throw invalidInput(`The marketplace ${foreign} is not one of the seller.`);
  return json(202, { reportId: world.reports.add({ reportType, marketplaceIds, createdAt: call.now }).reportId });
});

/** GET /reports/2021-06-30/reports/{reportId} */
export const getReport = operation('getReport', 'GET /reports/2021-06-30/reports/{reportId}', (world, call) => {
  readQuery(call, []);
  const asked = world.reports.find(call.params['reportId'] ?? '');
  if (asked === undefined) throw notFound('There is no such report.');
  const { start, end } = world.reports.times(asked);
  const done = call.now >= end;
  const documentId = done ? (asked.documentId ?? makeDocument(world, asked, end)) : undefined;
  const processingStatus = done ? 'DONE' : call.now >= start ? 'IN_PROGRESS' : 'IN_QUEUE';
  return json(200, {
    reportId: asked.reportId,
    reportType: asked.reportType,
    marketplaceIds: asked.marketplaceIds,
    createdTime: asked.createdAt.toISOString(),
    processingStatus,
    ...(processingStatus !== 'IN_QUEUE' && { processingStartTime: start.toISOString() }),
    ...(done && { processingEndTime: end.toISOString(), reportDocumentId: documentId }),
  });
});

function makeDocument(world: World, report: PracticeReport, at: Date): string {
  const health = accountHealth({ orders: world.shop.listOrders(), marketplaceIds: report.marketplaceIds, to: at });
  const bytes = Buffer.from(JSON.stringify(health));
  const { documentId } = world.documents.create({ kind: 'report', contentType: 'application/json', createdAt: at, gzip: true, bytes });
  world.reports.finish(report.reportId, documentId);
  return documentId;
}
