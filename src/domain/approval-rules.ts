import type { ApprovalRule, RateSnapshot } from './cancellation.js';
import type { UserId } from './ids.js';
import { isUnder, passesShareOfTarget } from './rate.js';
import type { PickedReason } from './reason.js';

/** Up to this share of the target an agent decides alone. */
const ALONE_UP_TO_PERCENT = 80;

/** Why a lead has to decide; empty when nobody has to. What does not count against the account needs no approval for the rate. */
export function approvalRules(facts: { readonly picked: PickedReason; readonly rate: RateSnapshot | undefined }): ApprovalRule[] {
  const { picked, rate } = facts;
  const rules: ApprovalRule[] = picked.alwaysApproved ? ['reason_always'] : [];
  if (!picked.counts) return rules;
  if (rate === undefined) return [...rules, 'rate_unknown'];
  if (!isUnder(rate.after, rate.target)) return [...rules, 'rate_at_or_above_target'];
  return passesShareOfTarget(rate.after, rate.target, ALONE_UP_TO_PERCENT) ? [...rules, 'rate_above_80_percent'] : rules;
}

/** Whether a person may decide: an approver, and never on the own request. Nobody configured means nobody may. */
export function mayDecide(facts: {
  readonly userId: UserId;
  readonly requestedBy: UserId;
  readonly approvers: readonly UserId[];
}): 'may' | 'not-an-approver' | 'own-request' {
  if (!facts.approvers.includes(facts.userId)) return 'not-an-approver';
  return facts.userId === facts.requestedBy ? 'own-request' : 'may';
}
