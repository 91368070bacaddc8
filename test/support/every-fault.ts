import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { caseIdSchema } from '../../src/domain/ids.js';
import type { CancellationCase } from '../../src/domain/cancellation.js';
import { isStockOpen, newStock } from '../../src/domain/stock.js';
import type { Fault } from '../../src/practice/amazon/faults.js';
import type { LedgerEntry } from '../../src/practice/amazon/ledger.js';
import { findRoute } from '../../src/practice/amazon/routes.js';
import type { ShopOrder } from '../../src/practice/amazon/shop-types.js';
import { putIntoOutbox } from './case-of-order.js';
import { repeated, sentMessages, takenFeeds } from './at-most-once.js';
import { type Journey, startJourney } from './journey.js';
import { isCancellable } from './cancellable.js';

/** Seconds between two calls after a 429, as published; of Login with Amazon, as we hold it. */
const BETWEEN_SECONDS = {
  token: 5,
  getOrder: 2,
  searchOrders: 178,
  createFeedDocument: 2,
  uploadDocument: 0,
  createFeed: 120,
  getFeeds: 45,
  getFeed: 0.5,
  getFeedDocument: 45,
  downloadDocument: 0,
  getMessagingActionsForOrder: 1,
  createUnexpectedProblem: 1,
  getListingsItem: 0.2,
  patchListingsItem: 0.2,
} as const;
type Operation = keyof typeof BETWEEN_SECONDS;

/** A call that leaves something undone or done twice when it is misunderstood. */
export const WRITING: readonly Operation[] = ['token', 'uploadDocument', 'createFeed', 'createUnexpectedProblem', 'patchListingsItem'];
export const READING: readonly Operation[] = [
  'getOrder',
  'searchOrders',
  'createFeedDocument',
  'getFeeds',
  'getFeed',
  'getFeedDocument',
  'downloadDocument',
  'getMessagingActionsForOrder',
  'getListingsItem',
];
const WITHOUT_TOKEN: readonly Operation[] = ['token', 'uploadDocument', 'downloadDocument'];

/** What may become of a call, twice; the connection that is never made is not Amazon's doing. */
const CALL_FAULTS: Readonly<Record<string, ((operation: Operation) => Fault) | 'not-connected'>> = {
  'a 429': (operation) => ({ kind: 'throttled', operation, times: 2 }),
  'a 429 without the limit': (operation) => ({ kind: 'throttled', operation, withoutLimit: true, times: 2 }),
  'a 500': (operation) => ({ kind: 'server-error', operation, times: 2 }),
  'a 503': (operation) => ({ kind: 'server-error', operation, status: 503, times: 2 }),
  'no connection': 'not-connected',
  'a reset before it arrived': (operation) => ({ kind: 'timeout-before', operation, times: 2 }),
  'a reset after it took effect': (operation) => ({ kind: 'timeout-after', operation, times: 2 }),
  'half an answer': (operation) => ({ kind: 'half-response', operation, times: 2 }),
  'a page with 200': (operation) => ({ kind: 'page', operation, times: 2 }),
  'an answer that unpacks to 64 MB': (operation) => ({ kind: 'gzip-bomb', operation, times: 2 }),
  'a token that has expired': (operation) => ({ kind: 'token-expired', operation, times: 2 }),
};
interface FeedFault {
  readonly name: string;
  readonly fault: Fault;
  readonly state: CancellationCase['state'];
}

/** How a feed may end, and where its case is a quarter of an hour later. */
export const FEED_FAULTS: readonly FeedFault[] = [
  { name: 'FATAL and not carried out', fault: { kind: 'feed-fatal', times: 1 }, state: 'reading_back' },
  { name: 'FATAL and carried out', fault: { kind: 'feed-fatal', takesEffect: true, times: 1 }, state: 'cancelled' },
  { name: 'CANCELLED', fault: { kind: 'feed-cancelled', times: 1 }, state: 'reading_back' },
  {
    name: 'DONE with a report of others, carried out',
    fault: { kind: 'report-of-others', takesEffect: true, times: 1 },
    state: 'cancelled',
  },
  { name: 'DONE with a report of others, not carried out', fault: { kind: 'report-of-others', times: 1 }, state: 'reading_back' },
  { name: 'DONE with a report that says nothing', fault: { kind: 'report-without-summary', times: 1 }, state: 'cancelled' },
];

