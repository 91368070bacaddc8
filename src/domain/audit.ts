import type { CaseState, MessageState } from './cancellation.js';
import type { StockState } from './stock.js';

/** What can happen to a case. Written in the transaction that did it; never changed or deleted. Replaying the `moved` events gives its present state. */
export type AuditEvent =
  | { readonly kind: 'requested'; readonly state: CaseState; readonly reason: string; readonly reasonName?: string; readonly code: string }
  | { readonly kind: 'moved'; readonly from: CaseState; readonly to: CaseState; readonly detail?: string }
  | { readonly kind: 'message-moved'; readonly from: MessageState; readonly to: MessageState; readonly detail?: string }
  /** `target` is the quantity that Amazon is told, or was seen to have. */
  | { readonly kind: 'stock-moved'; readonly from: StockState; readonly to: StockState; readonly target?: number; readonly detail?: string }
  /** Somebody ended the outbox window early. */
  | { readonly kind: 'hurried' }
  /** An approver asked the requester something. */
  | { readonly kind: 'question-asked' }
  /** Somebody clicked who may not decide, or too late; nothing changed. */
  | { readonly kind: 'click-refused'; readonly why: string }
  /** A second request for the order was answered with this case. */
  | { readonly kind: 'asked-again' };
