import type { InboxText } from './inbox-text.js';

/** English: buyers' requests to cancel. */
export const enInbox: InboxText = {
  title: 'Open requests',
  loading: 'Looking for buyers who wait …',
  heading: (total) => `*${total}* ${total === 1 ? 'buyer waits' : 'buyers wait'} for an answer, soonest ship-by first.`,
  empty: ':sparkles: No buyer waits for an answer.',
  postTitle: (orderId) => `A buyer asks to cancel order ${orderId}`,
  noticed: (when) => `Noticed ${when}.`,
  waitsFor: (minutes) => `:hourglass_flowing_sand: waits for ${durationText(minutes)}`,
  shipBy: (when) => `Ship by ${when}`,
  nobody: ':bust_in_silhouette: Nobody has it yet.',
  claimedBy: (who, when) => `:bust_in_silhouette: ${who} sees to it, since ${when}.`,
  answeredBy: (who, when) => `:package: Packed already, said ${who}, ${when}. It is shipped all the same.`,
  endedAs: {
    cancelled: ':white_check_mark: The order is cancelled.',
    shipped: ':truck: The order is shipped.',
    unfulfillable: ':no_entry: Amazon says that the order cannot be fulfilled.',
    withdrawn: ':leftwards_arrow_with_hook: The buyer does not ask for it any more.',
  },
  endedAt: (when) => `Noticed ${when}.`,
  underWay: (state) => `Cancellation under way: ${state}`,
  told: {
    stop: 'The warehouse was told not to ship it.',
    ship: 'The warehouse was told to ship it after all.',
    cancelled: 'The warehouse was told that it is cancelled.',
  },
  notTold: {
    stop: ':warning: The warehouse is *not told yet* not to ship it. If it is urgent, tell them yourself.',
    ship: ':warning: The warehouse is *not told yet* to ship it after all. If it is urgent, tell them yourself.',
    cancelled: ':warning: The warehouse is *not told yet* that it is cancelled. If it is urgent, tell them yourself.',
  },
  uncertain: {
    stop: ':warning: It is not certain that the warehouse was told not to ship it. Please look in their channel.',
    ship: ':warning: It is not certain that the warehouse was told to ship it after all. Please look in their channel.',
    cancelled: ':warning: It is not certain that the warehouse was told that it is cancelled. Please look in their channel.',
  },
  line: {
    stop: (orderId) => `:octagonal_sign: *Do not ship ${orderId}*: the buyer asks to cancel it. More follows here.`,
    ship: (orderId) => `:package: *Ship ${orderId} after all*: it is not cancelled.`,
    cancelled: (orderId) => `:no_entry: *${orderId} is cancelled*: do not ship it.`,
  },
  stopIsOver: {
    answered: (orderId) => `${orderId} was stopped because the buyer asked to cancel it. *Ship it after all.*`,
    withdrawn: (orderId) => `${orderId} was stopped because the buyer asked to cancel it. *Ship it after all.*`,
    cancelled: (orderId) => `${orderId} was stopped because the buyer asked to cancel it. *It is cancelled: do not ship it.*`,
    shipped: (orderId) => `${orderId} was stopped because the buyer asked to cancel it. *It is shipped.*`,
    unfulfillable: (orderId) =>
      `${orderId} was stopped because the buyer asked to cancel it. *Amazon says that it cannot be fulfilled: do not ship it.*`,
  },
  openRequests: 'Open requests',
  claim: 'Claim',
  takeOver: 'Take over…',
  sureTakeOver: (orderId) => `Somebody sees to order ${orderId} already. Take it over only if you have spoken.`,
  cancel: 'Cancel as requested',
  packed: 'Already packed…',
  surePacked: (orderId) => `Order ${orderId} is packed and is shipped all the same? The warehouse is told to ship it.`,
  send: 'Send to the buyer',
  answerTitle: 'Already packed',
  answered: ':package: Written down. Tell the buyer, in their language:',
  toSend: 'Amazon sends it to the buyer. It cannot be taken back.',
  toCopy: ':clipboard: Amazon does not offer to send a message for this order. Copy it into Seller Central.',
  claimed: 'It is yours now.',
  yours: 'You have it already.',
  heldBy: (who) => `${who} sees to it already. Nothing was changed. It can be taken over under *Open requests*.`,
  answeredAlready: 'It is answered already: packed, and shipped all the same. Nothing was changed.',
  ended: (how) => `This request has ended. Nothing was changed.\n${how}`,
  beingCancelled: 'Its cancellation is under way, so it must not be shipped. Take that back first if it is packed. Nothing was changed.',
  unknown: 'This request is not known here.',
  goesOut: 'The message goes out now. The post in the inbox says when it is sent.',
  notTrueAnyMore: 'The request has ended otherwise, so the message would not be true any more. Nothing was sent.',
};

function durationText(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  return minutes < 2_880 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1_440)} days`;
}
