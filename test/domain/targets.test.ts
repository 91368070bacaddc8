import { describe, expect, it } from 'vitest';
import { marketplaceIdSchema } from '../../src/domain/ids.js';
import { MARKETPLACES } from '../../src/domain/marketplaces.js';
import { targetFor } from '../../src/domain/targets.js';

describe('the target of a marketplace', () => {
  it('is under 2 % in India', () => {
    expect(targetFor(marketplaceIdSchema.parse('A21TJRUUN4KGV'))).toEqual({ numerator: 20, denominator: 1000 });
  });

  it.each(MARKETPLACES.filter(({ country }) => country !== 'IN'))('is under 2.5 % in $country', ({ id }) => {
    expect(targetFor(id)).toEqual({ numerator: 25, denominator: 1000 });
  });

  it('is under 2.5 % in a marketplace that nobody knows', () => {
    expect(targetFor(marketplaceIdSchema.parse('AAAAAAAAAAAAAA'))).toEqual({ numerator: 25, denominator: 1000 });
  });
});
