import { orderIdSchema } from '../../src/domain/ids.js';
import { findOrder } from '../../src/use-cases/look-up/find-order.js';
import { startJourney } from '../support/journey.js';

const DAY_MS = 24 * 3_600_000;
/** Amazon gives one call in this time. */
const ALLOWANCE_MS = 179_000;

/** A shop that is filled in the time that Amazon's allowance takes, by a clock that is moved; people ask meanwhile. */
async function measureFill(orders: number): Promise<void> {
  const began = performance.now();
  const journey = await startJourney({ orders });
  const startMs = performance.now() - began;
  const wanted = journey.amazon.shop
    .listOrders()
    .filter((one) => one.fulfilledBy === 'MERCHANT')
    .map((one) => one.orderId);
  const startedAt = journey.clock.now().getTime();
  const lookUps: number[] = [];
  let mirrored = await journey.engine.prisma.orderRow.count();
  while (mirrored < wanted.length) {
    const target = wanted[(lookUps.length * 7_919) % wanted.length] ?? '';
    journey.clock.advance(ALLOWANCE_MS);
    const working = journey.work();
    const asked = performance.now();
    const found = await findOrder(journey.app.desk, orderIdSchema.parse(target));
    if (found.kind !== 'found') throw new Error(`${target} was not found while the mirror was filled`);
    lookUps.push(performance.now() - asked);
    await working;
    mirrored = await journey.engine.prisma.orderRow.count({ where: { fulfilledBy: 'MERCHANT' } });
    if (journey.clock.now().getTime() - startedAt > 20 * DAY_MS)
      throw new Error(`Only ${mirrored} of ${wanted.length} orders were mirrored`);
  }
  const hours = (journey.clock.now().getTime() - startedAt) / 3_600_000;
  const calls = journey.effects('searchOrders');
  const seconds = (performance.now() - began) / 1000;
  lookUps.sort((a, b) => a - b);
  const at = (share: number): string => (lookUps[Math.floor((lookUps.length - 1) * share)] ?? Number.NaN).toFixed(0);
  console.log(`\na shop of ${orders.toLocaleString('en')} orders, ${wanted.length.toLocaleString('en')} of them to mirror:`);
  console.log(
    `shop and app started in ${(startMs / 1000).toFixed(1)} s; filled in ${hours.toFixed(1)} h of Amazon's time, ${seconds.toFixed(0)} s of ours`,
  );
  console.log(
    `orders for each call of searchOrders: ${(wanted.length / calls).toFixed(1)} (100 is Amazon's limit), ${calls} calls, refused by Amazon: ${journey.calls('searchOrders') - calls}`,
  );
  if (lookUps.length > 0) console.log(`${lookUps.length} look-ups by id while it was filled: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
  await journey.end();
}

await measureFill(400);
await measureFill(100_000);
