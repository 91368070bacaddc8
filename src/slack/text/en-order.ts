import { shareAfter, shareOf, unusualWindow, windowName } from './en-rate.js';
import type { Text } from './text.js';

const REFUSED_HINT = 'Nothing was changed.';

/** English: the order, the reasons and what cancelling costs. */
export const enOrder: Pick<
  Text,
  | 'order'
  | 'obstacle'
  | 'cancelledBy'
  | 'mayCancel'
  | 'mayNot'
  | 'warning'
  | 'reason'
  | 'subReason'
  | 'effect'
  | 'failure'
  | 'throttled'
  | 'stale'
> = {
  order: {
    title: 'Order',
    total: 'Total',
    quantity: (count) => `${count} ×`,
    status: {
      PENDING_AVAILABILITY: 'pre-order, not released',
      PENDING: 'pending payment',
      UNSHIPPED: 'not shipped',
      PARTIALLY_SHIPPED: 'partly shipped',
      SHIPPED: 'shipped',
      CANCELLED: 'cancelled',
      UNFULFILLABLE: 'cannot be fulfilled',
    },
    fulfilledBy: { MERCHANT: 'shipped by us', AMAZON: 'shipped by Amazon (FBA)' },
    shipBy: (when, countdown) => `Ship by ${when}${countdown === undefined ? '' : ` (${countdown})`}`,
    hoursLeft: (hours) => (hours >= 48 ? `${Math.floor(hours / 24)} days left` : hours >= 1 ? `${hours} h left` : 'less than an hour left'),
    overdue: (hours) => (hours >= 48 ? `${Math.floor(hours / 24)} days late` : `${Math.max(1, hours)} h late`),
    readAt: (when) => `As Amazon had it ${when}.`,
    buyerRequest: (by, reason) =>
      `The buyer asked Amazon to cancel it (${by} at the latest)${reason === undefined ? '' : `: “${reason}”`}. It will not count.`,
    noBuyerRequest: 'No cancellation request by the buyer at Amazon.',
    cases: 'Requests for this order',
    cancel: 'Cancel this order…',
    programs: 'Programs',
  },
  obstacle: {
    'already-cancelled': (by) => (by === undefined ? 'It is cancelled already.' : `It is cancelled already, by ${by}.`),
    'being-cancelled': () => 'There is a request for this order already.',
    'fulfilled-by-amazon': () => 'Amazon ships this order (FBA), so a seller cannot cancel it. The buyer can, under Your Orders.',
    pending: () => 'The payment is still pending, and Amazon lets nobody act on it. Try again when it is “not shipped”.',
    'pending-availability': () => 'It is a pre-order that is not released yet. Try again when it is “not shipped”.',
    shipped: () => 'It is shipped. What is left is a return or a refund, in Seller Central.',
    'partly-shipped': () =>
      'A part of it is shipped. Cancelling would refund the whole order, so it is not done from here. See Seller Central.',
    unfulfillable: () => 'Amazon says that it cannot be fulfilled. See Seller Central.',
    program: (_by, program) =>
      `It is in ${program === undefined ? 'one of Amazon’s programs' : `Amazon’s program ${program}`}, which has its own way of cancelling. Do it in Seller Central.`,
    'no-items': () => 'Amazon gave no items for this order. Try again in a minute.',
  },
  cancelledBy: { BUYER: 'the buyer', MERCHANT: 'us', AMAZON: 'Amazon' },
  mayCancel: ':white_check_mark: It can be cancelled.',
  mayNot: ':no_entry: It cannot be cancelled here.',
  warning: {
    'ship-by-passed': 'The ship-by time has passed.',
    'ship-by-soon': 'It has to be shipped within 4 hours. Is it packed already?',
    prime: 'It is a Prime order.',
    business: 'It is a business order.',
    'several-items':
      'It has several items, and the whole order is cancelled: Amazon does not support cancelling a part of it through its API. For that, open the order in Seller Central.',
  },
  reason: {
    out_of_stock: 'Out of stock',
    cannot_deliver: 'Cannot deliver',
    buyer_asked: 'Buyer asked',
    cannot_meet_request: 'Cannot meet a special request',
    defect: 'Defective or damaged',
    amazon_out_of_stock: 'Amazon: out of stock',
    amazon_quality: 'Amazon: quality issue',
    amazon_liquidation: 'Amazon: liquidation',
    other: 'Other',
    pricing_error: 'Pricing error',
    customer_exchange: 'Customer exchange',
  },
  subReason: {
    count_wrong: 'The count was wrong',
    oversold: 'Sold twice',
    supplier_late: 'The supplier is late',
    logistics: 'No carrier goes there',
    region: 'We do not deliver to the region',
    legal: 'Not allowed there',
    customization: 'Customization',
    gift_wrap: 'Gift wrap',
    invoice: 'Invoice',
    defective: 'Defective',
    damaged: 'Damaged',
    shipping_problem: 'Shipping problem',
    fraud: 'Suspected fraud',
    something_else: 'Something else',
  },
  effect: {
    counts: ':warning: It counts against the account.',
    countsThough: ':warning: It counts all the same: the buyer has not asked Amazon for it, so Amazon sees it as ours.',
    doesNotCount: ':white_check_mark: It does not count: the buyer asked Amazon for it.',
    restocks: 'Amazon puts the units back on sale.',
    keepsStock: 'Amazon does not put the units back on sale.',
    rate: (facts) =>
      `${windowName(facts)}: ${shareOf(facts.before)}. After this one: ${shareAfter(facts.after)} (target under ${facts.target}). Room left: ${facts.room}.`,
    rateWith: (facts) =>
      `With this one, ${windowName(facts)}: ${shareOf(facts, '*')} (target under ${facts.target}). Room left: ${facts.room}.`,
    rateAfter: (facts) => `Rate after this one${unusualWindow(facts)}: ${facts.percent} (target under ${facts.target}).`,
    source: { amazon: (when) => `Rate: Amazon, ${when}`, estimate: (when) => `Rate: our estimate, ${when}` },
    strike: (sku, orderId) =>
      `:rotating_light: The last order of ${sku} was cancelled by us too (${orderId}). Two in a row within 30 days, and Amazon may remove the offer.`,
    rateUnknown: 'The account’s cancellation rate is not known at the moment.',
    neededOrders: (orders, days) => `To be under the target again it takes ${orders} orders in ${days} days.`,
    noRate: 'no orders',
    approval: (why) => `:raised_hand: A lead has to approve it: ${why}.`,
    rule: {
      rate_above_share: 'the rate would come close to the target',
      rate_at_or_above_target: 'the rate would be at or above the target',
      rate_unknown: 'the rate is not known',
      value_above_limit: 'the order is worth more than the limit',
      reason_always: 'this reason always needs it',
      program_always: 'orders of this program always need it',
      agent_without_right: 'the requester may not cancel without one',
    },
  },
  failure: {
    'not-found': (orderId) => `Amazon has no order ${orderId} for this account. Check the id.`,
    'not-authorised': () => 'Amazon does not let us read this order. A role may be missing, or it is another account’s. Ask your admin.',
    'locked-out': () => `Amazon does not take the app’s credentials. ${REFUSED_HINT} Tell your admin: they have to be renewed.`,
    refused: () => `Amazon refused the call. ${REFUSED_HINT} If it happens again, tell your admin.`,
    uncounted: () => `Amazon was not asked, since our database does not answer. ${REFUSED_HINT} Try again in a few minutes.`,
    unavailable: () => `Amazon does not answer. ${REFUSED_HINT} Try again in a few minutes.`,
    ambiguous: () => `Amazon’s answer was not clear. ${REFUSED_HINT} Try again in a few minutes.`,
  },
  throttled: (seconds) => `Amazon takes no more look-ups for ${durationText(seconds)}; try again then. ${REFUSED_HINT}`,
  stale: (when, seconds) => `:hourglass: This is the order as it was ${when}, ${durationText(seconds)} ago.`,
};

/** Rounded up: nobody is told to come back too early, no copy is made younger than it is. */
function durationText(seconds: number): string {
  if (seconds <= 90) return `${seconds} s`;
  if (seconds <= 5_400) return `${Math.ceil(seconds / 60)} min`;
  return seconds <= 172_800 ? `${Math.ceil(seconds / 3_600)} h` : `${Math.ceil(seconds / 86_400)} days`;
}
