import { describe, expect, it } from 'vitest';
import { marketplaceIdSchema } from '../../src/domain/ids.js';
import { percent } from '../../src/domain/rate.js';
import { presentRate } from '../../src/use-cases/facts/present-rate.js';
import type { StoredRate } from '../../src/ports/store.js';
import { ACCOUNT, NOON, US } from '../fixtures/cases.js';

const INDIA = marketplaceIdSchema.parse('A21TJRUUN4KGV');
const JAPAN = marketplaceIdSchema.parse('A1VC38T7YXB528');

function stored(changes: Partial<StoredRate> = {}): StoredRate {
  const window = { days: 7, program: undefined, from: new Date('2026-11-17T12:00:00Z'), to: NOON, readAt: NOON };
  return { ...window, source: 'amazon', marketplaceId: US, rate: { orders: 212, counted: 4 }, target: undefined, ...changes };
}

/** With these rates stored and nothing cancelled since, but for so many orders in every window. */
async function present(
  rates: readonly StoredRate[],
  question: { readonly marketplaceId?: typeof US; readonly programs?: string[] } = {},
  since = 0,
) {
  const desk = {
    clock: { now: () => NOON },
    rates: { latestOfEach: async () => rates.map((one) => ({ ...one, accountId: ACCOUNT })) },
    cancellations: { countedSince: async (queries: readonly unknown[]) => queries.map(() => since) },
  };
  return await presentRate(desk, { accountId: ACCOUNT, marketplaceId: US, counts: 1, ...question });
}

describe('the present rate', () => {
  it('of 212 orders with 4 counted is 1.89 %, and 2.36 % after one more', async () => {
    const rate = await present([stored()]);
    expect([rate?.before, rate?.after].map((one) => one && percent(one))).toEqual(['1.89', '2.36']);
  });

  it('goes by the report’s own target before ours', async () => {
    const target = { numerator: 1, denominator: 100 };
    expect((await present([stored({ target })]))?.target).toEqual(target);
    expect((await present([stored()]))?.target).toEqual({ numerator: 25, denominator: 1000 });
  });

  it('has in India both windows, each with what was cancelled since', async () => {
    const month = stored({ marketplaceId: INDIA, days: 30, source: 'estimate', rate: { orders: 900, counted: 17, surely: 15 } });
    expect(await present([stored({ marketplaceId: INDIA }), month], { marketplaceId: INDIA }, 1)).toMatchObject({
      source: 'amazon',
      days: 7,
      before: { orders: 212, counted: 5 },
      after: { orders: 212, counted: 6 },
      target: { numerator: 20, denominator: 1000 },
      others: [{ source: 'estimate', days: 30, before: { counted: 18, surely: 16 }, after: { orders: 900, counted: 19, surely: 17 } }],
    });
  });

  it('looks at Prime orders alone only where the order is one', async () => {
    const rates = [stored(), stored({ program: 'PRIME', source: 'estimate', rate: { orders: 30, counted: 0 } })];
    expect((await present(rates, { programs: ['AMAZON_BUSINESS'] }))?.others).toBeUndefined();
    expect((await present(rates, { programs: ['PRIME'] }))?.others).toMatchObject([
      { program: 'PRIME', after: { orders: 30, counted: 1 }, target: { numerator: 5, denominator: 1000 } },
    ]);
  });

  it('has 1 % for Premium orders in Japan', async () => {
    const rates = [stored({ marketplaceId: JAPAN }), stored({ marketplaceId: JAPAN, program: 'PREMIUM', source: 'estimate' })];
    const rate = await present(rates, { marketplaceId: JAPAN, programs: ['PREMIUM'] });
    expect(rate?.others).toMatchObject([{ program: 'PREMIUM', target: { numerator: 10, denominator: 1000 } }]);
  });

  it('is incomplete while a window that the order is counted in is not known', async () => {
    expect((await present([stored()], { programs: ['PRIME'] }))?.incomplete).toBe(true);
    expect((await present([stored({ marketplaceId: INDIA })], { marketplaceId: INDIA, programs: [] }))?.incomplete).toBe(true);
    expect((await present([stored()], { programs: [] }))?.incomplete).toBeUndefined();
    expect((await present([stored()]))?.incomplete).toBeUndefined();
  });

  it('leaves out a program without orders where no order is asked about, and windows of the day before yesterday', async () => {
    const none = stored({ program: 'PRIME', rate: { orders: 0, counted: 0 } });
    expect((await present([stored(), none]))?.others).toBeUndefined();
    expect(await present([stored({ readAt: new Date('2026-11-22T11:59:59Z') })])).toBeUndefined();
  });
});
