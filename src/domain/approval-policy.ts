import type { MarketplaceId, UserId } from './ids.js';
import type { Money } from './money.js';

/** When a lead has to decide, as an admin set it. */
export interface ApprovalPolicy {
  /** Up to this share of the target an agent decides alone, in whole percent. */
  readonly aloneUpToPercent: number;
  /** Orders worth more need a lead: at most one limit for each currency; a currency without one has none. */
  readonly valueLimits: readonly Money[];
  /** Amazon's program names whose orders a lead always decides. */
  readonly programs: readonly string[];
  /** Who may cancel without a lead where nothing else asks for one; undefined: everybody. */
  readonly agents: readonly UserId[] | undefined;
}

/** The policy of the workspace, and of marketplaces that have one of their own. */
export interface ApprovalPolicies {
  readonly everywhere: ApprovalPolicy;
  readonly byMarketplace: readonly { readonly marketplaceId: MarketplaceId; readonly policy: ApprovalPolicy }[];
}

/** What applies until an admin says otherwise. Of Amazon's programs, Prime (seller-fulfilled) has the strictest target. */
export const DEFAULT_POLICIES: ApprovalPolicies = {
  everywhere: { aloneUpToPercent: 80, valueLimits: [], programs: ['PRIME'], agents: undefined },
  byMarketplace: [],
};

/** The policy for orders of a marketplace. */
export function policyFor(policies: ApprovalPolicies, marketplaceId: MarketplaceId): ApprovalPolicy {
  return policies.byMarketplace.find((one) => one.marketplaceId === marketplaceId)?.policy ?? policies.everywhere;
}
