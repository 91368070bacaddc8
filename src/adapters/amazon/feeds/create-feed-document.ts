import { z } from 'zod';
import type { CancellationFeeds } from '../../../ports/amazon.js';
import type { AmazonClient, Operation } from '../client.js';

/** Asked for here and sent with the upload: the store refuses an upload with any other. */
export const FEED_CONTENT_TYPE = 'text/xml; charset=UTF-8';

/** developer-docs.amazon.com/sp-api/reference/createfeeddocument. An unused document does nothing, so it is repeatable. */
const CREATE_FEED_DOCUMENT: Operation = {
  name: 'createFeedDocument',
  method: 'POST',
  effect: 'repeatable',
  mayQuoteBuyer: false,
  plan: { perSecond: 0.5, burst: 15 },
};

const answer = z.object({ feedDocumentId: z.string().min(1), url: z.string().min(1) });

/** A place for a feed's content. Its address lives 5 minutes, the document 2 days. */
export async function createFeedDocument(client: AmazonClient): ReturnType<CancellationFeeds['prepare']> {
  const body = { contentType: FEED_CONTENT_TYPE };
  const result = await client.call(CREATE_FEED_DOCUMENT, { path: '/feeds/2021-06-30/documents', body, urgency: 'background', answer });
  if (!result.ok) return result;
  return { ok: true, value: { documentId: result.value.feedDocumentId, uploadUrl: result.value.url } };
}
