import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASE_STATES, type CancellationCase, type RateSnapshot } from '../../src/domain/cancellation.js';
import type { CancelledElsewhere } from '../../src/domain/cancelled-elsewhere.js';
import type { Digest } from '../../src/domain/digest.js';
import { digestOf } from '../../src/domain/digest-figures.js';
import { draftIdSchema, marketplaceIdSchema, orderIdSchema } from '../../src/domain/ids.js';
import { DEFAULT_TARGET, type RateTarget } from '../../src/domain/rate.js';
import { REASONS } from '../../src/domain/reason.js';
import type { SavedOrder } from '../../src/domain/saved-order.js';
import { ACCOUNT, ANNA, NOON, US } from '../fixtures/cases.js';
import { cancelledWith, caseIn } from '../slack/views/samples.js';

const GERMANY = marketplaceIdSchema.parse('A1PA6795UKMFR9');
const INDIA = marketplaceIdSchema.parse('A21TJRUUN4KGV');
const JAPAN = marketplaceIdSchema.parse('A1VC38T7YXB528');

const DAY = { from: '2026-11-24', to: '2026-11-24' };
/** That day in Los Angeles. */
const PERIOD = { ...DAY, start: new Date('2026-11-24T08:00:00Z'), end: new Date('2026-11-25T08:00:00Z') };

function rate(counted: number, orders: number, target: RateTarget = DEFAULT_TARGET): RateSnapshot {
  return { source: 'amazon', asOf: NOON, before: { orders, counted }, after: { orders, counted: counted + 1 }, target };
}

function orderNumber(digit: number): CancellationCase['orderId'] {
  return orderIdSchema.parse(`111-2233445-000000${digit}`);
}

function cancelledElsewhere(digit: number, changes: Partial<CancelledElsewhere>): CancelledElsewhere {
  const known = { accountId: ACCOUNT, marketplaceId: US, orderId: orderNumber(digit), at: NOON, noticedAt: NOON };
  return { ...known, by: undefined, counts: true, total: undefined, ...changes };
}

function savedOrder(digit: number): SavedOrder {
  const draftId = draftIdSchema.parse(randomUUID());
  return { draftId, accountId: ACCOUNT, orderId: orderNumber(digit), marketplaceId: US, reason: 'defect', savedBy: ANNA, savedAt: NOON };
}

const NOTHING_ELSEWHERE = { elsewhere: [], cancelledSoon: [], strikes: [], saved: [] };

function digest(cases: readonly CancellationCase[], rates: Parameters<typeof digestOf>[0]['rates'] = []): Digest {
  return digestOf({ cases, period: PERIOD, rates, awaitingApproval: 0, ...NOTHING_ELSEWHERE });
}

