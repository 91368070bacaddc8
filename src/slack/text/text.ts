import type { ApprovalRule, CaseState, MessageState } from '../../domain/cancellation.js';
import type { AttentionKind } from '../../domain/digest.js';
import type { LintKind } from '../../domain/message-lint.js';
import type { CancelledBy, FulfillmentStatus } from '../../domain/order.js';
import type { MessagePurpose, ReasonKey } from '../../domain/reason.js';
import type { Obstacle, Warning } from '../../domain/verdict.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { ReasonProblem } from '../../use-cases/request/pick-reason.js';
import type { BatchText } from './batch-text.js';
import type { DecideText } from './decide-text.js';
import type { HomeText } from './home-text.js';
import type { LookUpText } from './look-up-text.js';
import type { ReasonsText } from './reasons-text.js';
import type { RulesText } from './rules-text.js';
import type { SettingsText } from './settings-text.js';
import type { InboxText } from './inbox-text.js';
import type { StockText } from './stock-text.js';
import type { StuckText } from './stuck-text.js';
import type { WaysText } from './ways-text.js';

type By<Key extends string> = Readonly<Record<Key, string>>;
/** A rate as it is said. */
export interface CountText {
  readonly orders: number;
  readonly counted: number;
  readonly percent: string;
  /** What counts beyond doubt, where Amazon does not tell of all. */
  readonly atLeast?: { readonly counted: number; readonly percent: string } | undefined;
}

/** The window of a rate, with its limit. */
export interface WindowText {
  readonly days: number;
  readonly program: string | undefined;
  readonly target: string;
  readonly room: number;
}

