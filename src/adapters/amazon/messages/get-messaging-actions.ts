import { z } from 'zod';
import type { MarketplaceId, OrderId } from '../../../domain/ids.js';
import type { AmazonResult, Urgency } from '../../../ports/amazon.js';
import type { AmazonClient, Operation } from '../client.js';

/** developer-docs.amazon.com/sp-api/reference/getmessagingactionsfororder */
const GET_MESSAGING_ACTIONS: Operation = {
  name: 'getMessagingActionsForOrder',
  method: 'GET',
  effect: 'repeatable',
  mayQuoteBuyer: true,
  plan: { perSecond: 1, burst: 5, keptForPeople: 2, linesUp: true },
};

// The name is optional in Amazon's model, the address is not.
const link = z.object({ href: z.string(), name: z.string().optional() });
const answer = z.object({ _links: z.object({ actions: z.array(link) }) });

/** Whether the critical message about an unexpected problem is offered for the order now. */
export async function getMessagingActions(
  client: AmazonClient,
  { orderId, marketplaceId, urgency }: { readonly orderId: OrderId; readonly marketplaceId: MarketplaceId; readonly urgency: Urgency },
): Promise<AmazonResult<boolean>> {
  const path = `/messaging/v1/orders/${orderId}`;
  const result = await client.call(GET_MESSAGING_ACTIONS, {
    path,
    query: { marketplaceIds: marketplaceId },
    urgency,
    orderId,
    answer,
  });
  if (!result.ok) return result;
  const offered = result.value._links.actions.some(({ name, href }) => (name ?? nameIn(href)) === 'unexpectedProblem');
  return { ok: true, value: offered };
}

function nameIn(href: string): string | undefined {
  return /\/messages\/(\w+)(?:\?|$)/.exec(href)?.[1];
}
