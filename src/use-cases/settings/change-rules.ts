import { type ApprovalPolicies, type ApprovalPolicy, type PolicyPlace, withPolicy } from '../../domain/approval-policy.js';
import type { MarketplaceId, UserId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';
import type { InForce } from '../../ports/policies.js';
import { mayChangeSettings } from './right-to-settings.js';

/** When a lead is asked, and where that can be set. */
export interface RulesShown {
  readonly inForce: InForce<ApprovalPolicies>;
  /** Of the connected accounts, and such that have rules of their own still. */
  readonly marketplaceIds: readonly MarketplaceId[];
}

export type ChangeRulesOutcome =
  | { readonly kind: 'changed' }
  /** Not by this admin, since the form was opened: nothing was written. */
  | { readonly kind: 'changed-meanwhile'; readonly rules: RulesShown }
  | { readonly kind: 'not-an-admin' }
  /** No marketplace of a connected account. */
  | { readonly kind: 'unknown-place' };

type RulesDesk = Pick<Desk, 'settings' | 'clock' | 'accounts' | 'policies'>;

/** The rules that apply now. Whoever shows them has asked for the right. */
export async function rulesShown({ accounts, policies }: Pick<Desk, 'accounts' | 'policies'>): Promise<RulesShown> {
  const inForce = await policies.approvalInForce();
  const own = inForce.value.byMarketplace.map(({ marketplaceId }) => marketplaceId);
  const marketplaceIds = [...new Set([...accounts.all().flatMap((account) => account.marketplaceIds), ...own])];
  return { inForce, marketplaceIds };
}

/** For a form: the rules, if they may be changed. */
export async function openRules(
  desk: RulesDesk,
  userId: UserId,
): Promise<{ readonly kind: 'rules'; readonly rules: RulesShown } | { readonly kind: 'not-an-admin' }> {
  return mayChangeSettings(desk, userId) ? { kind: 'rules', rules: await rulesShown(desk) } : { kind: 'not-an-admin' };
}

/**
 * Other rules for a place, from the next preview on. They are written only in the place of the version that the admin
 * has seen. Without a policy, what applies everywhere applies there again.
 */
export async function changeRules(
  desk: RulesDesk,
  change: {
    readonly userId: UserId;
    readonly place: PolicyPlace;
    readonly policy: ApprovalPolicy | undefined;
    readonly version: number;
  },
): Promise<ChangeRulesOutcome> {
  const { userId, place, policy, version } = change;
  if (!mayChangeSettings(desk, userId)) return { kind: 'not-an-admin' };
  const rules = await rulesShown(desk);
  if (place !== 'everywhere' && !rules.marketplaceIds.includes(place)) return { kind: 'unknown-place' };
  if (rules.inForce.version !== version) return { kind: 'changed-meanwhile', rules };
  const changed = { by: userId, at: desk.clock.now(), replaces: version };
  if (await desk.policies.setApproval(withPolicy(rules.inForce.value, place, policy), changed)) return { kind: 'changed' };
  return { kind: 'changed-meanwhile', rules: await rulesShown(desk) };
}
