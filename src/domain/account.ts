import { type AccountId, accountIdSchema, type MarketplaceId } from './ids.js';
import type { Region } from './marketplaces.js';

/** A seller account that is connected. */
export interface Account {
  readonly id: AccountId;
  /** What the team calls it. */
  readonly name: string;
  readonly region: Region;
  /** At least one. */
  readonly marketplaceIds: readonly MarketplaceId[];
}

/**
 * The id of an account to be connected: the seller id. Sellers of several regions may have the same one in all of them,
 * and then the later one is told apart by its region.
 */
export function accountIdFor(
  { sellerId, region }: { readonly sellerId: AccountId; readonly region: Region },
  others: readonly Pick<Account, 'id' | 'region'>[],
): AccountId {
  const namesake = others.find((other) => other.id === sellerId);
  if (namesake === undefined || namesake.region === region) return sellerId;
  return accountIdSchema.parse(`${sellerId}${region.toUpperCase()}`);
}
