import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICIES, policyFor } from '../../src/domain/approval-policy.js';
import { approvalRules, mayDecide } from '../../src/domain/approval-rules.js';
import type { ApprovalRule, RateSnapshot } from '../../src/domain/cancellation.js';
import { marketplaceIdSchema, userIdSchema } from '../../src/domain/ids.js';
import { DEFAULT_TARGET, type RateTarget } from '../../src/domain/rate.js';
import type { PickedReason } from '../../src/domain/reason.js';
import { ANNA, LENA, NOON, US } from '../fixtures/cases.js';

const GERMANY = marketplaceIdSchema.parse('A1PA6795UKMFR9');
const MIRA = userIdSchema.parse('U0LEAD002');
const INDIA: RateTarget = { numerator: 20, denominator: 1000 };

function picked(changes: Partial<PickedReason> = {}): PickedReason {
  return {
    reason: 'out_of_stock',
    subReason: undefined,
    code: 'NoInventory',
    causedBy: 'seller',
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

type Facts = Parameters<typeof approvalRules>[0];
const { everywhere } = DEFAULT_POLICIES;

/** The rules for an order that nothing else is special about, asked for by Anna under the policy that applies at first. */
function rulesFor(facts: Pick<Facts, 'picked' | 'rate'> & Partial<Facts>): readonly ApprovalRule[] {
  return approvalRules({
    order: { total: { currency: 'USD', minorUnits: 3999 }, programs: [] },
    requestedBy: ANNA,
    policy: everywhere,
    ...facts,
  });
}

describe('a request that counts', () => {
  it.each<{ readonly name: string; readonly after: RateSnapshot | undefined; readonly rules: readonly ApprovalRule[] }>([
    { name: '1.99 %', after: rate(4, 201), rules: [] },
    { name: 'exactly 2.00 %', after: rate(4, 200), rules: [] },
    { name: '2.01 %', after: rate(4, 199), rules: ['rate_above_share'] },
    { name: '2.49 %', after: rate(5, 201), rules: ['rate_above_share'] },
    { name: 'exactly 2.50 %', after: rate(5, 200), rules: ['rate_at_or_above_target'] },
    { name: '2.51 %', after: rate(5, 199), rules: ['rate_at_or_above_target'] },
    { name: 'exactly 1.60 % where the target is 2 %', after: rate(4, 250, INDIA), rules: [] },
    { name: '1.61 % where the target is 2 %', after: rate(4, 249, INDIA), rules: ['rate_above_share'] },
    { name: 'exactly 2.00 % where the target is 2 %', after: rate(4, 200, INDIA), rules: ['rate_at_or_above_target'] },
    { name: 'one of no orders', after: rate(1, 0), rules: ['rate_at_or_above_target'] },
    { name: 'a rate that nobody knows', after: undefined, rules: ['rate_unknown'] },
  ])('and leads to $name needs $rules', ({ after, rules }) => {
    expect(rulesFor({ picked: picked(), rate: after })).toEqual(rules);
  });

  it.each<{ readonly name: string; readonly after: RateSnapshot | undefined; readonly rules: readonly ApprovalRule[] }>([
    { name: 'a low rate', after: rate(1, 200), rules: ['reason_always'] },
    { name: 'a rate above 80 %', after: rate(4, 199), rules: ['rate_above_share', 'reason_always'] },
    { name: 'a rate at the target', after: rate(5, 200), rules: ['rate_at_or_above_target', 'reason_always'] },
    { name: 'a rate that nobody knows', after: undefined, rules: ['rate_unknown', 'reason_always'] },
  ])('for a reason that a lead always decides gives $rules with $name', ({ after, rules }) => {
    expect(rulesFor({ picked: picked({ alwaysApproved: true }), rate: after })).toEqual(rules);
  });

  const SFP: RateTarget = { numerator: 5, denominator: 1000 };
  const ONE_PERCENT: RateTarget = { numerator: 1, denominator: 100 };

  it.each<{ readonly name: string; readonly after: RateSnapshot; readonly rules: readonly ApprovalRule[] }>([
    {
      name: 'India’s 30 days at 2 % though its 7 days are low',
      after: { ...rate(1, 200, INDIA), others: [{ ...rate(18, 900, INDIA), days: 30 }] },
      rules: ['rate_at_or_above_target'],
    },
    {
      name: 'India’s 7 days close to 2 % though its 30 days are low',
      after: { ...rate(4, 210, INDIA), others: [{ ...rate(5, 900, INDIA), days: 30 }] },
      rules: ['rate_above_share'],
    },
    { name: 'both of India’s windows low', after: { ...rate(1, 200, INDIA), others: [{ ...rate(5, 900, INDIA), days: 30 }] }, rules: [] },
    {
      name: '0.5 % of Prime orders though all orders are low',
      after: { ...rate(1, 2000), others: [{ ...rate(1, 200, SFP), program: 'PRIME' }] },
      rules: ['rate_at_or_above_target'],
    },
    { name: '1 % where Amazon’s report names that target', after: rate(2, 200, ONE_PERCENT), rules: ['rate_at_or_above_target'] },
    {
      name: 'a range whose upper end alone is too high',
      after: { ...rate(6, 212), after: { orders: 212, counted: 6, surely: 2 } },
      rules: ['rate_at_or_above_target'],
    },
  ])('and leads to $name needs $rules', ({ after, rules }) => {
    expect(rulesFor({ picked: picked(), rate: after })).toEqual(rules);
  });

  it('never gets along with fewer rules at a worse rate', () => {
    const weight = (rules: readonly ApprovalRule[]): number =>
      rules.includes('rate_at_or_above_target') ? 2 : rules.includes('rate_above_share') ? 1 : 0;
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(300), (orders, counted) => {
        const now = rulesFor({ picked: picked(), rate: rate(counted, orders) });
        const worse = rulesFor({ picked: picked(), rate: rate(counted + 1, orders) });
        expect(weight(worse)).toBeGreaterThanOrEqual(weight(now));
      }),
    );
  });
});

