import { z } from 'zod';
import { type MarketplaceId, marketplaceIdSchema } from '../../../domain/ids.js';
import type { AmazonResult } from '../../../ports/amazon.js';
import type { AmazonClient, Operation } from '../client.js';

/** developer-docs.amazon.com/sp-api/reference/getmarketplaceparticipations */
const GET_MARKETPLACE_PARTICIPATIONS: Operation = {
  name: 'getMarketplaceParticipations',
  method: 'GET',
  effect: 'repeatable',
  mayQuoteBuyer: false,
  plan: { perSecond: 0.016, burst: 15 },
};

const answer = z.object({
  payload: z.array(z.object({ marketplace: z.object({ id: z.string() }), participation: z.object({ isParticipating: z.boolean() }) })),
});

/** The marketplaces in which the account may sell. */
export async function getMarketplaceParticipations(client: AmazonClient): Promise<AmazonResult<readonly MarketplaceId[]>> {
  const path = '/sellers/v1/marketplaceParticipations';
  const result = await client.call(GET_MARKETPLACE_PARTICIPATIONS, { path, urgency: 'interactive', answer });
  if (!result.ok) return result;
  const open = result.value.payload.filter(({ participation }) => participation.isParticipating);
  // Amazon also names places outside of it, with ids of another shape.
  return { ok: true, value: open.flatMap(({ marketplace }) => marketplaceIdSchema.safeParse(marketplace.id).data ?? []) };
}
