import type { CancellationCase } from './cancellation.js';
import type { AccountId, BatchId, ChannelId, MarketplaceId, UserId } from './ids.js';

/** Orders that are cancelled with one confirmation: what a person still looks through one by one. */
export const BATCH_AT_MOST = 20;

/** Requests that were confirmed together, decided together, and after that each on its own way. */
export interface Batch {
  readonly id: BatchId;
  readonly requestedBy: UserId;
  readonly requestedAt: Date;
  readonly channelId: ChannelId;
  /** Always in the same order; the first one leads: what is said of the whole batch is kept as said of it. */
  readonly cases: readonly CancellationCase[];
}

/** Grows with every change of any of its cases; what Slack shows of the whole is compared with it. */
export function batchVersion(cases: readonly Pick<CancellationCase, 'version'>[]): number {
  return cases.reduce((sum, { version }) => sum + version, 0);
}

/** Where a rate is kept: one marketplace of one account. */
export interface Place {
  readonly accountId: AccountId;
  readonly marketplaceId: MarketplaceId;
}

/** The same things by the marketplace that they are of, in order of first appearance. */
export function byPlace<T extends Place>(things: readonly T[]): readonly (Place & { readonly things: readonly T[] })[] {
  const places = new Map<string, Place & { readonly things: T[] }>();
  for (const thing of things) {
    const { accountId, marketplaceId } = thing;
    const key = `${accountId}:${marketplaceId}`;
    const place = places.get(key);
    if (place === undefined) places.set(key, { accountId, marketplaceId, things: [thing] });
    else place.things.push(thing);
  }
  return [...places.values()];
}
