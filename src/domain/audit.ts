import type { Actor, CaseState, MessageState } from './cancellation.js';
import type { CaseId } from './ids.js';

/** One thing that happened to a case. Written in the transaction that did it; never changed or deleted. */
export interface AuditEntry {
  readonly caseId: CaseId;
  readonly at: Date;
  readonly actor: Actor;
  readonly event: AuditEvent;
}

/** What can happen to a case. Replaying the `moved` events gives its present state. */
export type AuditEvent =
  | { readonly kind: 'requested'; readonly state: CaseState; readonly reason: string; readonly code: string }
  | { readonly kind: 'moved'; readonly from: CaseState; readonly to: CaseState; readonly detail?: string }
  | { readonly kind: 'message-moved'; readonly from: MessageState; readonly to: MessageState; readonly detail?: string }
  /** Somebody clicked who may not decide, or too late; nothing changed. */
  | { readonly kind: 'click-refused'; readonly why: string }
  /** A second request for the order was answered with this case. */
  | { readonly kind: 'asked-again' };
