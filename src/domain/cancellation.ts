import type { FraudSignal } from './fraud.js';
import type { AccountId, BatchId, CaseId, ChannelId, FeedRowId, MarketplaceId, OrderId, UserId } from './ids.js';
import type { Money } from './money.js';
import type { RateCount, RateTarget } from './rate.js';
import type { AnyReasonKey, CancelCode, MessagePurpose } from './reason.js';
import type { CaseStock } from './stock.js';

/** Where a cancellation case stands. */
export const CASE_STATES = [
  'awaiting_approval',
  'queued',
  'sending',
  'sent',
  'reading_back',
  'cancelled',
  'refused',
  'not_sent',
  'stuck',
  'declined',
  'expired',
  'undone',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** The only moves there are. Whoever moves a case names the state it must be in; the database checks it. */
const LEGAL_MOVES: Readonly<Record<CaseState, readonly CaseState[]>> = {
  // A lead decides; the requester may take it back; the fresh read at the click may rule it out. Cancelled only where it was so before a backup was put back.
  awaiting_approval: ['queued', 'declined', 'expired', 'undone', 'not_sent', 'cancelled'],
  // In the outbox: until it is sealed into a feed it can be undone; the last fresh read may rule it out. Cancelled as above.
  queued: ['sending', 'undone', 'not_sent', 'cancelled'],
  // Sealed into a feed that Amazon may or may not have. Back to the outbox only when it surely never arrived.
  sending: ['sent', 'queued', 'reading_back', 'refused', 'stuck'],
  // Amazon has the feed.
  sent: ['reading_back', 'refused', 'stuck'],
  // The report had no error for it; only Amazon's own order says cancelled.
  reading_back: ['cancelled', 'stuck'],
  // A person looks: later news from Amazon, or a hand, may still end it.
  stuck: ['reading_back', 'cancelled', 'refused', 'queued'],
  cancelled: [],
  refused: [],
  not_sent: [],
  declined: [],
  expired: [],
  undone: [],
};

/** True when a case may go from one state to the other. */
export function isLegalMove(from: CaseState, to: CaseState): boolean {
  return LEGAL_MOVES[from].includes(to);
}

/** True when nothing more will happen to the order through this case. */
export function isEnded(state: CaseState): boolean {
  return LEGAL_MOVES[state].length === 0;
}

/** States that keep the order to themselves: no second case for the order while one of these holds. */
export function holdsOrder(state: CaseState): boolean {
  return !isEnded(state) || state === 'cancelled';
}

/** Where the message to the buyer stands. It moves only after the case is cancelled. */
export type MessageState =
  /** The agent chose to send none. */
  | 'none'
  /** To be sent once the cancellation is read back. */
  | 'waiting'
  /** Written down before the call; found in this state after a crash, it may or may not have been sent. */
  | 'sending'
  | 'sent'
  /** Amazon does not offer it for this order: a person copies the text. */
  | 'not_offered'
  /** No clear answer from Amazon: shown to a person, never repeated. */
  | 'uncertain'
  /** Amazon refused it. */
  | 'failed'
  /** A person has looked and says that the buyer does not have it: a person copies the text. */
  | 'not_sent';

/** The only moves there are. Nothing that may have been sent goes back to where it would be sent. */
const LEGAL_MESSAGE_MOVES: Readonly<Record<MessageState, readonly MessageState[]>> = {
  none: [],
  // Uncertain without a call of which we know: where it may have been sent before a break in what is on record.
  waiting: ['sending', 'not_offered', 'none', 'uncertain'],
  // Back only when Amazon surely did not take it.
  sending: ['sent', 'uncertain', 'failed', 'not_offered', 'waiting'],
  sent: [],
  not_offered: [],
  // What is on record is what a person says who looked it up, or who sent it by hand.
  uncertain: ['sent', 'not_sent'],
  failed: ['sent', 'not_sent'],
  not_sent: ['sent'],
};

/** True when the message of a case may go from one state to the other. */
export function isLegalMessageMove(from: MessageState, to: MessageState): boolean {
  return LEGAL_MESSAGE_MOVES[from].includes(to);
}

/** True when a person may say what became of it. */
export function isMessageToSettle(state: MessageState): boolean {
  return isLegalMessageMove(state, 'sent') && state !== 'sending';
}

/** Why a lead has to decide. */
export const APPROVAL_RULES = [
  'rate_above_share',
  'rate_at_or_above_target',
  'rate_unknown',
  'value_above_limit',
  'reason_always',
  'program_always',
  'agent_without_right',
] as const;
export type ApprovalRule = (typeof APPROVAL_RULES)[number];

/** The rate in one of the windows that Amazon watches. */
export interface RateWindow {
  readonly source: 'amazon' | 'estimate';
  readonly asOf: Date;
  readonly before: RateCount;
  readonly after: RateCount;
  readonly target: RateTarget;
  /** Absent: 7, as everywhere but in India. */
  readonly days?: number | undefined;
  /** Amazon's program whose orders alone are counted; absent: every seller-fulfilled order. */
  readonly program?: string | undefined;
}

/** The rate as it was shown to the agent, kept with the case. */
export interface RateSnapshot extends RateWindow {
  /** The other windows that the order is counted in; absent: none. */
  readonly others?: readonly RateWindow[] | undefined;
  /** Set where the order is counted in a window that is not known now. */
  readonly incomplete?: boolean | undefined;
}

/** Every window of a rate: the worst of them decides. */
export function windowsOf(rate: RateSnapshot): readonly RateWindow[] {
  return [rate, ...(rate.others ?? [])];
}

export interface CaseItem {
  readonly orderItemId: string;
  readonly sku: string | undefined;
  readonly quantity: number;
}

/** The message that the agent has seen and agreed to. */
export interface CaseMessage {
  readonly state: MessageState;
  readonly purpose: MessagePurpose;
  /** BCP 47 language of the text, for example `de`. */
  readonly language: string;
  readonly text: string;
  readonly sentAt: Date | undefined;
  /** Amazon's words when it was refused or not offered. */
  readonly detail: string | undefined;
}

/** Who does something: a person in Slack, the app by itself, or Amazon. */
export type Actor = { readonly kind: 'user'; readonly userId: UserId } | { readonly kind: 'app' } | { readonly kind: 'amazon' };

/** One request to cancel one order, from the request to its end. */
export interface CancellationCase {
  readonly id: CaseId;
  /** With which others it was asked for; absent: alone. */
  readonly batchId?: BatchId | undefined;
  readonly accountId: AccountId;
  readonly orderId: OrderId;
  readonly marketplaceId: MarketplaceId;
  readonly state: CaseState;
  /** Grows by one with every change; what Slack shows is compared with it. */
  readonly version: number;
  readonly reason: AnyReasonKey;
  /** What the team called the reason when it was picked; absent: what the app calls it. */
  readonly reasonName?: string | undefined;
  readonly subReason: string | undefined;
  readonly code: CancelCode;
  readonly counts: boolean;
  /** Why, in the agent's words. Internal. */
  readonly note: string | undefined;
  /** The founding document's "Seller Instructions": internal, never shown to the buyer. */
  readonly memo: string | undefined;
  /** What speaks for fraud, where it is suspected; else none. */
  readonly fraudSignals: readonly FraudSignal[];
  readonly items: readonly CaseItem[];
  readonly total: Money | undefined;
  readonly shipBy: Date | undefined;
  readonly rate: RateSnapshot | undefined;
  readonly teamId: string;
  /** Where the agent asked; the message that follows the case is posted here. */
  readonly channelId: ChannelId;
  readonly requestedBy: UserId;
  readonly requestedAt: Date;
  readonly approvalRules: readonly ApprovalRule[];
  readonly approvalExpiresAt: Date | undefined;
  readonly decidedBy: UserId | undefined;
  readonly decidedAt: Date | undefined;
  /** Required with a decline. */
  readonly decisionNote: string | undefined;
  /** End of the outbox window. */
  readonly sendAfter: Date | undefined;
  readonly feedRowId: FeedRowId | undefined;
  readonly amazonFeedId: string | undefined;
  readonly cancelledAt: Date | undefined;
  /** Amazon's or our words for a refusal or for being stuck. */
  readonly detail: string | undefined;
  /** How often the present step was tried, and when it is tried next. */
  readonly attempts: number;
  readonly nextAttemptAt: Date | undefined;
  readonly message: CaseMessage;
  readonly stock: CaseStock;
}
