import { describe, expect, it } from 'vitest';
import { amazonCancelsAt, lastShipBy, willBeCancelledByAmazon } from '../../src/domain/auto-cancellation.js';
import { countsAgainstSeller } from '../../src/domain/cancelled-elsewhere.js';
import type { CancelledBy, Order } from '../../src/domain/order.js';
import { NOON } from '../fixtures/cases.js';
import { order } from '../slack/views/samples.js';

const DAY_MS = 24 * 3_600_000;
const SHIP_BY = new Date('2026-11-25T12:00:00Z');

function cancelled(by: CancelledBy | undefined, changes: Partial<Order> = {}, requested = false): Order {
  const items = order().items.map((item) => ({ ...item, cancelledBy: by, buyerRequestedCancel: requested }));
  return order({ status: 'CANCELLED', shipBy: SHIP_BY, items, ...changes });
}

describe('a cancellation', () => {
  it.each([
    ['by the seller', cancelled('MERCHANT'), true],
    ['by the seller at the buyer’s request', cancelled('MERCHANT', {}, true), false],
    ['by the buyer', cancelled('BUYER'), false],
    ['by Amazon before it was due', cancelled('AMAZON'), false],
    [
      'by Amazon a moment before the 7 days are over',
      cancelled('AMAZON', { lastUpdatedAt: new Date(SHIP_BY.getTime() + 7 * DAY_MS - 1) }),
      false,
    ],
    [
      'by Amazon because it was not shipped in 7 days',
      cancelled('AMAZON', { lastUpdatedAt: new Date(SHIP_BY.getTime() + 7 * DAY_MS) }),
      true,
    ],
    ['by nobody knows whom', cancelled(undefined), false],
    ['that did not happen', order(), false],
  ])('%s counts: %s', (_how, one, counts) => {
    expect(countsAgainstSeller(one)).toBe(counts);
  });
});

describe('an order that is not shipped', () => {
  const dueIn = (hours: number): Order => order({ shipBy: new Date(NOON.getTime() - 7 * DAY_MS + hours * 3_600_000) });

  it('is known 48 hours before Amazon cancels it by itself', () => {
    expect(willBeCancelledByAmazon(dueIn(48), NOON)).toBe(true);
    expect(willBeCancelledByAmazon(dueIn(48.001), NOON)).toBe(false);
    expect(willBeCancelledByAmazon(dueIn(-5), NOON)).toBe(true);
    expect(amazonCancelsAt(dueIn(48))).toEqual(new Date(NOON.getTime() + 48 * 3_600_000));
    expect(lastShipBy(NOON)).toEqual(dueIn(48).shipBy);
  });

  it('is not expected to be cancelled when it is shipped, Amazon’s to ship, or without a ship-by', () => {
    for (const changes of [{ status: 'SHIPPED' }, { fulfilledBy: 'AMAZON' }, { shipBy: undefined }] as const)
      expect(willBeCancelledByAmazon({ ...dueIn(10), ...changes }, NOON)).toBe(false);
  });
});