describe('a rate of which a window is not known', () => {
  it('needs a lead, unless a known one is missed already', () => {
    expect(rulesFor({ picked: picked(), rate: { ...rate(1, 200), incomplete: true } })).toEqual(['rate_unknown']);
    expect(rulesFor({ picked: picked(), rate: { ...rate(5, 200), incomplete: true } })).toEqual(['rate_at_or_above_target']);
  });
});

describe('a request that does not count', () => {
  it.each([rate(1, 200), rate(4, 199), rate(50, 100), undefined])('needs nobody, whatever the rate is', (after) => {
    expect(rulesFor({ picked: picked({ counts: false }), rate: after })).toEqual([]);
  });

  it('still needs a lead for a reason that a lead always decides', () => {
    const always = picked({ counts: false, alwaysApproved: true });
    expect(rulesFor({ picked: always, rate: rate(50, 100) })).toEqual(['reason_always']);
  });
});

describe('a policy', () => {
  const low = rate(1, 200);
  const limits = [
    { currency: 'USD', minorUnits: 10_000 },
    { currency: 'JPY', minorUnits: 15_000 },
  ];

  it.each<{ readonly name: string; readonly facts: Partial<Facts>; readonly rules: readonly ApprovalRule[] }>([
    { name: 'lets go at the limit', facts: { order: { total: { currency: 'USD', minorUnits: 10_000 }, programs: [] } }, rules: [] },
    {
      name: 'asks a lead one cent above it',
      facts: { order: { total: { currency: 'USD', minorUnits: 10_001 }, programs: [] } },
      rules: ['value_above_limit'],
    },
    {
      name: 'never compares two currencies',
      facts: { order: { total: { currency: 'EUR', minorUnits: 99_999_999 }, programs: [] } },
      rules: [],
    },
    {
      name: 'knows each currency’s own limit',
      facts: { order: { total: { currency: 'JPY', minorUnits: 15_001 }, programs: [] } },
      rules: ['value_above_limit'],
    },
    { name: 'says nothing of an order without a total', facts: { order: { total: undefined, programs: [] } }, rules: [] },
    { name: 'asks a lead for every Prime order', facts: { order: { total: undefined, programs: ['PRIME'] } }, rules: ['program_always'] },
    { name: 'asks nobody for a business order', facts: { order: { total: undefined, programs: ['AMAZON_BUSINESS'] } }, rules: [] },
    {
      name: 'asks a lead when the agent has no right',
      facts: { policy: { ...everywhere, agents: [MIRA] } },
      rules: ['agent_without_right'],
    },
    { name: 'lets an agent with the right go', facts: { policy: { ...everywhere, agents: [ANNA] } }, rules: [] },
    { name: 'lets nobody go when the list is empty', facts: { policy: { ...everywhere, agents: [] } }, rules: ['agent_without_right'] },
  ])('$name', ({ facts, rules }) => {
    expect(rulesFor({ picked: picked(), rate: low, policy: { ...everywhere, valueLimits: limits }, ...facts })).toEqual(rules);
  });

  it('draws the line at its own share of the target: one order, three rates, three routes', () => {
    const strict = { ...everywhere, aloneUpToPercent: 40 };
    expect([rate(2, 200), rate(3, 200), rate(5, 200)].map((one) => rulesFor({ picked: picked(), rate: one, policy: strict }))).toEqual([
      [],
      ['rate_above_share'],
      ['rate_at_or_above_target'],
    ]);
  });

  it('gives every reason at once, the rate first', () => {
    const order = { total: { currency: 'USD', minorUnits: 10_001 }, programs: ['PRIME'] };
    const policy = { ...everywhere, valueLimits: limits, agents: [] };
    expect(rulesFor({ picked: picked({ alwaysApproved: true }), rate: rate(5, 200), order, policy })).toEqual([
      'rate_at_or_above_target',
      'value_above_limit',
      'reason_always',
      'program_always',
      'agent_without_right',
    ]);
  });

  it('of a marketplace goes before the one of everywhere', () => {
    const own = { ...everywhere, aloneUpToPercent: 10 };
    const policies = { everywhere, byMarketplace: [{ marketplaceId: US, policy: own }] };
    expect(policyFor(policies, US)).toBe(own);
    expect(policyFor(policies, GERMANY)).toBe(everywhere);
  });
});

describe('a person', () => {
  const requestedBy = userIdSchema.parse('U0AGENT02');

  it.each([
    { name: 'who is an approver may decide a colleague’s request', userId: LENA, isApprover: true, answer: 'may' },
    { name: 'who is no approver may not', userId: ANNA, isApprover: false, answer: 'not-an-approver' },
    { name: 'who is an approver may not decide the own request', userId: requestedBy, isApprover: true, answer: 'own-request' },
    { name: 'who is no approver is told so of the own request too', userId: requestedBy, isApprover: false, answer: 'not-an-approver' },
  ])('$name', ({ userId, isApprover, answer }) => {
    expect(mayDecide({ userId, requestedBy, isApprover })).toBe(answer);
  });
});
