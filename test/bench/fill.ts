import { orderIdSchema } from '../../src/domain/ids.js';
import { findOrder } from '../../src/use-cases/look-up/find-order.js';
import type { ShopOrder } from '../../src/practice/amazon/shop-types.js';
import { accountIdOf } from '../support/account.js';
import { type Journey, startJourney } from '../support/journey.js';

const DAY_MS = 24 * 3_600_000;
const MARKETPLACES = 3;
/** How far back the app fills. */
const FILL_DAYS = 40;
/** At a page of 100 in 179 seconds 100 000 orders take two days; twice that and more is a mistake. */
const LONGEST_HOURS = 5 * 24;
/** Amazon gives one call in this time. */
const ALLOWANCE_MS = 179_000;

/** A shop that is filled in the time that Amazon's allowance takes, by a clock that is moved; people ask meanwhile. */
async function measureFill(orders: number): Promise<void> {
  const began = performance.now();
  const journey = await startJourney({ orders });
  const startMs = performance.now() - began;
  const wanted = journey.amazon.shop.listOrders().filter((one) => one.fulfilledBy === 'MERCHANT');
  const startedAt = journey.clock.now().getTime();
  const hoursSoFar = (): number => (journey.clock.now().getTime() - startedAt) / 3_600_000;
  /** How many days back the orders of every marketplace are copied. */
  const daysBack = async (): Promise<number> => {
    const { coverage } = await journey.app.desk.mirror.progress(accountIdOf(journey.app.desk));
    if (coverage.length < MARKETPLACES) return 0;
    return (journey.clock.now().getTime() - Math.max(...coverage.map((one) => one.from.getTime()))) / DAY_MS;
  };
  const lookUps: number[] = [];
  let weekAfterHours: number | undefined;
  for (let days = await daysBack(); days < FILL_DAYS; days = await daysBack()) {
    if (days >= 7) weekAfterHours ??= hoursSoFar();
    if (hoursSoFar() > LONGEST_HOURS) throw new Error(`After ${LONGEST_HOURS} hours the copies reach back ${days} days`);
    const target = wanted[(lookUps.length * 7_919) % wanted.length]?.orderId ?? '';
    journey.clock.advance(ALLOWANCE_MS);
    const working = journey.work();
    const asked = performance.now();
    const found = await findOrder(journey.app.desk, orderIdSchema.parse(target));
    if (found.kind !== 'found') throw new Error(`${target} was not found while the mirror was filled`);
    lookUps.push(performance.now() - asked);
    await working;
  }
  await assertMirrored(journey, wanted);
  const hours = hoursSoFar();
  const calls = journey.effects('searchOrders');
  const seconds = (performance.now() - began) / 1000;
  lookUps.sort((a, b) => a - b);
  const at = (share: number): string => (lookUps[Math.floor((lookUps.length - 1) * share)] ?? Number.NaN).toFixed(0);
  console.log(`\na shop of ${orders.toLocaleString('en')} orders, ${wanted.length.toLocaleString('en')} of them to mirror:`);
  console.log(
    `shop and app started in ${(startMs / 1000).toFixed(1)} s; the last week copied after ${(weekAfterHours ?? hours).toFixed(1)} h of Amazon's time and all after ${hours.toFixed(1)} h, ${seconds.toFixed(0)} s of ours`,
  );
  console.log(
    `orders for each call of searchOrders: ${(wanted.length / calls).toFixed(1)} (100 is Amazon's limit), ${calls} calls, refused by Amazon: ${journey.calls('searchOrders') - calls}`,
  );
  if (lookUps.length > 0) console.log(`${lookUps.length} look-ups by id while it was filled: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
  await journey.end();
}

/** Throws when an order is missing that last changed within the time that is copied. */
async function assertMirrored(journey: Journey, wanted: readonly ShopOrder[]): Promise<void> {
  const since = journey.clock.now().getTime() - FILL_DAYS * DAY_MS;
  const rows = await journey.engine.prisma.orderRow.findMany({ select: { orderId: true } });
  const mirrored = new Set(rows.map((row) => row.orderId));
  const missing = wanted.filter((one) => one.lastUpdatedAt.getTime() >= since && !mirrored.has(one.orderId));
  if (missing.length > 0 || mirrored.size !== rows.length) throw new Error(`${missing.length} orders are missing in the mirror`);
}

await measureFill(400);
await measureFill(100_000);
