import type { AuditEvent } from '../domain/audit.js';
import type { Actor, CancellationCase } from '../domain/cancellation.js';
import type { AccountId, CaseId, UserId } from '../domain/ids.js';

/** Something that happened to a case. */
export interface AuditEntry {
  readonly at: Date;
  readonly actor: Actor;
  readonly event: AuditEvent;
}

/** How often a reason is used: in cases of whatever time, and in requests that are being filled in. */
export interface ReasonUse {
  readonly cases: number;
  readonly drafts: number;
}

/** Cases as people look through them; one query each. */
export interface CaseLists {
  /** Newest first. */
  ofRequester(userId: UserId, atMost: number): Promise<readonly CancellationCase[]>;
  /** The one that expires first comes first. */
  awaitingApproval(atMost: number): Promise<readonly CancellationCase[]>;
  /** Of everybody, newest first. */
  recent(atMost: number): Promise<readonly CancellationCase[]>;
  /** Those of an account that something is still to happen to, oldest first. */
  openOf(accountId: AccountId, atMost: number): Promise<readonly CancellationCase[]>;
  /** By the key of the reason; none for what is not used. */
  usesOfReasons(): Promise<ReadonlyMap<string, ReasonUse>>;
  /** All that happened to a case, in order. */
  timeline(caseId: CaseId): Promise<readonly AuditEntry[]>;
}
