import { describe, expect, it } from 'vitest';
import { marketplaceIdSchema } from '../../src/domain/ids.js';
import { MARKETPLACES } from '../../src/domain/marketplaces.js';
import { targetWindows, windowDays } from '../../src/domain/targets.js';

const GENERAL = { days: 7, program: undefined, target: { numerator: 25, denominator: 1000 } };
const PRIME = { days: 7, program: 'PRIME', target: { numerator: 5, denominator: 1000 } };

describe('the windows of a marketplace', () => {
  it('are two of under 2 % in India, and Prime’s', () => {
    const target = { numerator: 20, denominator: 1000 };
    expect(targetWindows(marketplaceIdSchema.parse('A21TJRUUN4KGV'))).toEqual([
      { days: 7, program: undefined, target },
      { days: 30, program: undefined, target },
      PRIME,
    ]);
  });

  it('are in Japan the general one, Prime’s, and Premium’s under 1 %', () => {
    const premium = { days: 7, program: 'PREMIUM', target: { numerator: 10, denominator: 1000 } };
    expect(targetWindows(marketplaceIdSchema.parse('A1VC38T7YXB528'))).toEqual([GENERAL, PRIME, premium]);
  });

  it.each(MARKETPLACES.filter(({ country }) => !['IN', 'JP'].includes(country)))('are 2.5 %, and 0.5 % of Prime, in $country', ({ id }) => {
    expect(targetWindows(id)).toEqual([GENERAL, PRIME]);
  });

  it('are 2.5 %, and 0.5 % of Prime, in a marketplace that nobody knows', () => {
    expect(targetWindows(marketplaceIdSchema.parse('AAAAAAAAAAAAAA'))).toEqual([GENERAL, PRIME]);
  });
});

describe('a reported period', () => {
  const to = new Date('2026-11-24T00:00:00Z');

  it.each([
    { from: '2026-11-17T00:00:00Z', days: 7 },
    { from: '2026-11-18T00:00:00Z', days: 7 },
    { from: '2026-10-25T00:00:00Z', days: 30 },
    { from: '2026-10-26T00:00:00Z', days: 30 },
  ])('from $from is the window of $days days', ({ from, days }) => {
    expect(windowDays({ from: new Date(from), to })).toBe(days);
  });
});
