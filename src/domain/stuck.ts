/** What a person has to look at, or waits for long because of failures. */
export const STUCK_KINDS = [
  /** Amazon may have the cancellation, and the order is not cancelled. */
  'case',
  /** It has not left: what it waits for fails again and again. */
  'case-waits',
  /** The message to the buyer may or may not have been sent. */
  'message-uncertain',
  'message-failed',
  'message-waits',
  /** Amazon was told of a quantity, and it is not seen there. */
  'stock-uncertain',
  'stock-failed',
  'stock-waits',
  /** A feed without an end. */
  'feed',
  'feed-waits',
  /** The answer to a buyer's own request. */
  'answer-uncertain',
  'answer-failed',
  /** A digest that was posted or not. */
  'digest',
] as const;
export type StuckKind = (typeof STUCK_KINDS)[number];
