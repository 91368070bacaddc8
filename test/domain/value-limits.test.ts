import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCIES, limitLine, parseLimits } from '../../src/domain/value-limits.js';

const limit = (currency: string, minorUnits: number) => ({ currency, minorUnits });

describe('limits of value as an admin types them', () => {
  it.each([
    ['', []],
    ['  \n\n', []],
    ['EUR 200', [limit('EUR', 20_000)]],
    ['eur 199.5', [limit('EUR', 19_950)]],
    ['JPY 30000', [limit('JPY', 30_000)]],
    ['JPY 30000.00', [limit('JPY', 30_000)]],
    ['USD 0', [limit('USD', 0)]],
    ['USD250', [limit('USD', 25_000)]],
    ['EUR 200\r\n\r\n  GBP   0.01  ', [limit('EUR', 20_000), limit('GBP', 1)]],
    ['USD 999999999999.99', [limit('USD', 99_999_999_999_999)]],
  ])('%j are taken exactly', (typed, limits) => {
    expect(parseLimits(typed)).toEqual({ ok: true, limits });
  });

  it.each([
    ['200', 'unreadable', '200', ''],
    ['200 EUR', 'unreadable', '200 EUR', ''],
    ['EUR', 'unreadable', 'EUR', ''],
    ['EUR -5', 'unreadable', 'EUR -5', ''],
    ['EUR 1,000', 'unreadable', 'EUR 1,000', ''],
    ['EUR 1.000,50', 'unreadable', 'EUR 1.000,50', ''],
    ['EUR 1e3', 'unreadable', 'EUR 1e3', ''],
    ['EUR 1234567890123', 'unreadable', 'EUR 1234567890123', ''],
    ['EUR 200 USD 300', 'unreadable', 'EUR 200 USD 300', ''],
    ['<!channel> EUR 5', 'unreadable', '<!channel> EUR 5', ''],
    ['EUR 200\nCHF 10', 'unknown-currency', 'CHF 10', 'CHF'],
    ['eur 200\nEUR 300', 'twice', 'EUR 300', 'EUR'],
    ['EUR 1.005', 'decimals', 'EUR 1.005', 'EUR'],
    ['JPY 30000.5', 'decimals', 'JPY 30000.5', 'JPY'],
  ])('%j is refused as %s, with the line', (typed, kind, line, currency) => {
    expect(parseLimits(typed)).toEqual({ ok: false, problem: { kind, line, currency } });
  });

  it('come back as they are shown, whatever they are', () => {
    const amounts = fc.uniqueArray(
      fc.record({ currency: fc.constantFrom(...CURRENCIES), minorUnits: fc.integer({ min: 0, max: 99_999_999_999 }) }),
      { selector: ({ currency }) => currency },
    );
    fc.assert(
      fc.property(amounts, (limits) => {
        expect(parseLimits(limits.map(limitLine).join('\n'))).toEqual({ ok: true, limits });
      }),
    );
  });

  it('are shown in the shortest way that says all', () => {
    const shown = [limit('EUR', 20_000), limit('EUR', 5), limit('EUR', 19_950), limit('JPY', 30_000), limit('USD', 0)].map(limitLine);
    expect(shown).toEqual(['EUR 200', 'EUR 0.05', 'EUR 199.50', 'JPY 30000', 'USD 0']);
  });
});
