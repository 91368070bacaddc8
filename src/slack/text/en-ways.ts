import type { WaysText } from './ways-text.js';

/** English: ways out other than a plain cancellation. */
export const enWays: WaysText = {
  shipLateHint:
    ':truck: Can it still be shipped? Shipping late does not touch the cancellation rate: it goes into Amazon’s late-shipment rate instead.',
  shipLate: 'Ship late instead',
  sureShipLate: 'The order is not cancelled, and nothing is sent to Amazon. It is kept as saved, and somebody has to ship it.',
  savedTitle: 'Saved',
  savedNow: (orderId) =>
    `:truck: Order ${orderId} is *not cancelled*: it is kept as saved, by you, and nothing was sent to Amazon. What to do next: ship it, open the order in Seller Central, and confirm the shipment there.`,
  shipBefore: (when) => `Amazon cancels it by itself, and counts that, if the shipment is not confirmed by ${when}.`,
  savedBy: (who, when) => `:truck: Saved from cancellation by ${who} on ${when}: to be shipped late instead.`,
  saved: (count) => `*Saved*: ${count} (to be shipped late instead of cancelled)`,
};