describe('the digest of a day', () => {
  it('on which nothing happened is all zeros', () => {
    expect(digestOf({ cases: [], period: PERIOD, rates: [], awaitingApproval: 2, ...NOTHING_ELSEWHERE })).toEqual({
      ...DAY,
      marketplaces: [],
      total: 0,
      counted: 0,
      byReason: [],
      value: [],
      attention: [],
      elsewhere: [],
      elsewhereValue: [],
      saved: 0,
      awaitingApproval: 2,
    });
  });

  it('with a bit of everything says who, why, how much and what to look at', () => {
    const yen = { currency: 'JPY', minorUnits: 4800 };
    const cases = [
      caseIn('cancelled', { orderId: orderNumber(1), reason: 'defect', message: { state: 'sent' } }),
      caseIn('cancelled', { orderId: orderNumber(2), reason: 'out_of_stock', message: { state: 'uncertain' } }),
      caseIn('cancelled', { orderId: orderNumber(3), reason: 'out_of_stock', counts: false, total: yen, message: { state: 'none' } }),
      caseIn('cancelled', { orderId: orderNumber(4), reason: 'buyer_asked', counts: false, total: undefined }),
      caseIn('refused', { orderId: orderNumber(5) }),
      caseIn('stuck', { orderId: orderNumber(6) }),
      caseIn('undone', { orderId: orderNumber(7) }),
    ];
    const rates = [{ marketplaceId: US, rate: rate(4, 212) }];
    const elsewhere = [
      cancelledElsewhere(8, { by: 'AMAZON', counts: false }),
      cancelledElsewhere(9, { by: 'MERCHANT', total: { currency: 'USD', minorUnits: 1050 } }),
      cancelledElsewhere(0, { by: 'MERCHANT', counts: false, total: yen }),
    ];
    const cancelledSoon = [orderNumber(1)];
    const strikes = [orderNumber(2)];
    // The last two were cancelled after all, by us and elsewhere; one was saved twice.
    const saved = [6, 6, 7, 1, 9].map(savedOrder);
    expect(digestOf({ cases, period: PERIOD, rates, awaitingApproval: 1, elsewhere, cancelledSoon, strikes, saved })).toEqual({
      ...DAY,
      marketplaces: [
        {
          marketplaceId: 'ATVPDKIKX0DER',
          rate: {
            count: { orders: 212, counted: 4 },
            target: { numerator: 25, denominator: 1000 },
            roomLeft: 1,
            source: 'amazon',
            asOf: new Date('2026-11-24T12:00:00Z'),
          },
        },
      ],
      total: 4,
      counted: 2,
      byReason: [
        { reason: 'out_of_stock', total: 2, counted: 1 },
        { reason: 'buyer_asked', total: 1, counted: 0 },
        { reason: 'defect', total: 1, counted: 1 },
      ],
      value: [
        { currency: 'USD', minorUnits: 7998 },
        { currency: 'JPY', minorUnits: 4800 },
      ],
      attention: [
        { kind: 'refused', orderIds: ['111-2233445-0000005'] },
        { kind: 'stuck', orderIds: ['111-2233445-0000006'] },
        { kind: 'buyer-not-told', orderIds: ['111-2233445-0000002'] },
        { kind: 'amazon-cancels-soon', orderIds: ['111-2233445-0000001'] },
        { kind: 'second-strike', orderIds: ['111-2233445-0000002'] },
      ],
      elsewhere: [
        { by: 'MERCHANT', total: 2, counted: 1 },
        { by: 'AMAZON', total: 1, counted: 0 },
      ],
      elsewhereValue: [
        { currency: 'USD', minorUnits: 1050 },
        { currency: 'JPY', minorUnits: 4800 },
      ],
      saved: 2,
      awaitingApproval: 1,
    });
  });

  it.each([
    { cancelledAt: '2026-11-24T07:59:59.999Z', total: 0 },
    { cancelledAt: '2026-11-24T08:00:00.000Z', total: 1 },
    { cancelledAt: '2026-11-25T07:59:59.999Z', total: 1 },
    { cancelledAt: '2026-11-25T08:00:00.000Z', total: 0 },
  ])('counts $total cancelled at $cancelledAt', ({ cancelledAt, total }) => {
    expect(digest([caseIn('cancelled', { cancelledAt: new Date(cancelledAt) })])).toMatchObject({ total, counted: total });
  });

  it('does not take for ours what a case found somebody else to have done: that stands among what was cancelled elsewhere', () => {
    const found = caseIn('cancelled', { detail: 'cancelled-by-AMAZON' });
    expect(digest([found])).toMatchObject({ total: 0, counted: 0, byReason: [], value: [] });
  });

  it.each(['none', 'waiting', 'sending', 'sent'] as const)('has nothing to look at for a message that is %s', (state) => {
    expect(digest([cancelledWith(state)]).attention).toEqual([]);
  });

  it.each(['not_offered', 'uncertain', 'failed'] as const)('has a buyer who was not told for a message that is %s', (state) => {
    expect(digest([cancelledWith(state)]).attention).toEqual([{ kind: 'buyer-not-told', orderIds: ['111-2233445-6677889'] }]);
  });

  it('has one rate for each window of a marketplace, the worst one first', () => {
    const india = { numerator: 20, denominator: 1000 };
    const rates = [{ marketplaceId: INDIA, rate: { ...rate(1, 200, india), days: 7, others: [{ ...rate(18, 900, india), days: 30 }] } }];
    expect(digest([], rates).marketplaces.map((one) => [one.rate?.days, one.rate?.count.counted, one.rate?.roomLeft])).toEqual([
      [30, 18, 0],
      [7, 1, 2],
    ]);
  });

  it('has the marketplace first that has used most of its own target, the unknown last', () => {
    const rates = [
      { marketplaceId: JAPAN, rate: undefined },
      { marketplaceId: US, rate: rate(4, 200) },
      { marketplaceId: GERMANY, rate: rate(1, 200) },
      { marketplaceId: INDIA, rate: rate(4, 200, { numerator: 20, denominator: 1000 }) },
    ];
    expect(digest([], rates).marketplaces.map(({ marketplaceId }) => marketplaceId)).toEqual([INDIA, US, GERMANY, JAPAN]);
    const alike = [GERMANY, US, INDIA].map((marketplaceId) => ({ marketplaceId, rate: rate(2, 100) }));
    expect(digest([], alike).marketplaces.map(({ marketplaceId }) => marketplaceId)).toEqual([GERMANY, INDIA, US]);
  });
});

describe('any digest', () => {
  const anyCase = fc
    .record({
      state: fc.constantFrom(...CASE_STATES),
      reason: fc.constantFrom(...REASONS.map(({ key }) => key)),
      counts: fc.boolean(),
      total: fc.option(fc.record({ currency: fc.constantFrom('USD', 'JPY'), minorUnits: fc.nat() }), { nil: undefined }),
    })
    .map(({ state, ...rest }) => caseIn(state, rest));

  it('adds up: by reason, counted, in money, and in whatever order the cases come', () => {
    fc.assert(
      fc.property(fc.array(anyCase), (cases) => {
        const { total, counted, byReason, value, attention } = digest(cases);
        const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
        expect(sum(byReason.map((one) => one.total))).toBe(total);
        expect(sum(byReason.map((one) => one.counted))).toBe(counted);
        expect(byReason.every((one) => one.total > 0 && one.counted <= one.total)).toBe(true);
        const cancelled = cases.filter(({ state }) => state === 'cancelled');
        expect(total).toBe(cancelled.length);
        expect(sum(value.map(({ minorUnits }) => minorUnits))).toBe(sum(cancelled.map((one) => one.total?.minorUnits ?? 0)));
        expect(attention.every(({ orderIds }) => orderIds.length > 0)).toBe(true);
        expect(digest(cases.toReversed())).toMatchObject({ total, counted, byReason });
      }),
    );
  });
});
