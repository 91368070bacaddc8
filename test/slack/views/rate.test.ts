import { describe, expect, it } from 'vitest';
import { marketplaceIdSchema } from '../../../src/domain/ids.js';
import { marketplaceRateLines, rateAfterLines, rateLines, rateWithLines } from '../../../src/slack/rate-facts.js';
import { en } from '../../../src/slack/text/en.js';
import { zh } from '../../../src/slack/text/zh.js';
import { NOON } from '../../fixtures/cases.js';
import { AT_NOON, RATE } from './samples.js';

const RANGE = {
  ...RATE,
  source: 'estimate',
  before: { orders: 212, counted: 6, surely: 4 },
  after: { orders: 212, counted: 7, surely: 5 },
} as const;
const INDIA = { numerator: 20, denominator: 1000 };
const TWO_WINDOWS = {
  ...RATE,
  target: INDIA,
  others: [
    { ...RATE, source: 'estimate', days: 30, target: INDIA, before: { orders: 900, counted: 17 }, after: { orders: 900, counted: 18 } },
  ],
} as const;
const SFP = {
  ...RATE,
  others: [
    {
      ...RATE,
      program: 'PRIME',
      target: { numerator: 5, denominator: 1000 },
      before: { orders: 300, counted: 0 },
      after: { orders: 300, counted: 1 },
    },
  ],
};

describe('a rate', () => {
  it('is a range where Amazon does not tell whether its own cancellations count', () => {
    expect(rateLines(RANGE, en).split('\n')).toEqual([
      '7 days: between 4 (1.89 %) and 6 (2.83 %) of 212. After this one: between 5 (2.36 %) and 7 (*3.30 %*) (target under 2.5 %). Room left: 0.',
      'To be under the target again it takes 281 orders in 7 days.',
      `_Rate: our estimate, ${AT_NOON}_`,
    ]);
    expect(rateWithLines(RANGE, en)).toContain('With this one, 7 days: between 5 (2.36 %) and 7 (*3.30 %*) of 212 (target under 2.5 %).');
    expect(rateLines(RANGE, zh)).toContain(
      '7 天：212 单中 4 (1.89 %) 至 6 (2.83 %) 单。取消后：5 (2.36 %) 至 7 (*3.30 %*) （目标低于 2.5 %）。剩余额度：0。',
    );
  });

  it('after a cancellation names every window', () => {
    expect(rateAfterLines(RATE, en)).toEqual(['Rate after this one: 2.36 % (target under 2.5 %).']);
    expect(rateAfterLines(TWO_WINDOWS, en)).toEqual([
      'Rate after this one: 2.36 % (target under 2 %).',
      'Rate after this one, 30 days: 2.00 % (target under 2 %).',
    ]);
    expect(rateAfterLines(SFP, zh)).toEqual([
      '取消后的取消率：2.36 %（目标低于 2.5 %）。',
      '取消后的取消率：7 天（仅 PRIME 订单）：0.33 %（目标低于 0.5 %）。',
    ]);
    expect(rateAfterLines(undefined, en)).toEqual([]);
  });

  it('is one number where both ends are the same', () => {
    const sure = { ...RATE, before: { orders: 212, counted: 4, surely: 4 }, after: { orders: 212, counted: 5, surely: 5 } };
    expect(rateLines(sure, en)).toBe(rateLines(RATE, en));
  });

  it('has in India a line for 7 and one for 30 days', () => {
    expect(rateLines(TWO_WINDOWS, en).split('\n')).toEqual([
      '7 days: 4 of 212 = 1.89 %. After this one: 5 = *2.36 %* (target under 2 %). Room left: 0.',
      'To be under the target again it takes 251 orders in 7 days.',
      `_Rate: Amazon, ${AT_NOON}_`,
      '30 days: 17 of 900 = 1.89 %. After this one: 18 = *2.00 %* (target under 2 %). Room left: 0.',
      'To be under the target again it takes 901 orders in 30 days.',
      `_Rate: our estimate, ${AT_NOON}_`,
    ]);
    expect(rateLines(TWO_WINDOWS, zh)).toContain('30 天：17 / 900 = 1.89 %。');
  });

  it('of Prime orders stands beside the one of all', () => {
    expect(rateLines(SFP, en).split('\n')[2]).toBe(
      '7 days, PRIME orders alone: 0 of 300 = 0.00 %. After this one: 1 = *0.33 %* (target under 0.5 %). Room left: 0.',
    );
    expect(rateLines(SFP, zh)).toContain('7 天（仅 PRIME 订单）：0 / 300 = 0.00 %。');
  });

  it('of a digest says its window where it is not the usual one', () => {
    const rate = { count: RANGE.before, target: INDIA, roomLeft: 0, source: 'estimate', asOf: NOON, days: 30 } as const;
    const india = { marketplaceId: marketplaceIdSchema.parse('A21TJRUUN4KGV'), rate };
    expect(marketplaceRateLines(india, en)).toEqual([
      `:red_circle: *Amazon IN*, 30 days: between 4 (1.89 %) and 6 (*2.83 %*) of 212 (target under 2 %), room left: 0 – _estimate, ${AT_NOON}_`,
      'To be under the target again it takes 301 orders in 30 days.',
    ]);
  });
});
