import type { BatchText } from './batch-text.js';
import { shareAfter, shareOf, windowName } from './en-rate.js';

const ordersText = (count: number): string => (count === 1 ? '1 order' : `${count} orders`);

/** English: several orders together. */
export const enBatch: BatchText = {
  title: 'Cancel several orders',
  loading: 'Reading the orders at Amazon …',
  leftOff: (taken, rest) => `:information_source: ${taken} at a time: ${ordersText(rest)} more that you named are not among them.`,
  orders: 'Orders to cancel',
  moreOrders: 'Orders to cancel, continued',
  noneMay: 'None of these orders can be cancelled.',
  noOther: 'There is no other order of this SKU that waits to be shipped, as far as our copies tell.',
  ticked: (count, value) => `*${ordersText(count)}* ticked${value === '' ? '' : `, ${value} together`}.`,
  counting: (count, of) =>
    count === 0
      ? ':white_check_mark: None of them counts: the buyers asked Amazon for it.'
      : `:warning: ${count} of ${of} ${count === 1 ? 'counts' : 'count'} against the account.`,
  countsThough: (count) =>
    `:warning: ${count} of them ${count === 1 ? 'counts' : 'count'} all the same: there the buyer has not asked Amazon for it, so Amazon sees it as ours.`,
  rate: (facts) =>
    `${windowName(facts)}: ${shareOf(facts.before)}. After these, of which ${facts.more} ${facts.more === 1 ? 'counts' : 'count'}: ${shareAfter(facts.after)} (target under ${facts.target}). Room left: ${facts.room}.`,
  rateWith: (facts) => `With these, ${windowName(facts)}: ${shareOf(facts, '*')} (target under ${facts.target}). Room left: ${facts.room}.`,
  sameSku: (sku) =>
    `:rotating_light: Several of these are orders of ${sku}. Two cancelled by us in a row within 30 days, and Amazon may remove the offer.`,
  approval: (why) => `:raised_hand: A lead has to approve all of them together: ${why}.`,
  noneTicked: 'Tick at least one order.',
  messageRefused: (orderIds) =>
    `Amazon’s rules for messages forbid the text to the buyer of ${orderIds}. Take it out, send no message, or ask your admin about the template.`,
  send: 'Send it when Amazon has cancelled the order',
  inLanguages: (languages) => `the reason’s template, to each buyer when the order is cancelled, if Amazon offers it (${languages})`,
  languageCount: (language, count) => `${language}: ${count}`,
  sample: (orderId) => `What the buyer of order ${orderId} reads`,
  confirm: (count) => (count === 1 ? 'Cancel this order' : `Cancel these ${count} orders`),
  sure: 'Cancelled orders cannot be restored. The buyers would have to order again.',
  happens: (seconds) =>
    seconds === 0
      ? 'They leave at once and cannot be taken back.'
      : `They leave in ${seconds} s and can be undone until then. After that they cannot be taken back.`,
  queued: (count, seconds) =>
    seconds === 0
      ? `${ordersText(count)}: on the way to Amazon now. An order is cancelled only when Amazon says so: the message in the channel follows them.`
      : `${ordersText(count)}: on the way to Amazon in ${seconds} s. Until then *Undo all* on the message in the channel takes them back.`,
  awaiting: (count) => `${ordersText(count)}: waiting for a lead. You get a direct message when it is decided.`,
  noneRequested: 'Nothing was requested: every one of these orders has a request already.',
  leftOut: 'Left out:',
  headTitle: (count) => `Cancellation of ${ordersText(count)}`,
  inThread: 'Each order has its own message in this thread.',
  undoAll: 'Undo all',
  sureUndoAll: 'Every order of these that still waits is taken back. Nothing of it is sent to Amazon.',
  undoneAll: (count, tooLate) =>
    [
      ...(count === 0 ? [] : [`${ordersText(count)} taken back. Nothing of it was sent to Amazon.`]),
      ...(tooLate === 0 ? [] : [`Too late for ${ordersText(tooLate)}: left already, or decided.`]),
    ].join(' ') || 'There is nothing left to take back.',
  cardTitle: (count) => `Approval wanted: cancel ${ordersText(count)}`,
  decidedTitle: (count) => `Request to cancel ${ordersText(count)}`,
  sureApprove: 'All of these orders will be cancelled at Amazon. This cannot be taken back after the outbox window.',
  sureDecline: 'None of these orders is cancelled, and the requester reads your explanation.',
  approved: (count) => `Approved: ${ordersText(count)}. They leave after the outbox window.`,
  ruledOut: (orderIds) => `Not sent, since they cannot be cancelled any more: ${orderIds}.`,
  declined: (count) => `Declined: ${ordersText(count)}. The requester is told.`,
  reminder: (count, when) =>
    `:alarm_clock: The request to cancel ${ordersText(count)} is still open, until ${when}; then it counts as declined.`,
  cancelSeveral: 'Cancel several…',
  otherOrders: 'Other orders of this SKU…',
};
