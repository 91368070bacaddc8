import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, openDatabase } from '../../src/adapters/database/open.js';
import { createRepositories } from '../../src/adapters/database/repositories.js';
import type { OrderCopy } from '../../src/domain/order.js';
import { strikesSince } from '../../src/domain/second-strike.js';
import type { OrderCopies, StoredRate } from '../../src/ports/store.js';
import { channelIdSchema, draftIdSchema } from '../../src/domain/ids.js';
import { reasonStep } from '../../src/use-cases/request/draft.js';
import { ACCOUNT, ANNA, newCase, US } from '../fixtures/cases.js';
import { hasPostgres, startPostgres } from '../support/postgres.js';
import { growTo, orderNumber } from './mirrored-orders.js';
import { timesOf } from './times.js';

/*
 * All that a preview asks of the database: the rate with our own cases since, the approval rules, whether it would be the
 * second in a row of its SKU, and the case that holds the order. With cases in the outbox, and rates of years on record.
 */

const NOW = new Date('2026-11-24T12:00:00Z');
const SIZES = [10_000, 1_000_000] as const;
const REPEATS = 400;
const DAY_MS = 24 * 3_600_000;
const OPEN_CASES = 40;
/** With an order of every 200th number still to be shipped. */
const UNSHIPPED_EVERY = 200;
/** What a shop's rates come to in four years, four times as many with the larger shop. */
const RATE_DAYS = { first: 365, last: 4 * 365 };

/** A seller with open cases, and rates as they were read day by day. */
async function furnish(engine: Engine, fromDay: number, days: number): Promise<ReturnType<typeof createRepositories>> {
  const repositories = createRepositories({ engine, clock: { now: () => NOW }, enqueue: async () => undefined, practice: false });
  const rates = Array.from({ length: days - fromDay }, (_, index): StoredRate => {
    const readAt = new Date(NOW.getTime() - (fromDay + index) * DAY_MS);
    const rate = { orders: 212, counted: 4 };
    const from = new Date(readAt.getTime() - 7 * DAY_MS);
    return { source: 'amazon', marketplaceId: US, days: 7, program: undefined, rate, target: undefined, from, to: readAt, readAt };
  });
  await repositories.rates.save(ACCOUNT, rates);
  await repositories.rates.save(
    ACCOUNT,
    rates.map((one) => ({ ...one, program: 'PRIME' })),
  );
  return repositories;
}

async function measure(engine: Engine): Promise<readonly { readonly p50: number; readonly p99: number }[]> {
  const times = [];
  let has = 0;
  let hasDays = 0;
  for (const size of SIZES) {
    await growTo(engine, has, size, NOW);
    const days = size === SIZES.at(-1) ? RATE_DAYS.last : RATE_DAYS.first;
    const { cancellations, rates, policies, figures, orders } = await furnish(engine, hasDays, days);
    await engine.sql.executeSql('analyze rates');
    const desk = { clock: { now: () => NOW }, cancellations, rates, policies, figures };
    for (let number = 1; has === 0 && number <= OPEN_CASES; number += 1) {
      await cancellations.create(newCase({ id: newCase().id, orderId: orderNumber(number * UNSHIPPED_EVERY) }), []);
    }
    await engine.sql.executeSql('analyze cancellation_cases');
    [has, hasDays] = [size, days];
    const found = await placedLately(orders);
    times.push(
      await timesOf(REPEATS, async (round) => {
        const copy = found[round % found.length];
        if (copy === undefined) throw new Error('No such order');
        await reasonStep(desk, { copy, draft: { ...DRAFT, accountId: ACCOUNT, orderId: copy.order.orderId } });
      }),
    );
  }
  return times;
}

/** Orders to be shipped of the last 30 days, the same ones whatever the size: for older ones nobody looks for a second in a row. */
async function placedLately(orders: OrderCopies): Promise<readonly OrderCopy[]> {
  const numbers = Array.from({ length: SIZES[0] / UNSHIPPED_EVERY }, (_, index) => (index + 1) * UNSHIPPED_EVERY);
  const copies = await Promise.all(numbers.map(async (number) => await orders.findAnywhere(orderNumber(number))));
  const lately = strikesSince(NOW);
  const found = copies.flatMap((copy) => (copy !== undefined && copy.order.createdAt >= lately ? [copy] : []));
  if (found.length === 0) throw new Error('No order of the last 30 days is to be shipped');
  return found;
}

const DRAFT = {
  id: draftIdSchema.parse('00000000-0000-4000-8000-000000000001'),
  userId: ANNA,
  teamId: 'T0CANCEL1',
  channelId: channelIdSchema.parse('C0ORDERS1'),
  reason: 'out_of_stock',
  subReason: 'oversold',
  note: undefined,
  memo: undefined,
  stock: undefined,
  fraudSignals: [],
  purpose: undefined,
  language: undefined,
  buyerLocale: undefined,
  messageOffered: undefined,
  messageText: undefined,
  sendMessage: true,
  rate: undefined,
  approvalRules: [],
  caseId: undefined,
};

async function report(name: string, engine: Engine): Promise<void> {
  const times = await measure(engine);
  const [first, last] = [times[0]?.p50 ?? Number.NaN, times.at(-1)?.p50 ?? Number.NaN];
  const row = (key: 'p50' | 'p99'): string => times.map((one) => one[key].toFixed(2)).join(' · ');
  console.log(`\n${name}: a preview at ${SIZES.map((size) => size.toLocaleString('en')).join(' · ')} mirrored orders`);
  console.log(`p50 ms ${row('p50')} | p99 ms ${row('p99')} | growth of p50 ${(last / first).toFixed(2)}× (at most 1.5 is wanted)`);
}

const dataDir = mkdtempSync(join(tmpdir(), 'cancel-desk-bench-preview-'));
const embedded = await openDatabase({ kind: 'embedded', dataDir, durable: false });
await report('the embedded database', embedded);
await embedded.close();
rmSync(dataDir, { recursive: true, force: true });
if (hasPostgres()) {
  const server = await startPostgres();
  const engine = await openDatabase({ kind: 'url', url: server.url });
  await report('PostgreSQL', engine);
  await engine.close();
  server.stop();
}
