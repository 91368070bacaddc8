import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalPlaces, type Money, parseMoney, sumByCurrency } from '../../src/domain/money.js';

describe('an amount as Amazon writes it', () => {
  it.each([
    { amount: '12.5', currency: 'USD', minorUnits: 1250 },
    { amount: '39.99', currency: 'USD', minorUnits: 3999 },
    { amount: '0.29', currency: 'USD', minorUnits: 29 },
    { amount: '1.15', currency: 'EUR', minorUnits: 115 },
    { amount: '4.35', currency: 'EUR', minorUnits: 435 },
    { amount: '1200', currency: 'EUR', minorUnits: 120_000 },
    { amount: '007.10', currency: 'GBP', minorUnits: 710 },
    { amount: ' 8.00\n', currency: 'GBP', minorUnits: 800 },
    { amount: '12.500000', currency: 'USD', minorUnits: 1250 },
    { amount: '-3.05', currency: 'USD', minorUnits: -305 },
    { amount: '-0.00', currency: 'USD', minorUnits: 0 },
    { amount: '0', currency: 'USD', minorUnits: 0 },
    { amount: '999999999999.99', currency: 'USD', minorUnits: 99_999_999_999_999 },
    { amount: '1200', currency: 'JPY', minorUnits: 1200 },
    { amount: '1200.00', currency: 'JPY', minorUnits: 1200 },
    { amount: '-1', currency: 'JPY', minorUnits: -1 },
  ])('$amount $currency is $minorUnits of the smallest unit', ({ amount, currency, minorUnits }) => {
    expect(parseMoney(amount, currency)).toEqual({ currency, minorUnits });
  });

  it.each([
    { amount: '12.505', currency: 'USD' },
    { amount: '1200.5', currency: 'JPY' },
    { amount: '0.01', currency: 'JPY' },
    { amount: '', currency: 'USD' },
    { amount: '.5', currency: 'USD' },
    { amount: '5.', currency: 'USD' },
    { amount: '1,200.00', currency: 'USD' },
    { amount: '12,50', currency: 'EUR' },
    { amount: '1e3', currency: 'USD' },
    { amount: '0x10', currency: 'USD' },
    { amount: '+1', currency: 'USD' },
    { amount: '--1', currency: 'USD' },
    { amount: '1.2.3', currency: 'USD' },
    { amount: '1 200', currency: 'USD' },
    { amount: '１２', currency: 'USD' },
    { amount: 'NaN', currency: 'USD' },
    { amount: 'Infinity', currency: 'USD' },
    { amount: '1000000000000', currency: 'USD' },
    { amount: '1.0000000', currency: 'USD' },
    { amount: '1', currency: 'usd' },
    { amount: '1', currency: 'US' },
    { amount: '1', currency: 'EURO' },
    { amount: '1', currency: '' },
  ])('is no amount as "$amount" of "$currency"', ({ amount, currency }) => {
    expect(parseMoney(amount, currency)).toBeUndefined();
  });

  it('has two decimals, but none in yen', () => {
    expect(['USD', 'EUR', 'GBP', 'JPY'].map(decimalPlaces)).toEqual([2, 2, 2, 0]);
  });

  it('is read to the cent, whatever it is', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.nat(99), fc.boolean(), (whole, cents, owed) => {
        const written = `${owed ? '-' : ''}${whole}.${String(cents).padStart(2, '0')}`;
        const exact = BigInt(whole) * 100n + BigInt(cents);
        expect(BigInt(parseMoney(written, 'EUR')?.minorUnits ?? Number.NaN)).toBe(owed ? -exact : exact);
      }),
    );
  });
});

describe('a sum of amounts', () => {
  const cents = (currency: string, minorUnits: number): Money => ({ currency, minorUnits });

  it('is nothing of no amounts', () => {
    expect(sumByCurrency([])).toEqual([]);
  });

  it('has one entry for each currency, in order of first appearance', () => {
    expect(sumByCurrency([cents('USD', 3999), cents('JPY', 1200), cents('USD', 1), cents('EUR', 10), cents('JPY', 300)])).toEqual([
      { currency: 'USD', minorUnits: 4000 },
      { currency: 'JPY', minorUnits: 1500 },
      { currency: 'EUR', minorUnits: 10 },
    ]);
  });

  it('of ten times ten cents is one, not 0.9999999999999999', () => {
    const ten = Array.from({ length: 10 }, () => parseMoney('0.10', 'USD') ?? cents('none', 0));
    expect(sumByCurrency(ten)).toEqual([{ currency: 'USD', minorUnits: 100 }]);
  });

  it('keeps a currency whose amounts cancel out', () => {
    expect(sumByCurrency([cents('USD', 500), cents('USD', -500)])).toEqual([{ currency: 'USD', minorUnits: 0 }]);
  });

  it('mixes no currencies and loses no cent, in whatever order', () => {
    const amount = fc.record({ currency: fc.constantFrom('USD', 'EUR', 'JPY', 'GBP'), minorUnits: fc.integer() });
    fc.assert(
      fc.property(fc.array(amount), (amounts) => {
        const sums = sumByCurrency(amounts);
        expect(sums.map(({ currency }) => currency)).toEqual([...new Set(amounts.map(({ currency }) => currency))]);
        for (const { currency, minorUnits } of sums) {
          const own = amounts.filter((one) => one.currency === currency);
          expect(BigInt(minorUnits)).toBe(own.reduce((sum, one) => sum + BigInt(one.minorUnits), 0n));
        }
        const byCurrency = (all: readonly Money[]): Map<string, number> => new Map(all.map((one) => [one.currency, one.minorUnits]));
        expect(byCurrency(sumByCurrency(amounts.toReversed()))).toEqual(byCurrency(sums));
      }),
    );
  });
});
