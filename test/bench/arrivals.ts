import { addSeconds, differenceInMilliseconds } from 'date-fns';
import { takenFeeds } from '../support/at-most-once.js';
import { atEach } from '../support/at-each.js';
import { newCase } from '../fixtures/cases.js';
import { putIntoOutbox } from '../support/case-of-order.js';
import { startLadenShop } from '../support/laden-shop.js';

/*
 * Cancellations that arrive one after the other, with the usual outbox window, at a pretended Amazon with its published
 * limits: how long from the approval, and from the end of its window, to the feed that has it.
 */

const WINDOW_SECONDS = 60;
const NO_MESSAGE = { ...newCase().message, state: 'none' } as const;
const WITHIN_HOURS = 6;
/** What is aimed at after the window's end. */
const AIM = { p50: 60, p99: 121 } as const;

interface Stream {
  readonly name: string;
  readonly count: number;
  readonly everySeconds: number;
}

async function measure({ name, count, everySeconds }: Stream): Promise<void> {
  const began = performance.now();
  const { journey, orders } = await startLadenShop(count);
  const { amazon, clock, engine } = journey;
  const from = { at: clock.now(), entry: amazon.ledger.length };
  const approvedAt = new Map<string, Date>();
  let next = 0;
  await atEach(journey, {
    stepMs: 1_000,
    withinHours: WITHIN_HOURS,
    wakeAt: () => (next < count ? next * everySeconds * 1000 : undefined),
    until: async (passedMs) => {
      while (next < count && next * everySeconds * 1000 <= passedMs) {
        const order = orders[next];
        if (order === undefined) throw new Error('The shop has too few orders');
        approvedAt.set(order.orderId, clock.now());
        await putIntoOutbox(journey.app.desk, order, { sendAfter: addSeconds(clock.now(), WINDOW_SECONDS), message: NO_MESSAGE });
        next += 1;
      }
      return next === count && (await engine.prisma.cancellationCase.count({ where: { state: { not: 'cancelled' } } })) === 0;
    },
  });
  const calls = amazon.ledger.slice(from.entry);
  const feeds = takenFeeds(calls);
  const waits = feeds.flatMap(({ at, orderIds }) => orderIds.map((id) => differenceInMilliseconds(at, approvedAt.get(id) ?? at) / 1000));
  if (waits.length !== count) throw new Error(`${waits.length} cancellations reached Amazon, not ${count}`);
  waits.sort((a, b) => a - b);
  const at = (share: number): number => waits[Math.min(count - 1, Math.floor(count * share))] ?? Number.NaN;
  const row = (less: number): string => [at(0.5), at(0.99), at(1)].map((one) => (one - less).toFixed(0)).join(' · ');
  const seconds = differenceInMilliseconds(clock.now(), from.at) / 1000;
  console.log(`\n${name}: ${feeds.length} feeds, ${calls.length} calls, all read back after ${seconds} s`);
  const refused = calls.filter(({ status }) => status === 429).length;
  console.log(`refused by Amazon (429): ${refused} (0 is wanted)`);
  console.log(`from the approval to createFeed, p50 · p99 · max: ${row(0)} s, of which the window is ${WINDOW_SECONDS} s`);
  console.log(`from the window's end: ${row(WINDOW_SECONDS)} s (at most ${AIM.p50} · ${AIM.p99} is wanted)`);
  console.log(`${((performance.now() - began) / 1000).toFixed(0)} s of machine time`);
  await journey.end();
  if (refused > 0) throw new Error(`${refused} calls were refused for lack of room`);
}

await measure({ name: '500 approvals in 10 minutes', count: 500, everySeconds: 1.2 });
await measure({ name: '120 approvals an hour for 3 hours', count: 360, everySeconds: 30 });
