import type { ApprovalPolicies } from '../domain/approval-policy.js';
import type { UserId } from '../domain/ids.js';

/** Who changed something, and when. */
export interface Change {
  readonly by: UserId;
  readonly at: Date;
}

/** What admins decide in Slack. Every version is kept; the newest applies. */
export interface Policies {
  approval(): Promise<ApprovalPolicies>;
  setApproval(policies: ApprovalPolicies, change: Change): Promise<void>;
}
