import type { ProcessingReport } from '../../../domain/feed.js';
import type { AmazonResult } from '../../../ports/amazon.js';
import type { AmazonClient, Operation } from '../client.js';
import { type Documents, documentAddress } from '../documents.js';
import { parseProcessingReport } from './processing-report.js';

/** developer-docs.amazon.com/sp-api/reference/getfeeddocument */
const GET_FEED_DOCUMENT: Operation = {
  name: 'getFeedDocument',
  method: 'GET',
  effect: 'repeatable',
  mayQuoteBuyer: false,
  plan: { perSecond: 0.0222, burst: 10 },
};

/** Fetches and reads the processing report of a feed that has ended. */
export async function readReport(
  client: AmazonClient,
  documents: Documents,
  reportDocumentId: string,
): Promise<AmazonResult<ProcessingReport>> {
  const path = `/feeds/2021-06-30/documents/${encodeURIComponent(reportDocumentId)}`;
  const address = await client.call(GET_FEED_DOCUMENT, { path, urgency: 'background', answer: documentAddress });
  if (!address.ok) return address;
  const document = await documents.download(address.value);
  return document.ok ? await parseProcessingReport(document.value) : document;
}
