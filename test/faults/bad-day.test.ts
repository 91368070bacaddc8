import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../src/practice/amazon/ledger.js';
import { breaksInAudit, repeated, sentMessages, takenFeeds } from '../support/at-most-once.js';
import { atEach } from '../support/at-each.js';
import { putIntoOutbox } from '../support/case-of-order.js';
import { type LadenShop, startLadenShop } from '../support/laden-shop.js';
import { report, SEED_OF_FIGURES as seed } from './support/scale.js';

/** Fewer would be over before what is tried again after a fault comes back. */
const CANCELLATIONS = 300;
const GIVEN_UP_AFTER_HOURS = 12;
const FAULTS = { serverError: 0.1, throttled: 0.1, timeoutAfter: 0.05, halfResponse: 0.02 } as const;

/** How much longer than the limits ask for it may take. */
const AT_MOST = 1.2;
/** How long practice Amazon takes for a feed. */
const FEED_SECONDS = 20;
/** A search sees what has happened two minutes before. */
const SEARCHED_AFTER_SECONDS = 120;
/** Between two calls for what is not in doubt there is never more. */
const BETWEEN_CALLS_SECONDS = 15;

/** Published usage plans of what each order needs an answer of. */
const READ_BACK: Plan = { operation: 'getOrder', perSecond: 0.5, burst: 30 };
const MESSAGE: Plan = { operation: 'getMessagingActionsForOrder', perSecond: 1, burst: 5 };
const SEARCH_INTERVAL_SECONDS = 1 / 0.0056;
/** And of the calls for a feed, of which there are a few: the interval after a 429 counts. */
const FEED_INTERVAL_SECONDS: Readonly<Record<string, number>> = {
  createFeedDocument: 1 / 0.5,
  createFeed: 1 / 0.0083,
  getFeeds: 1 / 0.0222,
  getFeedDocument: 1 / 0.0222,
};

describe('an Amazon that answers 10 % 500, 10 % 429, 5 % not at all though it was done, and 2 % by half', () => {
  let shop: LadenShop;
  beforeAll(async () => {
    shop = await startLadenShop(
      CANCELLATIONS,
      ({ messaging, items }) => messaging && items.every(({ buyerRequest }) => buyerRequest === undefined),
    );
  }, 600_000);
  afterAll(async () => await shop.journey.end());

  it('gets every cancellation once and loses none, within 1.2 times the time that its limits ask for', {
    timeout: 1_800_000,
  }, async () => {
    const { journey, orders } = shop;
    const { amazon, clock } = journey;
    for (const order of orders) await putIntoOutbox(journey.app.desk, order);
    amazon.control.fault({ kind: 'at-random', seed, ...FAULTS });
    const from = { at: clock.now().getTime(), entry: amazon.ledger.length };
    const open = async (): Promise<number> =>
      await journey.engine.prisma.cancellationCase.count({
        where: {
          OR: [
            { state: { notIn: ['cancelled', 'stuck', 'not_sent'] } },
            { state: 'cancelled', messageState: { in: ['waiting', 'sending'] } },
          ],
        },
      });
    // By the second: a bucket of five that is filled with one a second must not overflow.
    await atEach(journey, { stepMs: 1_000, withinHours: GIVEN_UP_AFTER_HOURS, until: async () => (await open()) === 0 });

    const calls = amazon.ledger.slice(from.entry);
    const seconds = (clock.now().getTime() - from.at) / 1000;
    const feeds = takenFeeds(calls);
    const cases = await journey.engine.prisma.cancellationCase.groupBy({ by: ['state', 'messageState'], _count: true });
    const limitSeconds = FEED_SECONDS + refusedSeconds(calls) + afterFeedSeconds(calls, orders.length);
    const inDoubtSeconds = stoodStillInDoubt(calls);
    const ratio = (seconds - inDoubtSeconds) / limitSeconds;
    report('A bad day at Amazon:', {
      seed,
      cancellations: orders.length,
      seconds,
      inDoubtSeconds: Math.round(inDoubtSeconds),
      limitSeconds: Math.round(limitSeconds),
      ratio: Math.round(ratio * 100) / 100,
      calls: calls.length,
      feeds: feeds.length,
      ended: cases.map((one) => `${one._count} ${one.state}/${one.messageState}`),
    });
    expect(repeated(feeds.flatMap(({ orderIds }) => orderIds))).toEqual([]);
    expect(repeated(sentMessages(calls))).toEqual([]);
    expect(await breaksInAudit(journey.engine)).toEqual([]);
    expect(await open()).toBe(0);
    const stuck = await journey.engine.prisma.cancellationCase.findMany({ where: { state: 'stuck' } });
    const lost = orders.filter(
      ({ orderId }) => amazon.shop.order(orderId)?.status !== 'CANCELLED' && !stuck.some((one) => one.orderId === orderId),
    );
    expect(lost.map(({ orderId }) => orderId)).toEqual([]);
    expect(ratio).toBeLessThanOrEqual(AT_MOST);
  });
});

