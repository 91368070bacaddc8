import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, openDatabase } from '../../src/adapters/database/open.js';
import { createRepositories } from '../../src/adapters/database/repositories.js';
import { lastShipBy } from '../../src/domain/auto-cancellation.js';
import { orderIdSchema } from '../../src/domain/ids.js';
import { EVERY_ORDER, type OrderFilter, type PageStart, TOP } from '../../src/domain/order-list.js';
import { findOrder } from '../../src/use-cases/look-up/find-order.js';
import { ACCOUNT, US } from '../fixtures/cases.js';
import { startJourney } from '../support/journey.js';
import { hasPostgres, startPostgres } from '../support/postgres.js';
import { growTo, orderNumber } from './mirrored-orders.js';
import { type Times, timesOf } from './times.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const SIZES = [10_000, 100_000, 1_000_000];
const REPEATS = 200;
const DAY_MS = 24 * 3_600_000;

/** What people and the digest ask the copies for. */
function questions(engine: Engine, size: number): Readonly<Record<string, (round: number) => Promise<unknown>>> {
  const { orders, figures } = createRepositories({ engine, clock: { now: () => NOW }, enqueue: async () => undefined, practice: false });
  const list = async (filter: Partial<OrderFilter>, start: PageStart = TOP): Promise<unknown> =>
    await orders.list({ accountIds: [ACCOUNT], filter: { ...EVERY_ORDER, ...filter }, now: NOW, start, limit: 10 });
  // In the middle of those that are to be shipped.
  const middle: PageStart = { kind: 'after', place: { shipBy: new Date(NOW.getTime() - 270 * DAY_MS), orderId: orderNumber(1) } };
  return {
    'an order by its id': async (round) => await orders.findAnywhere(orderNumber(1 + ((round * 7_919) % size))),
    'the list, first page': async () => await list({}),
    'the list, a page in its middle': async () => await list({}, middle),
    'of one marketplace': async () => await list({ marketplaceId: US }),
    'with a buyer request': async () => await list({ requested: true }),
    'past ship-by': async () => await list({ late: true }),
    'of one SKU': async (round) => await list({ sku: `SKU-${(round * 31) % 97}` }),
    'cancelled by Amazon soon': async () => await figures.unshippedSince(lastShipBy(NOW), 200),
    'the rate of 7 days': async () =>
      await figures.rate({ accountId: ACCOUNT, marketplaceId: US, from: new Date(NOW.getTime() - 7 * DAY_MS), to: NOW }),
  };
}

async function measureSizes(name: string, engine: Engine): Promise<void> {
  const measured = new Map<string, Times[]>();
  let has = 0;
  const made: string[] = [];
  for (const size of SIZES) {
    made.push(`${Math.round((await growTo(engine, has, size, NOW)) / 1000)} s`);
    has = size;
    for (const [question, ask] of Object.entries(questions(engine, size))) {
      measured.set(question, [...(measured.get(question) ?? []), await timesOf(REPEATS, ask)]);
    }
  }
  console.log(`\n${name}: ${SIZES.map((size) => size.toLocaleString('en')).join(' · ')} mirrored orders (made in ${made.join(' · ')})`);
  console.log('what is asked | p50 ms | p99 ms | growth of p50 from the first to the last');
  for (const [question, times] of measured) {
    const row = (key: keyof Times): string => times.map((one) => one[key].toFixed(2)).join(' · ');
    const growth = (times.at(-1)?.p50 ?? Number.NaN) / (times[0]?.p50 ?? Number.NaN);
    console.log(`${question} | ${row('p50')} | ${row('p99')} | ${growth.toFixed(1)}×`);
  }
}

/** A hundred different orders that are mirrored, asked for by their ids within a minute. */
async function measureLookUps(): Promise<void> {
  const journey = await startJourney();
  const ids = (await journey.engine.prisma.orderRow.findMany({ take: 100 })).map((row) => orderIdSchema.parse(row.orderId));
  const askAll = async (): Promise<string> => {
    const before = journey.calls('getOrder');
    let fromMirror = 0;
    for (const orderId of ids) {
      const found = await findOrder(journey.app.desk, orderId);
      if (found.kind !== 'found') throw new Error(`${orderId} was not found`);
      if (found.staleBecause !== undefined) fromMirror += 1;
    }
    return `${journey.calls('getOrder') - before} calls of Amazon (${fromMirror} answered by an older copy that says so)`;
  };
  journey.clock.advance(600_000);
  console.log(`\n100 look-ups of mirrored orders by id, copies older than a minute: ${await askAll()}`);
  await journey.app.desk.orders.save(await Promise.all(ids.map(async (orderId) => await freshCopy(journey, orderId))));
  console.log(`the same when the copies are younger than a minute: ${await askAll()}`);
  await journey.end();
}

async function freshCopy(journey: Awaited<ReturnType<typeof startJourney>>, orderId: ReturnType<typeof orderNumber>) {
  const copy = await journey.app.desk.orders.findAnywhere(orderId);
  if (copy === undefined) throw new Error(`${orderId} is not mirrored`);
  return { ...copy, readAt: journey.clock.now() };
}

const dataDir = mkdtempSync(join(tmpdir(), 'cancel-desk-bench-mirror-'));
const embedded = await openDatabase({ kind: 'embedded', dataDir, durable: false });
await measureSizes('the embedded database', embedded);
await embedded.close();
rmSync(dataDir, { recursive: true, force: true });
if (hasPostgres()) {
  const server = await startPostgres();
  const engine = await openDatabase({ kind: 'url', url: server.url });
  await measureSizes('PostgreSQL', engine);
  await engine.close();
  server.stop();
}
await measureLookUps();