/** Everything that is said, in one language. Moments come in as Slack's own date markup, names as mentions. */
export interface Text {
  /** For numbers and money. */
  readonly locale: string;
  readonly practice: string;
  /** The same in one word, for notifications. */
  readonly practiceShort: string;
  readonly close: string;
  readonly back: string;
  readonly next: string;
  readonly openInAmazon: string;
  more(count: number): string;
  /** A name and what it is: `Total: $39.99`. */
  label(name: string, value: string): string;
  /** The same with the name in bold. */
  strongLabel(name: string, value: string): string;
  readonly usage: {
    wrongOrderId(typed: string): string;
    readonly digest: string;
    readonly stale: string;
    internal(reference: string): string;
    readonly notOpened: string;
    /** Nothing was written. */
    readonly databaseAway: string;
    readonly databaseFull: string;
    readonly databaseUnsure: string;
    lookingUp(orderId: string): string;
  };
  readonly alert: {
    standsStill(since: string, count: number): string;
    movesAgain(since: string): string;
    refused(account: string, since: string): string;
    readonly renewInEnvironment: string;
    readonly renewInSettings: string;
    takenAgain(account: string, since: string): string;
  };
  readonly order: {
    readonly title: string;
    readonly total: string;
    quantity(count: number): string;
    readonly status: By<FulfillmentStatus>;
    readonly fulfilledBy: By<'MERCHANT' | 'AMAZON'>;
    shipBy(when: string, countdown: string | undefined): string;
    hoursLeft(hours: number): string;
    overdue(hours: number): string;
    readAt(when: string): string;
    /** `by` is the latest moment at which it can have been: Amazon does not say when it was. */
    buyerRequest(by: string, reason: string | undefined): string;
    readonly noBuyerRequest: string;
    readonly cases: string;
    readonly cancel: string;
    readonly programs: string;
  };
  readonly lookUp: LookUpText;
  readonly obstacle: Readonly<Record<Obstacle, (by: string | undefined, program: string | undefined) => string>>;
  readonly cancelledBy: By<CancelledBy>;
  readonly mayCancel: string;
  readonly mayNot: string;
  /** The buyer's own request has a line of its own. */
  readonly warning: By<Exclude<Warning, 'buyer-requested'>>;
  readonly reason: By<ReasonKey>;
  /** By sub-reason key. */
  readonly subReason: Readonly<Record<string, string>>;
  readonly effect: {
    readonly counts: string;
    readonly countsThough: string;
    readonly doesNotCount: string;
    readonly restocks: string;
    readonly keepsStock: string;
    rate(facts: WindowText & { readonly before: CountText; readonly after: CountText }): string;
    /** Of a request that is under way and in the count already. */
    rateWith(facts: CountText & WindowText): string;
    rateAfter(facts: Omit<WindowText, 'room'> & { readonly percent: string }): string;
    readonly source: Readonly<Record<'amazon' | 'estimate', (when: string) => string>>;
    /** Two seller cancellations of a SKU in a row, with the other order. */
    strike(sku: string, orderId: string): string;
    readonly rateUnknown: string;
    neededOrders(orders: number, days: number): string;
    readonly noRate: string;
    approval(why: string): string;
    readonly rule: By<ApprovalRule>;
  };
  readonly stock: StockText;
  readonly stuck: StuckText;
  readonly ways: WaysText;
  readonly request: {
    readonly title: string;
    readonly loading: string;
    readonly working: string;
    /** What to do where a window gets no further, by what may have become of the click. */
    readonly ifNothing: By<'nothing-done' | 'taken' | 'look-again'>;
    readonly askOrder: string;
    readonly askOrderHint: string;
    readonly reason: string;
    readonly pickReason: string;
    readonly subReason: string;
    readonly note: string;
    readonly noteHint: string;
    readonly memo: string;
    readonly memoHint: string;
    readonly toMessage: string;
    readonly problem: By<ReasonProblem>;
    readonly messageTitle: string;
    readonly template: string;
    readonly language: string;
    readonly text: string;
    readonly send: string;
    readonly offered: string;
    readonly notOffered: string;
    readonly offerUnknown: string;
    otherLanguage(buyers: string, texts: string): string;
    templateIn(language: string): string;
    readonly toConfirm: string;
    readonly confirmTitle: string;
    readonly what: string;
    readonly why: string;
    readonly rate: string;
    readonly stock: string;
    readonly message: string;
    readonly noMessage: string;
    messageIn(language: string, offered: boolean | undefined): string;
    happens(seconds: number): string;
    readonly happensAfterApproval: string;
    readonly confirm: string;
    readonly ask: string;
    readonly sure: string;
    readonly yes: string;
    readonly no: string;
    readonly changed: string;
    readonly doneTitle: string;
    queued(orderId: string, seconds: number): string;
    awaiting(orderId: string): string;
    heldBy(orderId: string, who: string): string;
    readonly reply: string;
    readonly nobodyMayApprove: string;
    readonly gone: string;
  };
  readonly inbox: InboxText;
  readonly batch: BatchText;
  readonly purpose: By<MessagePurpose>;
  readonly lint: By<LintKind>;
  readonly lintRefused: string;
  readonly lintWarns: string;
  readonly failure: Readonly<Record<Exclude<AmazonFailure['kind'], 'throttled'> | 'uncounted', (orderId: string) => string>>;
  /** Amazon has no room for a call before so many seconds are over. */
  throttled(seconds: number): string;
  /** An older copy: as of when, and how many seconds ago that was. */
  stale(when: string, seconds: number): string;
  readonly state: By<CaseState>;
  readonly messageState: By<MessageState>;
  /** Our own short codes in a case's detail; anything else is shown as Amazon said it. */
  readonly detail: Readonly<Record<string, string>>;
  orderStill(status: string): string;
  /** What a person can do where nothing more happens by itself. */
  readonly nextStep: Readonly<Partial<Record<CaseState, string>>>;
  readonly carryOut: {
    title(orderId: string): string;
    by(who: string, when: string): string;
    leaves(when: string): string;
    leavesIn(seconds: number, when: string): string;
    readonly sendNow: string;
    readonly leavesNow: string;
    readonly leftAlready: string;
    decided(who: string, when: string): string;
    feed(feedId: string): string;
    cancelledAt(when: string): string;
    messageSentAt(when: string): string;
    readonly messageNext: string;
    nextTry(when: string): string;
    readonly undo: string;
    readonly checkAgain: string;
    readonly retry: string;
    readonly byHand: string;
    readonly showMessage: string;
    readonly undone: string;
    readonly tooLate: string;
    readonly notYours: string;
    readonly checking: string;
    readonly nothingToCheck: string;
    readonly messageTitle: string;
    readonly memo: string;
    readonly note: string;
  };
  readonly decide: DecideText;
  readonly home: HomeText;
  readonly settings: SettingsText;
  readonly rules: RulesText;
  readonly reasons: ReasonsText;
  readonly digest: {
    title(from: string, to: string): string;
    readonly quiet: string;
    total(total: number, counted: number): string;
    rate(facts: CountText & WindowText & { readonly marketplace: string }): string;
    rateUnknown(marketplace: string): string;
    readonly byReason: string;
    reasonLine(reason: string, total: number, counted: number): string;
    readonly value: string;
    readonly attention: string;
    readonly attentionKind: By<AttentionKind>;
    /** What was cancelled without the app, and by whom. */
    readonly elsewhere: string;
    readonly elsewhereBy: By<CancelledBy | 'UNKNOWN'>;
    awaiting(count: number): string;
    readonly source: By<'amazon' | 'estimate'>;
  };
}
