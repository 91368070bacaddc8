import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICIES } from '../../src/domain/approval-policy.js';
import { batchIdSchema, marketplaceIdSchema, orderIdSchema } from '../../src/domain/ids.js';
import type { Money } from '../../src/domain/money.js';
import type { OrderCopy } from '../../src/domain/order.js';
import { percent } from '../../src/domain/rate.js';
import type { StoredRate } from '../../src/ports/store.js';
import { batchStep } from '../../src/use-cases/request/batch.js';
import { ACCOUNT, ANNA, NOON, ORDERS_CHANNEL, US } from '../fixtures/cases.js';
import { OFFERED, order } from '../slack/views/samples.js';

const GERMANY = marketplaceIdSchema.parse('A1PA6795UKMFR9');

interface Wanted {
  readonly marketplaceId?: typeof US;
  readonly programs?: readonly string[];
  readonly buyerRequested?: boolean;
  readonly shipped?: boolean;
  readonly total?: Money | undefined;
}

function copies(wanted: readonly Wanted[]): OrderCopy[] {
  return wanted.map(({ buyerRequested = false, shipped = false, ...changes }, index) => {
    const one = order({ marketplaceId: US, programs: [], total: { currency: 'USD', minorUnits: 1000 }, ...changes });
    const items = one.items.map((item) => ({ ...item, buyerRequestedCancel: buyerRequested }));
    const orderId = orderIdSchema.parse(`111-2233445-${String(index).padStart(7, '0')}`);
    return { accountId: ACCOUNT, order: { ...one, items, orderId, status: shipped ? 'SHIPPED' : 'UNSHIPPED' }, readAt: NOON };
  });
}

function stored(changes: Partial<StoredRate>): StoredRate {
  const window = { days: 7, program: undefined, from: new Date('2026-11-17T12:00:00Z'), to: NOON, readAt: NOON };
  return { ...window, source: 'amazon', marketplaceId: US, rate: { orders: 212, counted: 4 }, target: undefined, ...changes };
}

const RATES = [
  stored({}),
  stored({ marketplaceId: GERMANY, rate: { orders: 100, counted: 0 } }),
  stored({ program: 'PRIME', source: 'estimate', rate: { orders: 400, counted: 0 } }),
];

/** What is seen when all of these are named and ticked, and cancelled for a defect. */
async function step(wanted: readonly Wanted[], ticked?: number) {
  const all = copies(wanted);
  const desk = {
    clock: { now: () => NOON },
    rates: { latestOfEach: async () => RATES.map((one) => ({ ...one, accountId: ACCOUNT })) },
    cancellations: { countedSince: async (queries: readonly unknown[]) => queries.map(() => 0), holdingAny: async () => [] },
    policies: { approval: async () => DEFAULT_POLICIES },
    figures: { secondStrike: async () => undefined },
  };
  const draft = {
    id: batchIdSchema.parse('55555555-5555-4555-8555-555555555555'),
    userId: ANNA,
    teamId: 'T0CANCEL1',
    channelId: ORDERS_CHANNEL,
    orders: all.map(({ accountId, order: { orderId } }) => ({ accountId, orderId })),
    notRead: [],
    malformed: [],
    leftOff: 0,
    ticked: all.slice(0, ticked).map(({ order: { orderId } }) => orderId),
    reason: 'defect',
    subReason: 'damaged',
    note: undefined,
    memo: undefined,
    sendMessage: true,
    shown: undefined,
  };
  return await batchStep(desk as never, { draft, copies: all, reasons: OFFERED });
}

describe('the rate with several orders cancelled', () => {
  it.each([
    ['one that counts', [{}], ['1.89 → 2.36'], ['rate_above_share']],
    ['one that does not', [{ buyerRequested: true }], ['1.89 → 1.89'], []],
    ['two that count', [{}, {}], ['1.89 → 2.83'], ['rate_at_or_above_target']],
    [
      'one that counts and two that do not',
      [{}, { buyerRequested: true }, { buyerRequested: true }],
      ['1.89 → 2.36'],
      ['rate_above_share'],
    ],
    ['one that counts and one that may not be cancelled', [{}, { shipped: true }], ['1.89 → 2.36'], ['rate_above_share']],
    ['only such as may not be cancelled', [{ shipped: true }], [], []],
    ['one in each of two marketplaces', [{}, { marketplaceId: GERMANY }], ['1.89 → 2.36', '0.00 → 1.00'], ['rate_above_share']],
    [
      'those of two marketplaces, of which one alone asks for a lead',
      [{ buyerRequested: true }, { marketplaceId: GERMANY }, { marketplaceId: GERMANY }, { marketplaceId: GERMANY }],
      ['1.89 → 1.89', '0.00 → 3.00'],
      ['rate_at_or_above_target'],
    ],
  ] satisfies [string, Wanted[], string[], string[]][])('is for %s', async (_what, wanted, rates, rules) => {
    const seen = await step(wanted);
    expect(seen.rates.map(({ rate }) => rate && `${percent(rate.before)} → ${percent(rate.after)}`)).toEqual(rates);
    expect(seen.approvalRules).toEqual(rules);
  });

  it('counts in the window of a program only what is of that program', async () => {
    const seen = await step([{ programs: ['PRIME'] }, {}, { programs: ['PRIME'], buyerRequested: true }]);
    expect(seen.rates[0]?.rate).toMatchObject({
      after: { orders: 212, counted: 6 },
      others: [{ program: 'PRIME', before: { counted: 0 }, after: { orders: 400, counted: 1 } }],
    });
  });

  it('is of the ticked ones alone', async () => {
    expect((await step([{}, {}, {}], 1)).rates[0]?.rate?.after).toEqual({ orders: 212, counted: 5 });
  });

  it('comes with values that are never added up across currencies', async () => {
    const yen = { currency: 'JPY', minorUnits: 1200 };
    const seen = await step([{}, { total: yen }, {}, { total: undefined }, { total: yen }, { shipped: true }]);
    expect(seen.value).toEqual([
      { currency: 'USD', minorUnits: 2000 },
      { currency: 'JPY', minorUnits: 2400 },
    ]);
  });

  it('adds in each marketplace exactly the ticked ones of it that count', async () => {
    const wanted = fc.record({
      marketplaceId: fc.constantFrom(US, GERMANY),
      buyerRequested: fc.boolean(),
      shipped: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(wanted, { maxLength: 20 }), fc.nat(20), async (orders, ticked) => {
        const seen = await step(orders, ticked);
        const counting = (place: typeof US): number =>
          orders.slice(0, ticked).filter((one) => one.marketplaceId === place && !one.shipped && !one.buyerRequested).length;
        for (const { marketplaceId, rate } of seen.rates)
          expect((rate?.after.counted ?? 0) - (rate?.before.counted ?? 0)).toBe(counting(marketplaceId));
        for (const place of [US, GERMANY])
          if (counting(place) > 0) expect(seen.rates.map(({ marketplaceId }) => marketplaceId)).toContain(place);
      }),
      { numRuns: 100 },
    );
  });
});
