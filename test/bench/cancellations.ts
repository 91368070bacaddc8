import type { LedgerEntry } from '../../src/practice/amazon/ledger.js';
import { repeated, takenFeeds } from '../support/at-most-once.js';
import { atEach } from '../support/at-each.js';
import { newCase } from '../fixtures/cases.js';
import { putIntoOutbox } from '../support/case-of-order.js';
import { startLadenShop } from '../support/laden-shop.js';
import { cancelOneByOne } from './naive-way.js';

/*
 * A thousand cancellations at once, and the naive way, a feed of its own for each, at the same pretended Amazon with its
 * published limits, by a clock that is moved.
 */

const CANCELLATIONS = 1_000;
/** Carried out one by one, and counted up: the burst is long over, and each feed more takes as long as the one before it. */
const ONE_BY_ONE = 200;
const CASES_PER_FEED = 300;
const FEWEST_FEEDS = Math.ceil(CANCELLATIONS / CASES_PER_FEED);
const WITHIN_HOURS = 6;
const STEP_MS = 1_000;
const NO_MESSAGE = { ...newCase().message, state: 'none' } as const;

interface Way {
  readonly cancellations: number;
  readonly calls: readonly LedgerEntry[];
  /** Seconds from the start to the last feed, and until all orders are read as cancelled. */
  readonly lastFeed: number;
  readonly lastReadBack: number;
}

const began = performance.now();
const { journey, orders } = await startLadenShop(CANCELLATIONS + ONE_BY_ONE);
const { amazon, clock, engine } = journey;
const [ours, naive] = [orders.slice(0, CANCELLATIONS), orders.slice(CANCELLATIONS)];
const sinceStart = (): string => `${((performance.now() - began) / 1000).toFixed(0)} s of machine time`;
console.log(`a shop of ${amazon.shop.listOrders().length.toLocaleString('en')} orders, mirrored: ${sinceStart()}`);

/** The app: all of them queued at one moment, until each is read back. */
async function inBatches(): Promise<Way & { readonly lastCancelled: number }> {
  const from = { at: clock.now().getTime(), entry: amazon.ledger.length };
  const seconds = (): number => (clock.now().getTime() - from.at) / 1000;
  for (const order of ours) await putIntoOutbox(journey.app.desk, order, { message: NO_MESSAGE });
  let lastCancelled: number | undefined;
  const done = async (): Promise<boolean> => {
    if (lastCancelled === undefined && ours.every(({ orderId }) => amazon.shop.order(orderId)?.status === 'CANCELLED'))
      lastCancelled = seconds();
    return lastCancelled !== undefined && (await engine.prisma.cancellationCase.count({ where: { state: { not: 'cancelled' } } })) === 0;
  };
  await atEach(journey, { stepMs: STEP_MS, withinHours: WITHIN_HOURS, until: done });
  const calls = amazon.ledger.slice(from.entry);
  const feeds = takenFeeds(calls);
  const twice = repeated(feeds.flatMap(({ orderIds }) => orderIds));
  if (twice.length > 0) throw new Error(`${twice.length} orders were sent twice`);
  if (feeds.length !== FEWEST_FEEDS) throw new Error(`${feeds.length} feeds, not ${FEWEST_FEEDS}`);
  console.log(`feeds of ${feeds.map(({ orderIds, at }) => `${orderIds.length} after ${(at.getTime() - from.at) / 1000} s`).join(', ')}`);
  const lastFeed = Math.max(...feeds.map(({ at }) => at.getTime() - from.at)) / 1000;
  return { cancellations: CANCELLATIONS, calls, lastFeed, lastCancelled: lastCancelled ?? Number.NaN, lastReadBack: seconds() };
}

/** The naive way: calls of as many as were carried out, and the time that a thousand take. */
async function oneByOne(): Promise<Way> {
  const from = { at: clock.now().getTime(), entry: amazon.ledger.length };
  const feeds = (await cancelOneByOne(journey, naive)).map((at) => (at.getTime() - from.at) / 1000);
  const readBack = (clock.now().getTime() - from.at) / 1000;
  const [middle, last] = [feeds[ONE_BY_ONE / 2] ?? Number.NaN, feeds[ONE_BY_ONE - 1] ?? Number.NaN];
  const each = (last - middle) / (ONE_BY_ONE / 2 - 1);
  const rest = (CANCELLATIONS - ONE_BY_ONE) * each;
  console.log(`one feed each, ${ONE_BY_ONE} carried out: the last createFeed after ${last} s, and ${each.toFixed(1)} s for each one more`);
  return { cancellations: ONE_BY_ONE, calls: amazon.ledger.slice(from.entry), lastFeed: last + rest, lastReadBack: readBack + rest };
}

/** For a thousand. */
function callsBy({ calls, cancellations }: Way): ReadonlyMap<string, number> {
  const by = new Map<string, number>();
  for (const { operation } of calls) by.set(operation, (by.get(operation) ?? 0) + CANCELLATIONS / cancellations);
  return by;
}

function compare(batched: Way, single: Way): void {
  const [a, b] = [callsBy(batched), callsBy(single)];
  console.log(`\nfor ${CANCELLATIONS.toLocaleString('en')} cancellations | the app | one feed each | ratio`);
  const row = (name: string, [x, y]: readonly [number, number], digits = 0): void =>
    console.log(`${name} | ${x.toFixed(digits)} | ${y.toFixed(digits)} | ${x === 0 ? '–' : (y / x).toFixed(1)}×`);
  for (const operation of new Set([...a.keys(), ...b.keys()])) row(operation, [a.get(operation) ?? 0, b.get(operation) ?? 0]);
  const [each, eachAlone] = [batched.calls.length / batched.cancellations, single.calls.length / single.cancellations];
  row('all calls', [each * CANCELLATIONS, eachAlone * CANCELLATIONS]);
  row('calls for each cancellation', [each, eachAlone], 3);
  row('refused by Amazon (429)', [refused(batched), refused(single)]);
  row('seconds to the last createFeed', [batched.lastFeed, single.lastFeed]);
  row('seconds until all are read as cancelled', [batched.lastReadBack, single.lastReadBack]);
}

function refused({ calls }: Way): number {
  return calls.filter(({ status }) => status === 429).length;
}

const batched = await inBatches();
console.log(`all cancelled at Amazon after ${batched.lastCancelled} s, all read back after ${batched.lastReadBack} s (${sinceStart()})`);
const readsAlone = (CANCELLATIONS - 30) / 0.5;
console.log(`Amazon's limits: ${FEWEST_FEEDS} feeds of a burst of 15 at once; a getOrder for each takes ${readsAlone} s`);
compare(batched, await oneByOne());
console.log(sinceStart());
await journey.end();
if (refused(batched) > 0) throw new Error(`${refused(batched)} calls of the app were refused for lack of room`);
