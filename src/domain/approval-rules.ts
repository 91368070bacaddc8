import { type ApprovalPolicy, LEADS_PROGRAM } from './approval-policy.js';
import { type ApprovalRule, type RateSnapshot, windowsOf } from './cancellation.js';
import type { UserId } from './ids.js';
import type { Order } from './order.js';
import { isUnder, passesShareOfTarget } from './rate.js';
import type { PickedReason } from './reason.js';

interface Facts {
  readonly picked: PickedReason;
  readonly rate: RateSnapshot | undefined;
  readonly order: Pick<Order, 'total' | 'programs'>;
  readonly requestedBy: UserId;
  readonly policy: ApprovalPolicy;
}

/** Why a lead has to decide, in the order in which people want to know; empty when nobody has to. */
export function approvalRules(facts: Facts): ApprovalRule[] {
  const { picked, order, policy } = facts;
  const rules: ApprovalRule[] = rateRules(facts);
  if (isAboveLimit(order.total, policy)) rules.push('value_above_limit');
  if (picked.alwaysApproved) rules.push('reason_always');
  if (order.programs.some((program) => program === LEADS_PROGRAM || policy.programs.includes(program))) rules.push('program_always');
  if (policy.agents !== undefined && !policy.agents.includes(facts.requestedBy)) rules.push('agent_without_right');
  return rules;
}

/** What does not count against the account needs no approval for the rate. Of several windows the worst decides. */
function rateRules({ picked, rate, policy }: Facts): ApprovalRule[] {
  if (!picked.counts) return [];
  if (rate === undefined) return ['rate_unknown'];
  const windows = windowsOf(rate);
  if (windows.some(({ after, target }) => !isUnder(after, target))) return ['rate_at_or_above_target'];
  const close = windows.some(({ after, target }) => passesShareOfTarget(after, target, policy.aloneUpToPercent));
  // A window that nobody knows may be the one that is missed.
  if (rate.incomplete === true) return ['rate_unknown'];
  return close ? ['rate_above_share'] : [];
}

function isAboveLimit(total: Order['total'], { valueLimits }: ApprovalPolicy): boolean {
  const limit = valueLimits.find(({ currency }) => currency === total?.currency);
  return limit !== undefined && total !== undefined && total.minorUnits > limit.minorUnits;
}

/** Whether a person may decide: an approver, and never on the own request. */
export function mayDecide(facts: {
  readonly userId: UserId;
  readonly requestedBy: UserId;
  readonly isApprover: boolean;
}): 'may' | 'not-an-approver' | 'own-request' {
  if (!facts.isApprover) return 'not-an-approver';
  return facts.userId === facts.requestedBy ? 'own-request' : 'may';
}
