import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canPutBack,
  isLegalStockMove,
  isRestockTooEarly,
  newStock,
  offeredStock,
  pickStock,
  restockDay,
  STOCK_STATES,
  stockKey,
  type StockState,
  targetOf,
  withRestockDay,
} from '../../src/domain/stock.js';
import { item, order } from '../slack/views/samples.js';

const MOVES: Readonly<Record<StockState, readonly StockState[]>> = {
  none: [],
  waiting: ['changing', 'done', 'failed', 'uncertain'],
  changing: ['waiting', 'done', 'failed', 'uncertain'],
  done: ['to_put_back'],
  failed: ['waiting', 'by_hand'],
  uncertain: ['done', 'put_back', 'by_hand'],
  to_put_back: ['done', 'putting_back'],
  putting_back: ['done', 'to_put_back', 'put_back', 'uncertain'],
  put_back: [],
  by_hand: [],
};

describe('the day on which units are to be back', () => {
  const back = { ...newStock({ kind: 'zero', sku: 'A', restockOn: '2026-11-27' }), before: 3, target: 0 };
  it('is a day for a reminder only while there is something to put back', () => {
    for (const state of STOCK_STATES) expect(restockDay({ ...back, state })).toBe(state === 'done' ? '2026-11-27' : undefined);
    expect(restockDay({ ...back, state: 'done', before: 0 })).toBeUndefined();
  });
  it('stays with what is set to 0 alone, and is tomorrow at the earliest', () => {
    expect(withRestockDay({ kind: 'lower', sku: 'A', by: 1 }, '2026-11-27')).toEqual({ kind: 'lower', sku: 'A', by: 1 });
    expect(withRestockDay(undefined, '2026-11-27')).toBeUndefined();
    expect(['2026-11-26', '2026-11-27', '2026-11-28'].map((today) => isRestockTooEarly(back.change, today))).toEqual([false, true, true]);
  });
});

describe('the stock of a case', () => {
  it.each(STOCK_STATES)('goes from %s nowhere else than it may', (from) => {
    expect(STOCK_STATES.filter((to) => isLegalStockMove(from, to)).toSorted()).toEqual(MOVES[from].toSorted());
  });

  it('begins by waiting only where something was chosen', () => {
    expect(newStock(undefined).state).toBe('none');
    expect(newStock({ kind: 'zero', sku: 'A' }).state).toBe('waiting');
  });

  it('can be put back only when it was done and was another quantity', () => {
    const done = { ...newStock({ kind: 'zero', sku: 'A' }), state: 'done', before: 3, target: 0 } as const;
    expect(canPutBack(done)).toBe(true);
    expect(canPutBack({ ...done, before: 0 })).toBe(false);
    expect(canPutBack({ ...done, state: 'uncertain' })).toBe(false);
  });
});

describe('what may be chosen', () => {
  it('is for each SKU to 0, one fewer, and as many fewer as were ordered', () => {
    const items = [item({ sku: 'A', quantityOrdered: 2 }), item({ sku: 'B' }), item({ sku: 'A' }), item({ sku: undefined })];
    expect(offeredStock(order({ items })).map((one) => one.key)).toEqual(['zero:A', 'lower-1:A', 'lower-3:A', 'zero:B', 'lower-1:B']);
  });

  it('is nothing where Amazon ships', () => {
    expect(offeredStock(order({ fulfilledBy: 'AMAZON' }))).toEqual([]);
    expect(pickStock(order({ fulfilledBy: 'AMAZON' }), 'zero:KETTLE_BLUE')).toBeUndefined();
  });

  it('is found again by its key, and never for a SKU of another order', () => {
    for (const { key, change } of offeredStock(order())) {
      expect(pickStock(order(), key)).toEqual(change);
      expect(stockKey(order(), change)).toBe(key);
    }
    expect(pickStock(order(), 'zero:OTHER')).toBeUndefined();
    expect(stockKey(order(), undefined)).toBeUndefined();
  });

  it('never asks for fewer than none, and never for more than there are', () => {
    const change = fc.oneof(
      fc.constant({ kind: 'zero', sku: 'A' } as const),
      fc.integer({ min: 1, max: 1000 }).map((by) => ({ kind: 'lower', sku: 'A', by }) as const),
    );
    fc.assert(
      fc.property(change, fc.nat(1000), (wanted, quantity) => {
        expect(targetOf(wanted, quantity)).toBeGreaterThanOrEqual(0);
        expect(targetOf(wanted, quantity)).toBeLessThanOrEqual(quantity);
      }),
    );
  });
});
