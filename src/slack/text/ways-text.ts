import type { FraudSignal } from '../../domain/fraud.js';

/** What is said of ways out other than a plain cancellation, in one language. */
export interface WaysText {
  /** Shipping late, where the seller's cancelling would count. */
  readonly shipLateHint: string;
  readonly shipLate: string;
  readonly sureShipLate: string;
  readonly savedTitle: string;
  /** What happened, and what to do next. */
  savedNow(orderId: string): string;
  /** By when at the latest, since Amazon cancels it otherwise. */
  shipBefore(when: string): string;
  savedBy(who: string, when: string): string;
  /** In the digest. */
  saved(count: number): string;
  readonly restock: {
    /** Over the day to pick. */
    readonly label: string;
    readonly hint: string;
    backOn(day: string): string;
    /** The day is named where it is not today. */
    due(sku: string, facts: { readonly day: string | undefined; readonly quantity: number }): string;
  };
  readonly fraud: {
    /** Over the boxes to tick. */
    readonly label: string;
    readonly hint: string;
    readonly signal: Readonly<Record<FraudSignal, string>>;
    /** Before those that were ticked. */
    readonly signals: string;
    readonly counts: string;
    readonly notInReview: string;
  };
}
