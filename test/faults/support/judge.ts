import { readAloud } from '../../../src/practice/slack/read-aloud.js';
import { repeated, sentMessages, takenFeeds } from '../../support/at-most-once.js';
import type { Stage } from './stage.js';

/** What the ledgers of the pretended Amazon and Slack say of the orders that people were told are requested. */
export interface Judgement {
  readonly cancelledTwice: readonly string[];
  readonly messagedTwice: readonly string[];
  /** Neither cancelled at Amazon nor shown to anybody as one that a person has to look at. */
  readonly lost: readonly string[];
  /** Cancelled, and the buyer neither told nor shown to a person as one that may not be told. */
  readonly untold: readonly string[];
  readonly stuck: readonly string[];
  readonly uncertain: readonly string[];
}

const STUCK = /No end in sight/;
const MESSAGE_SHOWN = /no clear answer from Amazon|does not offer to send it|Amazon refused it/;

/** Never looks into the app or its database. */
function judge({ amazon, slack }: Stage, orderIds: readonly string[]): Judgement {
  const sent = sentMessages(amazon.ledger);
  const told = new Set(sent);
  const status = statusMessages(slack.context.state.messages);
  const is = (orderId: string, wanted: RegExp): boolean => wanted.test(status.get(orderId) ?? '');
  const cancelled = (orderId: string): boolean => amazon.shop.order(orderId)?.status === 'CANCELLED';
  return {
    cancelledTwice: repeated(takenFeeds(amazon.ledger).flatMap((feed) => feed.orderIds)),
    messagedTwice: repeated(sent),
    lost: orderIds.filter((orderId) => !cancelled(orderId) && !is(orderId, STUCK)),
    untold: orderIds.filter((orderId) => cancelled(orderId) && !told.has(orderId) && !is(orderId, MESSAGE_SHOWN) && !is(orderId, STUCK)),
    stuck: orderIds.filter((orderId) => is(orderId, STUCK)),
    uncertain: orderIds.filter((orderId) => is(orderId, /no clear answer from Amazon/)),
  };
}

/** What is shown of each order, read aloud; of several messages about one order all of it. */
function statusMessages(messages: Stage['slack']['context']['state']['messages']): Map<string, string> {
  const shown = new Map<string, string>();
  for (const message of messages) {
    const aloud = readAloud(message.blocks);
    for (const orderId of new Set(aloud.match(/\d{3}-\d{7}-\d{7}/g))) shown.set(orderId, `${shown.get(orderId) ?? ''}\n${aloud}`);
  }
  return shown;
}

/** Nothing went wrong, apart from what people are shown. */
export const CLEAN = { cancelledTwice: [], messagedTwice: [], lost: [], untold: [] };

/** Waits until nothing is open any more, for at most so long. */
export async function settled(stage: Stage, orderIds: readonly string[], withinMs: number): Promise<Judgement> {
  const until = performance.now() + withinMs;
  for (;;) {
    const now = judge(stage, orderIds);
    if ((now.lost.length === 0 && now.untold.length === 0) || performance.now() > until) return now;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
