import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterCancelling, DEFAULT_TARGET, isUnder, ordersNeeded, passesShareOfTarget, percent, roomLeft } from '../../src/domain/rate.js';

describe('the cancellation rate', () => {
  it.each([
    { orders: 212, counted: 4, text: '1.89', room: 1 },
    { orders: 212, counted: 5, text: '2.36', room: 0 },
    { orders: 200, counted: 5, text: '2.50', room: 0 },
    { orders: 200, counted: 4, text: '2.00', room: 0 },
    { orders: 201, counted: 4, text: '1.99', room: 1 },
    { orders: 3, counted: 1, text: '33.33', room: 0 },
    { orders: 8, counted: 1, text: '12.50', room: 0 },
  ])('of $counted in $orders reads $text % with room for $room', ({ orders, counted, text, room }) => {
    expect(percent({ orders, counted })).toBe(text);
    expect(roomLeft({ orders, counted }, DEFAULT_TARGET)).toBe(room);
  });

  it('is not a number while there are no orders', () => {
    expect(percent({ orders: 0, counted: 0 })).toBeUndefined();
    expect(isUnder({ orders: 0, counted: 0 }, DEFAULT_TARGET)).toBe(true);
    expect(isUnder({ orders: 0, counted: 1 }, DEFAULT_TARGET)).toBe(false);
  });

  it('is over the target at exactly 2.5 %', () => {
    expect(isUnder({ orders: 200, counted: 5 }, DEFAULT_TARGET)).toBe(false);
    expect(isUnder({ orders: 201, counted: 5 }, DEFAULT_TARGET)).toBe(true);
  });

  it('passes 80 % of the target above 2.0 %, not at it', () => {
    expect(passesShareOfTarget({ orders: 200, counted: 4 }, DEFAULT_TARGET, 80)).toBe(false);
    expect(passesShareOfTarget({ orders: 199, counted: 4 }, DEFAULT_TARGET, 80)).toBe(true);
  });

  it('needs 40c + 1 orders for c counted to be under 2.5 %', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (counted) => {
        expect(ordersNeeded(counted, DEFAULT_TARGET)).toBe(40 * counted + 1);
      }),
    );
  });

  it('keeps both ends of a range while more are cancelled, and is judged by the upper one', () => {
    const rate = { orders: 212, counted: 6, surely: 4 };
    expect(afterCancelling(rate, 1)).toEqual({ orders: 212, counted: 7, surely: 5 });
    expect([isUnder(rate, DEFAULT_TARGET), isUnder({ orders: 212, counted: 4 }, DEFAULT_TARGET)]).toEqual([false, true]);
  });

  it('stays under the target for as many more as there is room, and not for one more', () => {
    const target = fc.record({ numerator: fc.integer({ min: 1, max: 100 }), denominator: fc.constant(1000) });
    fc.assert(
      fc.property(fc.nat(50_000), fc.nat(2_000), target, (orders, counted, limit) => {
        const rate = { orders, counted };
        const room = roomLeft(rate, limit);
        if (room > 0) expect(isUnder(afterCancelling(rate, room), limit)).toBe(true);
        expect(isUnder(afterCancelling(rate, room + 1), limit)).toBe(false);
      }),
    );
  });
});
