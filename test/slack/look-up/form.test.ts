import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERY_ORDER, type OrderFilter } from '../../../src/domain/order-list.js';
import { typedFilter } from '../../../src/slack/look-up/form.js';
import { US } from '../../fixtures/cases.js';
import { ACCOUNTS, GERMANY, JAPAN, TWO_ACCOUNTS } from '../views/samples.js';

const read = (typed: string) => typedFilter(typed, TWO_ACCOUNTS);

describe('what is typed after /find-order', () => {
  it.each<[string, Partial<OrderFilter>]>([
    ['', {}],
    ['  ', {}],
    ['late', { late: true }],
    ['Requested', { requested: true }],
    ['late late requested', { late: true, requested: true }],
    ['us', { marketplaceId: US }],
    ['JP late', { marketplaceId: JAPAN, late: true }],
    ['late, de', { late: true, marketplaceId: GERMANY }],
    ['late de', { marketplaceId: GERMANY, late: true }],
    ['sku:ABC-1', { sku: 'ABC-1' }],
    ['SKU: abc-1 de', { sku: 'abc-1', marketplaceId: GERMANY }],
    ['sku：ABC', { sku: 'ABC' }],
    ['sku:12345', { sku: '12345' }],
    ['sku:late', { sku: 'late' }],
    ['sku:"Red mug, 2" late', { sku: 'Red mug, 2', late: true }],
    ['sku:“Red mug”', { sku: 'Red mug' }],
  ])('%j is read as filters', (typed, filter) => {
    expect(read(typed)).toEqual({ kind: 'filter', filter: { ...EVERY_ORDER, ...filter } });
  });

  it.each([
    ['cheap', 'unknown', 'cheap'],
    ['sku:', 'unknown', 'sku:'],
    [`sku:${'x'.repeat(101)}`, 'unknown', `sku:${'x'.repeat(101)}`],
    ['us de', 'twice', 'de'],
    ['sku:A sku:B', 'twice', 'sku:B'],
    ['fr', 'not-connected', 'FR'],
    ['uk', 'not-connected', 'GB'],
  ])('%j is not: %s', (typed, kind, word) => {
    expect(read(typed)).toEqual({ kind, word });
  });

  it('knows the marketplaces of the connected accounts alone', () => {
    expect(typedFilter('de', ACCOUNTS)).toEqual({ kind: 'not-connected', word: 'DE' });
  });

  it('is read or said to be wrong, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
        const outcome = read(typed);
        if (outcome.kind !== 'filter') expect(typed.toUpperCase()).toContain(outcome.word === 'GB' ? '' : outcome.word.toUpperCase());
        else expect(outcome.filter.sku?.length ?? 1).toBeGreaterThan(0);
      }),
    );
  });
});
