import type { ApprovalPolicies } from '../domain/approval-policy.js';
import type { ReasonPolicy } from '../domain/reason-book.js';
import type { UserId } from '../domain/ids.js';

/** Who changed something, and when. */
export interface Change {
  readonly by: UserId;
  readonly at: Date;
}

/** What applies now, with the version that says so. */
export interface InForce<T> {
  readonly value: T;
  /** Another one after every change; 0 before the first. */
  readonly version: number;
  /** Undefined before the first change. */
  readonly changed: Change | undefined;
}

/** What admins decide in Slack. Every version is kept; the newest applies. */
export interface Policies {
  approval(): Promise<ApprovalPolicies>;
  approvalInForce(): Promise<InForce<ApprovalPolicies>>;
  /** False, and nothing is written, when `replaces` is not the newest version any more. */
  setApproval(policies: ApprovalPolicies, change: Change & { readonly replaces: number }): Promise<boolean>;
  reasons(): Promise<ReasonPolicy>;
  reasonsInForce(): Promise<InForce<ReasonPolicy>>;
  setReasons(policy: ReasonPolicy, change: Change & { readonly replaces: number }): Promise<boolean>;
}
