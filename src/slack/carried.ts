import { z } from 'zod';
import { type ChannelId, channelIdSchema, marketplaceIdSchema } from '../domain/ids.js';
import { EVERY_ORDER, type OrderFilter } from '../domain/order-list.js';

/** What a modal carries in which nothing is filled in yet: where a cancellation begun in it is followed, and what it lists. */
export interface Carried {
  readonly channelId: ChannelId;
  readonly filter?: OrderFilter;
}

const schema = z.object({
  channelId: channelIdSchema,
  marketplaceId: marketplaceIdSchema.optional(),
  sku: z.string().optional(),
  requested: z.boolean().optional(),
  late: z.boolean().optional(),
});

/** As it stands in the modal, which Slack keeps to itself. */
export function carriedText({ channelId, filter }: Carried): string {
  return JSON.stringify({ channelId, ...filter });
}

/** What a modal carries; undefined for one that carries a draft or nothing. */
export function uncarried(metadata: string | undefined): Required<Carried> | undefined {
  if (metadata === undefined || !metadata.startsWith('{')) return undefined;
  const { channelId, marketplaceId, sku, requested, late } = schema.parse(JSON.parse(metadata));
  return { channelId, filter: { ...EVERY_ORDER, marketplaceId, sku, requested: requested === true, late: late === true } };
}
