import { z } from 'zod';
import type { MarketplaceId, OrderId } from '../../../domain/ids.js';
import type { AmazonResult } from '../../../ports/amazon.js';
import type { AmazonClient, Operation } from '../client.js';

/** developer-docs.amazon.com/sp-api/reference/getattributes */
const GET_ATTRIBUTES: Operation = {
  name: 'GetAttributes',
  method: 'GET',
  effect: 'repeatable',
  mayQuoteBuyer: true,
  plan: { perSecond: 1, burst: 5 },
};

// Letters and digits in groups, as BCP 47 has it: nothing else about a buyer can come along.
const locale = z
  .string()
  .regex(/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$/)
  .optional()
  .catch(undefined);
const answer = z.object({ buyer: z.object({ locale }).optional() });

/** The buyer's preferred locale; undefined when Amazon says none. */
export async function getAttributes(
  client: AmazonClient,
  orderId: OrderId,
  marketplaceId: MarketplaceId,
): Promise<AmazonResult<string | undefined>> {
  const path = `/messaging/v1/orders/${orderId}/attributes`;
  const result = await client.call(GET_ATTRIBUTES, {
    path,
    query: { marketplaceIds: marketplaceId },
    urgency: 'interactive',
    orderId,
    answer,
  });
  return result.ok ? { ok: true, value: result.value.buyer?.locale } : result;
}
