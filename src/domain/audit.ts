import type { CaseState, MessageState } from './cancellation.js';

/** What can happen to a case. Written in the transaction that did it; never changed or deleted. Replaying the `moved` events gives its present state. */
export type AuditEvent =
  | { readonly kind: 'requested'; readonly state: CaseState; readonly reason: string; readonly code: string }
  | { readonly kind: 'moved'; readonly from: CaseState; readonly to: CaseState; readonly detail?: string }
  | { readonly kind: 'message-moved'; readonly from: MessageState; readonly to: MessageState; readonly detail?: string }
  /** Somebody ended the outbox window early. */
  | { readonly kind: 'hurried' }
  /** An approver asked the requester something. */
  | { readonly kind: 'question-asked' }
  /** Somebody clicked who may not decide, or too late; nothing changed. */
  | { readonly kind: 'click-refused'; readonly why: string }
  /** A second request for the order was answered with this case. */
  | { readonly kind: 'asked-again' };
