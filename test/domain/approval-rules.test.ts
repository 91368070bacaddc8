import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvalRules, mayDecide } from '../../src/domain/approval-rules.js';
import type { ApprovalRule, RateSnapshot } from '../../src/domain/cancellation.js';
import { userIdSchema } from '../../src/domain/ids.js';
import { DEFAULT_TARGET, type RateTarget } from '../../src/domain/rate.js';
import type { PickedReason } from '../../src/domain/reason.js';
import { ANNA, LENA, NOON } from '../fixtures/cases.js';

const MIRA = userIdSchema.parse('U0LEAD002');
const INDIA: RateTarget = { numerator: 20, denominator: 1000 };

function picked(changes: Partial<PickedReason> = {}): PickedReason {
  return {
    reason: 'out_of_stock',
    subReason: undefined,
    code: 'NoInventory',
    counts: true,
    noteRequired: false,
    alwaysApproved: false,
    template: 'out-of-stock',
    amazonRestocks: false,
    ...changes,
  };
}

/** The rate that the request leads to: `counted` of `orders`, one of them the request's own. */
function rate(counted: number, orders: number, target: RateTarget = DEFAULT_TARGET): RateSnapshot {
  return { source: 'amazon', asOf: NOON, before: { orders, counted: counted - 1 }, after: { orders, counted }, target };
}

describe('a request that counts', () => {
  it.each<{ readonly name: string; readonly after: RateSnapshot | undefined; readonly rules: readonly ApprovalRule[] }>([
    { name: '1.99 %', after: rate(4, 201), rules: [] },
    { name: 'exactly 2.00 %', after: rate(4, 200), rules: [] },
    { name: '2.01 %', after: rate(4, 199), rules: ['rate_above_80_percent'] },
    { name: '2.49 %', after: rate(5, 201), rules: ['rate_above_80_percent'] },
    { name: 'exactly 2.50 %', after: rate(5, 200), rules: ['rate_at_or_above_target'] },
    { name: '2.51 %', after: rate(5, 199), rules: ['rate_at_or_above_target'] },
    { name: 'exactly 1.60 % where the target is 2 %', after: rate(4, 250, INDIA), rules: [] },
    { name: '1.61 % where the target is 2 %', after: rate(4, 249, INDIA), rules: ['rate_above_80_percent'] },
    { name: 'exactly 2.00 % where the target is 2 %', after: rate(4, 200, INDIA), rules: ['rate_at_or_above_target'] },
    { name: 'one of no orders', after: rate(1, 0), rules: ['rate_at_or_above_target'] },
    { name: 'a rate that nobody knows', after: undefined, rules: ['rate_unknown'] },
  ])('and leads to $name needs $rules', ({ after, rules }) => {
    expect(approvalRules({ picked: picked(), rate: after })).toEqual(rules);
  });

  it.each<{ readonly name: string; readonly after: RateSnapshot | undefined; readonly rules: readonly ApprovalRule[] }>([
    { name: 'a low rate', after: rate(1, 200), rules: ['reason_always'] },
    { name: 'a rate above 80 %', after: rate(4, 199), rules: ['reason_always', 'rate_above_80_percent'] },
    { name: 'a rate at the target', after: rate(5, 200), rules: ['reason_always', 'rate_at_or_above_target'] },
    { name: 'a rate that nobody knows', after: undefined, rules: ['reason_always', 'rate_unknown'] },
  ])('for a reason that a lead always decides gives $rules with $name', ({ after, rules }) => {
    expect(approvalRules({ picked: picked({ alwaysApproved: true }), rate: after })).toEqual(rules);
  });

  it('never gets along with fewer rules at a worse rate', () => {
    const weight = (rules: readonly ApprovalRule[]): number =>
      rules.includes('rate_at_or_above_target') ? 2 : rules.includes('rate_above_80_percent') ? 1 : 0;
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(300), (orders, counted) => {
        const now = approvalRules({ picked: picked(), rate: rate(counted, orders) });
        const worse = approvalRules({ picked: picked(), rate: rate(counted + 1, orders) });
        expect(weight(worse)).toBeGreaterThanOrEqual(weight(now));
      }),
    );
  });
});

describe('a request that does not count', () => {
  it.each([rate(1, 200), rate(4, 199), rate(50, 100), undefined])('needs nobody, whatever the rate is', (after) => {
    expect(approvalRules({ picked: picked({ counts: false }), rate: after })).toEqual([]);
  });

  it('still needs a lead for a reason that a lead always decides', () => {
    const always = picked({ counts: false, alwaysApproved: true });
    expect(approvalRules({ picked: always, rate: rate(50, 100) })).toEqual(['reason_always']);
  });
});

describe('a person', () => {
  it.each([
    { name: 'who is an approver may decide a colleague’s request', userId: LENA, approvers: [LENA, MIRA], answer: 'may' },
    { name: 'who is no approver may not', userId: ANNA, approvers: [LENA, MIRA], answer: 'not-an-approver' },
    { name: 'who is the last in the list of approvers may', userId: MIRA, approvers: [LENA, MIRA], answer: 'may' },
    { name: 'may not where there are no approvers', userId: LENA, approvers: [], answer: 'not-an-approver' },
  ])('$name', ({ userId, approvers, answer }) => {
    const requestedBy = userIdSchema.parse('U0AGENT02');
    expect(mayDecide({ userId, requestedBy, approvers })).toBe(answer);
  });

  it('who is an approver may not decide the own request, though alone', () => {
    expect(mayDecide({ userId: LENA, requestedBy: LENA, approvers: [LENA, MIRA] })).toBe('own-request');
    expect(mayDecide({ userId: LENA, requestedBy: LENA, approvers: [LENA] })).toBe('own-request');
  });

  it('who is no approver is told so of the own request too', () => {
    expect(mayDecide({ userId: ANNA, requestedBy: ANNA, approvers: [LENA] })).toBe('not-an-approver');
  });
});