/** Why something has not come to its end within a quarter of an hour. */
const WHY_NOT = /Amazon’s answer was not clear|did not reach Amazon|still shows another quantity/;

interface Lasting {
  readonly operation: string;
  readonly fault: Fault;
  readonly why: RegExp;
}

/** What lasts longer than anybody waits, and what those who look read then. */
export const LASTING: readonly Lasting[] = [
  ...[
    'getOrder',
    'createFeedDocument',
    'uploadDocument',
    'getFeed',
    'getFeedDocument',
    'downloadDocument',
    'getMessagingActionsForOrder',
  ].map((operation) => ({
    operation,
    fault: { kind: 'server-error', operation } as const,
    why: /Amazon does not answer/,
  })),
  {
    operation: 'createFeed',
    fault: { kind: 'throttled', operation: 'createFeed' },
    why: /Amazon takes no more calls|takes a feed every 2 minutes/,
  },
];

const MINUTE = 60;
const STEP_SECONDS = 15;
const SHOWN_WITHIN_SECONDS = 15 * MINUTE;

/** One cancellation for each fault at each of these operations, one after the other in the same app. */
export function everyFault({
  operations,
  lasting,
  feedFaults,
  everyNth,
}: {
  readonly operations: readonly Operation[];
  readonly lasting: readonly Lasting[];
  readonly feedFaults: readonly FeedFault[];
  /** All of the table for 1. */
  readonly everyNth: number;
}): void {
  const calls = operations.flatMap((operation) =>
    Object.entries(CALL_FAULTS).flatMap(([name, fault]) =>
      name === 'a token that has expired' && WITHOUT_TOKEN.includes(operation) ? [] : [{ operation, name, fault }],
    ),
  );

  let journey: Journey;
  let open: ShopOrder[];
  /** Changed before: while one change of a SKU is not over, the next one waits. */
  const skus = new Set<string>();
  const { fetch: realFetch } = globalThis;
  beforeAll(async () => {
    journey = await startJourney({ orders: 3_000 });
    open = journey.amazon.shop.listOrders().filter(isCancellable);
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
    journey.amazon.control.clearFaults();
  });
  afterAll(async () => await journey.end());

  /** From the outbox to its end, or for a quarter of an hour. */
  const carryOut = async ({ ofStock = false, until = () => true }: { readonly ofStock?: boolean; readonly until?: () => boolean } = {}) => {
    const { amazon, app, clock } = journey;
    const place = open.findLastIndex((one) => !ofStock || (!skus.has(skuOf(one)) && (amazon.shop.stock(skuOf(one)) ?? 0) > 0));
    const [order] = open.splice(place, 1);
    if (place < 0 || order === undefined) throw new Error('The shop has no order left to cancel');
    const from = amazon.ledger.length;
    const stock = newStock(ofStock ? { kind: 'lower', sku: skuOf(order), by: 1 } : undefined);
    if (ofStock) skus.add(skuOf(order));
    const { id } = await putIntoOutbox(app.desk, order, { stock });
    await journey.work();
    let one = await app.desk.cancellations.find(id);
    for (let seconds = 0; seconds < SHOWN_WITHIN_SECONDS && !(hasEnded(one) && until()); seconds += STEP_SECONDS) {
      if (seconds % MINUTE === 0) await app.desk.queue.add([{ job: { kind: 'sweep' } }]);
      clock.advance(STEP_SECONDS * 1000);
      await journey.work();
      one = await app.desk.cancellations.find(id);
    }
    return {
      one,
      orderId: order.orderId,
      shown: journey.posted('C0ORDERS1', order.orderId),
      calls: amazon.ledger.slice(from),
    };
  };

  /** Connections to an operation are not made twice; gives how often that was. */
  const notConnected = (operation: Operation): (() => number) => {
    let left = 2;
    globalThis.fetch = async (input, init) => {
      const url = typeof input === 'string' ? new URL(input) : undefined;
      const meant = url?.origin === journey.amazon.url && findRoute(init?.method ?? 'GET', url.pathname)?.operation.name === operation;
      if (!meant || left === 0) return await realFetch(input, init);
      left -= 1;
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('Connect Timeout Error'), { code: 'UND_ERR_CONNECT_TIMEOUT' }),
      });
    };
    return () => 2 - left;
  };

  it.each(calls.filter((_, row) => row % everyNth === 0))(
    'with $name at $operation ends or is shown, and nothing is done twice',
    async ({ operation, fault }) => {
      // The token of before lives for an hour.
      if (operation === 'token') journey.clock.advance(61 * MINUTE * 1000);
      if (operation === 'getFeeds') journey.amazon.control.fault({ kind: 'timeout-after', operation: 'createFeed', times: 1 });
      const missed = fault === 'not-connected' ? notConnected(operation) : undefined;
      if (fault !== 'not-connected') journey.amazon.control.fault(fault(operation));
      const ofStock = operation === 'getListingsItem' || operation === 'patchListingsItem';
      const from = journey.amazon.ledger.length;
      const met = (): number => missed?.() ?? journey.amazon.ledger.slice(from).filter((call) => call.operation === operation).length;
      const { one, orderId, shown, calls } = await carryOut({ ofStock, until: () => met() > 0 });
      expect(met()).toBeGreaterThan(0);
      expectNothingTwice();
      expect(tooSoon(calls, operation)).toEqual([]);
      if (hasEnded(one)) {
        expect(one?.state).toBe('cancelled');
        expect(journey.amazon.shop.order(orderId)?.status).toBe('CANCELLED');
        expect(shown).toContain('Cancelled at Amazon');
      } else {
        expect(shown).toMatch(WHY_NOT);
      }
    },
  );

  it.each(lasting)('with $fault.kind at $operation without an end shows why', async ({ fault, why }) => {
    journey.amazon.control.fault(fault);
    const { one, shown } = await carryOut();
    expectNothingTwice();
    expect(hasEnded(one)).toBe(false);
    expect(shown).toMatch(why);
    // What waits goes on as soon as Amazon does, and leaves the way free for the next one.
    journey.amazon.control.clearFaults();
    await journey.later(20 * MINUTE);
    expect(hasEnded(await journey.app.desk.cancellations.find(caseIdSchema.parse(one?.id)))).toBe(true);
    expectNothingTwice();
  });

  it.each(feedFaults)('whose feed ends $name is told by the order itself', async ({ fault, state }) => {
    journey.amazon.control.fault(fault);
    const { one, shown } = await carryOut();
    expectNothingTwice();
    expect({ state: one?.state, sent: one?.message.state }).toEqual({ state, sent: state === 'cancelled' ? 'sent' : 'waiting' });
    expect(shown).toMatch(state === 'cancelled' ? /Cancelled at Amazon/ : /At Amazon the order is still “not shipped”/);
  });

  function expectNothingTwice(): void {
    const { ledger } = journey.amazon;
    expect(repeated(takenFeeds(ledger).flatMap(({ orderIds }) => orderIds))).toEqual([]);
    expect(repeated(sentMessages(ledger))).toEqual([]);
  }
}

function skuOf({ items }: ShopOrder): string {
  return items[0]?.product.sku ?? '';
}

function hasEnded(one: CancellationCase | undefined): boolean {
  if (one === undefined || one.state === 'refused' || one.state === 'not_sent') return true;
  return one.state === 'cancelled' && one.message.state !== 'waiting' && one.message.state !== 'sending' && !isStockOpen(one.stock.state);
}

/** Calls of an operation that came after a 429 before Amazon gives one again: short waits are real, also where the clock is frozen. */
function tooSoon(calls: readonly LedgerEntry[], operation: Operation): string[] {
  const own = calls.filter((call) => call.operation === operation);
  return own.slice(1).flatMap((call, index) => {
    const before = own[index] ?? call;
    const afterSeconds = (call.at.getTime() - before.at.getTime() + call.realMs - before.realMs) / 1000;
    return before.status === 429 && afterSeconds < BETWEEN_SECONDS[operation] ? [`${operation} ${afterSeconds} s after a 429`] : [];
  });
}
