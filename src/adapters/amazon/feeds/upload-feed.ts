import type { AmazonResult } from '../../../ports/amazon.js';
import type { Documents } from '../documents.js';
import { FEED_CONTENT_TYPE } from './create-feed-document.js';
import { type OrderAcknowledgement, orderAcknowledgementXml } from './order-acknowledgement-xml.js';

/** Puts the feed's content to where createFeedDocument said. Throws for lines that could never be a feed. */
export async function uploadFeed(documents: Documents, uploadUrl: string, feed: OrderAcknowledgement): Promise<AmazonResult<void>> {
  return await documents.upload(uploadUrl, { content: orderAcknowledgementXml(feed), contentType: FEED_CONTENT_TYPE });
}
