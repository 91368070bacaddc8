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

/** Where a policy applies. */
export type PolicyPlace = MarketplaceId | 'everywhere';

/** Amazon's programs that a lead's decision can be asked for (orders of the others cannot be cancelled from here). */
export const PROGRAMS = ['PRIME', 'PREMIUM', 'AMAZON_BUSINESS', 'FBM_SHIP_PLUS', 'PREORDER', 'AMAZON_BAZAAR', 'AMAZON_HAUL'] as const;
export type Program = (typeof PROGRAMS)[number];

/** A lead always decides about these: of Amazon's programs, Prime (seller-fulfilled) has the strictest target. */
export const LEADS_PROGRAM: Program = 'PRIME';

/** What applies until an admin says otherwise. */
export const DEFAULT_POLICIES: ApprovalPolicies = {
  everywhere: { aloneUpToPercent: 80, valueLimits: [], programs: [LEADS_PROGRAM], agents: undefined },
  byMarketplace: [],
};

/** The policy for orders of a marketplace. */
export function policyFor(policies: ApprovalPolicies, marketplaceId: MarketplaceId): ApprovalPolicy {
  return policies.byMarketplace.find((one) => one.marketplaceId === marketplaceId)?.policy ?? policies.everywhere;
}

/** The policies with another one for a place; undefined for a marketplace: what applies everywhere applies there again. */
export function withPolicy(policies: ApprovalPolicies, place: PolicyPlace, policy: ApprovalPolicy | undefined): ApprovalPolicies {
  if (place === 'everywhere') return { ...policies, everywhere: policy ?? policies.everywhere };
  const others = policies.byMarketplace.filter(({ marketplaceId }) => marketplaceId !== place);
  return { ...policies, byMarketplace: policy === undefined ? others : [...others, { marketplaceId: place, policy }] };
}
