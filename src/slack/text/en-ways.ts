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
  restock: {
    label: 'Back in stock on',
    hint: 'From tomorrow on. On that morning you are reminded in the thread to put the quantity back.',
    backOn: (day) => `To be back on ${day}.`,
    due: (sku, { day, quantity }) =>
      `:package: SKU ${sku} was to be back ${day === undefined ? 'today' : `on ${day}`}. Put back to ${quantity}?`,
  },
  fraud: {
    label: 'What speaks for fraud',
    hint: 'At least two, and a note. From what the team knows: the app sees nothing of the buyer.',
    signal: {
      high_value: 'Value far above usual',
      many_units: 'Many units',
      address_mismatch: 'Address mismatch known to the team',
      repeat_canceller: 'Repeat canceller',
      rushed_shipping: 'Rushed shipping',
      forwarder: 'Freight forwarder',
    },
    signals: 'Signals',
    counts:
      ':information_source: Amazon leaves out of the rate only what the buyer asked it for: a cancellation for suspected fraud counts against the account as any other of ours.',
    notInReview:
      'Suspected fraud needs signals, which are ticked in the request. Nothing was changed: decline it, and have it asked for anew.',
  },
};
