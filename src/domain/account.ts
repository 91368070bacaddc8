import type { AccountId, MarketplaceId } from './ids.js';
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
