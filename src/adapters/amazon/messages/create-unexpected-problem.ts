import { z } from 'zod';
import type { AmazonResult, BuyerMessages } from '../../../ports/amazon.js';
import type { AmazonClient, Operation } from '../client.js';

/**
 * developer-docs.amazon.com/sp-api/reference/createunexpectedproblem. Cannot be recalled or read back; its 201 is all
 * the answer there is.
 */
const CREATE_UNEXPECTED_PROBLEM: Operation = {
  name: 'createUnexpectedProblem',
  method: 'POST',
  effect: 'once',
  mayQuoteBuyer: true,
  plan: { perSecond: 1, burst: 5, linesUp: true },
  successIs: 201,
};

/** Sends the buyer a critical message about the order. */
export async function createUnexpectedProblem(
  client: AmazonClient,
  { orderId, marketplaceId, text }: Parameters<BuyerMessages['send']>[0],
): Promise<AmazonResult<void>> {
  return await client.call(CREATE_UNEXPECTED_PROBLEM, {
    path: `/messaging/v1/orders/${orderId}/messages/unexpectedProblem`,
    query: { marketplaceIds: marketplaceId },
    body: { text },
    urgency: 'background',
    orderId,
    answer: z.void(),
  });
}