interface Plan {
  readonly operation: string;
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * The least time from a feed's end until every order is read back and its buyer told, at the published rates and with the
 * share of questions unanswered that was drawn: messages follow the orders that are read one by one, and all the others
 * once a search has seen them.
 */
function afterFeedSeconds(calls: readonly LedgerEntry[], orders: number): number {
  const answersWithin = (seconds: number, plan: Plan): number => (plan.burst + seconds * plan.perSecond) * answeredShare(calls, plan);
  const secondsFor = (answers: number, plan: Plan): number => (answers / answeredShare(calls, plan) - plan.burst) / plan.perSecond;
  const searchAfter = SEARCHED_AFTER_SECONDS + searchRefusedSeconds(calls);
  const readOneByOne = Math.min(orders, answersWithin(searchAfter, READ_BACK));
  const searched = searchAfter + secondsFor(orders - readOneByOne, MESSAGE);
  return Math.max(secondsFor(orders, MESSAGE), Math.min(secondsFor(orders, READ_BACK), searched));
}

function answeredShare(calls: readonly LedgerEntry[], { operation }: Plan): number {
  const asked = calls.filter((call) => call.operation === operation);
  return asked.filter(({ status }) => status === 200).length / asked.length;
}

/** A 429 to the first searches for what the feeds have done puts them off by an interval each. */
function searchRefusedSeconds(calls: readonly LedgerEntry[]): number {
  const reported = calls.find(({ operation, status }) => operation === 'downloadDocument' && status === 200);
  const since = (reported?.at.getTime() ?? Infinity) + SEARCHED_AFTER_SECONDS * 1000;
  const searches = calls.filter(({ operation, at }) => operation === 'searchOrders' && at.getTime() >= since);
  const answered = searches.findIndex(({ status }) => status === 200);
  return searches.slice(0, Math.max(0, answered)).filter(({ status }) => status === 429).length * SEARCH_INTERVAL_SECONDS;
}

/** Everything of a batch waits for its feed: after a 429 its next call is an interval of its operation later. */
function refusedSeconds(calls: readonly LedgerEntry[]): number {
  const refused = calls.filter(({ status }) => status === 429);
  return refused.reduce((sum, { operation }) => sum + (FEED_INTERVAL_SECONDS[operation] ?? 0), 0);
}

/**
 * A feed whose createFeed had no clear answer is looked for in Amazon's list for ten minutes before it is sent again:
 * the price of never sending one twice. Counted is only the time in which nothing else was left to be done.
 */
function stoodStillInDoubt(calls: readonly LedgerEntry[]): number {
  const created = calls.filter(({ operation }) => operation === 'createFeed');
  const busy = calls.filter(({ operation }) => operation !== 'getFeeds' && operation !== 'searchOrders');
  const moments = busy.map(({ at }) => at.getTime() / 1000);
  const gaps = moments.slice(1).map((to, index) => ({ from: moments[index] ?? to, to }));
  return created.reduce((sum, one, index) => {
    const since = one.at.getTime() / 1000;
    const until = (created[index + 1]?.at.getTime() ?? Infinity) / 1000;
    const clear = one.status === 202 || one.status === 429;
    const still = gaps.filter(({ from, to }) => to - from > BETWEEN_CALLS_SECONDS && to > since && from < until);
    return clear ? sum : still.reduce((all, { from, to }) => all + to - from, sum);
  }, 0);
}
