import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CancelledBy, FulfillmentStatus, Order } from '../../src/domain/order.js';
import { type Obstacle, verdict, type Warning } from '../../src/domain/verdict.js';
import { NOON } from '../fixtures/cases.js';
import { caseIn, item, order } from '../slack/views/samples.js';

const FREE = { now: NOON, holding: undefined };

describe('an order that may not be cancelled from here', () => {
  const partlyGone = item({ quantityOrdered: 3, quantityFulfilled: 1 });
  it.each<{ readonly name: string; readonly changes: Partial<Order>; readonly rule: Obstacle }>([
    { name: 'is cancelled already', changes: { status: 'CANCELLED' }, rule: 'already-cancelled' },
    { name: 'is shipped by Amazon', changes: { fulfilledBy: 'AMAZON' }, rule: 'fulfilled-by-amazon' },
    { name: 'is a pre-order before its release', changes: { status: 'PENDING_AVAILABILITY' }, rule: 'pending-availability' },
    { name: 'is not paid for yet', changes: { status: 'PENDING' }, rule: 'pending' },
    { name: 'is on its way', changes: { status: 'SHIPPED' }, rule: 'shipped' },
    { name: 'is on its way in part', changes: { status: 'PARTIALLY_SHIPPED' }, rule: 'partly-shipped' },
    { name: 'has one unit of an item on its way', changes: { items: [item(), partlyGone] }, rule: 'partly-shipped' },
    { name: 'cannot be fulfilled', changes: { status: 'UNFULFILLABLE' }, rule: 'unfulfillable' },
    { name: 'has no items', changes: { items: [] }, rule: 'no-items' },
  ])('$name: $rule', ({ changes, rule }) => {
    expect(verdict(order(changes), FREE)).toEqual({ kind: 'may-not', rule, cancelledBy: undefined, program: undefined });
  });

  it('is in the hands of a case of ours', () => {
    const held = { now: NOON, holding: caseIn('queued') };
    expect(verdict(order(), held)).toEqual({ kind: 'may-not', rule: 'being-cancelled', cancelledBy: undefined, program: undefined });
  });

  it.each<CancelledBy>(['BUYER', 'MERCHANT', 'AMAZON'])('was cancelled by %s, and says so', (by) => {
    const ended = order({ status: 'CANCELLED', items: [item(), item({ cancelledBy: by })] });
    expect(verdict(ended, FREE)).toEqual({ kind: 'may-not', rule: 'already-cancelled', cancelledBy: by, program: undefined });
  });

  it.each(['AMAZON_EASY_SHIP', 'DELIVERY_BY_AMAZON', 'IN_STORE_PICK_UP', 'INVOICE_BY_AMAZON'])(
    'is in the program %s, and says so',
    (program) => {
      const refused = { kind: 'may-not', rule: 'program', cancelledBy: undefined, program };
      expect(verdict(order({ programs: ['PRIME', program] }), FREE)).toEqual(refused);
    },
  );

  it('names the cancellation rather than the case that did it', () => {
    const held = { now: NOON, holding: caseIn('cancelled') };
    expect(verdict(order({ status: 'CANCELLED' }), held)).toMatchObject({ rule: 'already-cancelled' });
  });

  it('names the case rather than the shipment that overtook it', () => {
    expect(verdict(order({ status: 'SHIPPED' }), { now: NOON, holding: caseIn('sent') })).toMatchObject({ rule: 'being-cancelled' });
  });

  it('names Amazon as the shipper whatever else is so', () => {
    const theirs = order({ fulfilledBy: 'AMAZON', status: 'PENDING', programs: ['AMAZON_EASY_SHIP'], items: [] });
    expect(verdict(theirs, FREE)).toMatchObject({ rule: 'fulfilled-by-amazon', program: undefined });
  });
});

describe('an order that may be cancelled', () => {
  const asked = item({ buyerRequestedCancel: true });
  it.each<{ readonly name: string; readonly changes: Partial<Order>; readonly warnings: readonly Warning[] }>([
    { name: 'with nothing to know before it', changes: {}, warnings: [] },
    { name: 'whose buyer asked for it', changes: { items: [asked] }, warnings: ['buyer-requested'] },
    { name: 'of several items', changes: { items: [item(), item()] }, warnings: ['several-items'] },
    { name: 'whose buyer asked for one of two items', changes: { items: [item(), asked] }, warnings: ['buyer-requested', 'several-items'] },
    { name: 'of Prime', changes: { programs: ['PRIME'] }, warnings: ['prime'] },
    { name: 'of a business', changes: { programs: ['AMAZON_BUSINESS'] }, warnings: ['business'] },
    { name: 'of a program that changes nothing', changes: { programs: ['AMAZON_HAUL'] }, warnings: [] },
    { name: 'with no ship-by', changes: { shipBy: undefined }, warnings: [] },
    { name: 'a millisecond late', changes: { shipBy: new Date('2026-11-24T11:59:59.999Z') }, warnings: ['ship-by-passed'] },
    { name: 'to be shipped this moment', changes: { shipBy: new Date('2026-11-24T12:00:00Z') }, warnings: ['ship-by-soon'] },
    { name: 'to be shipped in just under 4 h', changes: { shipBy: new Date('2026-11-24T15:59:59Z') }, warnings: ['ship-by-soon'] },
    { name: 'to be shipped in 4 h', changes: { shipBy: new Date('2026-11-24T16:00:00Z') }, warnings: [] },
    {
      name: 'with everything to know before it',
      changes: { items: [asked, item()], programs: ['AMAZON_BUSINESS', 'PRIME'], shipBy: new Date('2026-11-23T12:00:00Z') },
      warnings: ['buyer-requested', 'ship-by-passed', 'prime', 'business', 'several-items'],
    },
  ])('is one $name: $warnings', ({ changes, warnings }) => {
    expect(verdict(order(changes), FREE)).toEqual({ kind: 'may-cancel', warnings });
  });

  it('is always unshipped, the seller’s own, untouched, with items and held by no case', () => {
    const statuses: readonly FulfillmentStatus[] = [
      'PENDING_AVAILABILITY',
      'PENDING',
      'UNSHIPPED',
      'PARTIALLY_SHIPPED',
      'SHIPPED',
      'CANCELLED',
      'UNFULFILLABLE',
    ];
    const anyOrder = fc.record({
      status: fc.constantFrom(...statuses),
      fulfilledBy: fc.constantFrom('MERCHANT' as const, 'AMAZON' as const),
      items: fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 2 }),
      held: fc.boolean(),
    });
    fc.assert(
      fc.property(anyOrder, ({ status, fulfilledBy, items, held }) => {
        const one = order({ status, fulfilledBy, items: items.map((quantityFulfilled) => item({ quantityFulfilled })) });
        const result = verdict(one, { now: NOON, holding: held ? caseIn('queued') : undefined });
        const free = status === 'UNSHIPPED' && fulfilledBy === 'MERCHANT' && items.length > 0 && !items.includes(1) && !held;
        expect(result.kind).toBe(free ? 'may-cancel' : 'may-not');
      }),
    );
  });
});
