import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CANCEL_CODES, type PickedReason, pickReason, REASONS } from '../../src/domain/reason.js';
import { DEFAULT_REASONS, offeredReasons } from '../../src/domain/reason-book.js';

const OFFERED = offeredReasons(DEFAULT_REASONS);

describe('the reasons that an agent may pick', () => {
  it('are all but Amazon’s own, in this order', () => {
    expect(OFFERED.map(({ key }) => key)).toEqual([
      'out_of_stock',
      'cannot_deliver',
      'buyer_asked',
      'cannot_meet_request',
      'defect',
      'other',
      'pricing_error',
      'customer_exchange',
    ]);
  });

  it('have each a key of their own, and so have the closer reasons under each', () => {
    for (const keys of [REASONS.map(({ key }) => key), ...REASONS.map((one) => one.subReasons.map(({ key }) => key))]) {
      expect(new Set<string>(keys).size).toBe(keys.length);
    }
  });
});

describe('a reason picked for an order whose buyer did not ask', () => {
  const plain = {
    subReason: undefined,
    causedBy: 'seller',
    counts: true,
    noteRequired: false,
    alwaysApproved: false,
    amazonRestocks: true,
  } as const;
  it.each<PickedReason>([
    { ...plain, reason: 'out_of_stock', code: 'NoInventory', template: 'out-of-stock', amazonRestocks: false },
    { ...plain, reason: 'cannot_deliver', code: 'ShippingAddressUndeliverable', template: 'cannot-deliver' },
    { ...plain, reason: 'buyer_asked', causedBy: 'buyer', code: 'GeneralAdjustment', template: 'as-you-asked' },
    { ...plain, reason: 'cannot_meet_request', code: 'GeneralAdjustment', template: 'cannot-meet-request' },
    { ...plain, reason: 'defect', code: 'GeneralAdjustment', template: 'defect-found' },
    { ...plain, reason: 'other', code: 'GeneralAdjustment', template: 'other', noteRequired: true },
    { ...plain, reason: 'pricing_error', code: 'PricingError', template: 'pricing-error' },
    { ...plain, reason: 'customer_exchange', causedBy: 'buyer', code: 'CustomerExchange', template: 'other' },
  ])('is $code for $reason, and counts', (expected) => {
    expect(pickReason({ reason: expected.reason, subReason: undefined }, false, OFFERED)).toEqual(expected);
  });

  it('is fraud: a lead decides, with a note and a template of its own', () => {
    expect(pickReason({ reason: 'other', subReason: 'fraud' }, false, OFFERED)).toEqual({
      reason: 'other',
      subReason: 'fraud',
      code: 'GeneralAdjustment',
      causedBy: 'seller',
      counts: true,
      noteRequired: true,
      alwaysApproved: true,
      template: 'verification-failed',
      amazonRestocks: true,
    });
  });

  it.each([
    { reason: 'out_of_stock', subReasons: ['count_wrong', 'oversold', 'supplier_late'] },
    { reason: 'cannot_deliver', subReasons: ['logistics', 'region', 'legal'] },
    { reason: 'cannot_meet_request', subReasons: ['customization', 'gift_wrap', 'invoice'] },
    { reason: 'defect', subReasons: ['defective', 'damaged'] },
    { reason: 'other', subReasons: ['shipping_problem', 'something_else'] },
  ])('asks nothing more for $subReasons than for $reason itself', ({ reason, subReasons }) => {
    const parent = pickReason({ reason, subReason: undefined }, false, OFFERED);
    for (const subReason of subReasons) expect(pickReason({ reason, subReason }, false, OFFERED)).toEqual({ ...parent, subReason });
  });
});

describe('a reason picked for an order whose buyer asked through Amazon', () => {
  it.each([
    { reason: 'out_of_stock', code: 'NoInventory', amazonRestocks: false },
    { reason: 'cannot_deliver', code: 'ShippingAddressUndeliverable', amazonRestocks: true },
    { reason: 'buyer_asked', code: 'BuyerCanceled', amazonRestocks: true },
    { reason: 'cannot_meet_request', code: 'GeneralAdjustment', amazonRestocks: true },
    { reason: 'defect', code: 'GeneralAdjustment', amazonRestocks: true },
    { reason: 'other', code: 'GeneralAdjustment', amazonRestocks: true },
    { reason: 'pricing_error', code: 'PricingError', amazonRestocks: true },
    { reason: 'customer_exchange', code: 'CustomerExchange', amazonRestocks: true },
  ])('is $code for $reason, and does not count', ({ reason, code, amazonRestocks }) => {
    expect(pickReason({ reason, subReason: undefined }, true, OFFERED)).toMatchObject({ code, amazonRestocks, counts: false });
  });
});

describe('what an agent may not pick', () => {
  it.each([
    { name: 'out of stock at Amazon', reason: 'amazon_out_of_stock', subReason: undefined },
    { name: 'quality at Amazon', reason: 'amazon_quality', subReason: undefined },
    { name: 'liquidation at Amazon', reason: 'amazon_liquidation', subReason: undefined },
    { name: 'a reason that there is not', reason: 'bored', subReason: undefined },
    { name: 'no reason', reason: '', subReason: undefined },
    { name: 'a name that every object has', reason: 'constructor', subReason: undefined },
    { name: 'a code instead of a reason', reason: 'NoInventory', subReason: undefined },
    { name: 'a closer reason of another one', reason: 'out_of_stock', subReason: 'fraud' },
    { name: 'a closer reason where there are none', reason: 'buyer_asked', subReason: 'count_wrong' },
    { name: 'an empty closer reason', reason: 'out_of_stock', subReason: '' },
  ])('is $name', ({ reason, subReason }) => {
    expect(pickReason({ reason, subReason }, false, OFFERED)).toBeUndefined();
    expect(pickReason({ reason, subReason }, true, OFFERED)).toBeUndefined();
  });
});

describe('whatever is picked', () => {
  it('counts by the buyer’s request alone, and is one of Amazon’s six codes', () => {
    const reason = fc.oneof(fc.constantFrom<string>(...REASONS.map(({ key }) => key)), fc.string());
    const subReason = fc.constantFrom(undefined, ...REASONS.flatMap((one) => one.subReasons.map(({ key }) => key)));
    fc.assert(
      fc.property(reason, subReason, fc.boolean(), (key, sub, buyerRequested) => {
        const picked = pickReason({ reason: key, subReason: sub }, buyerRequested, OFFERED);
        expect(picked?.counts ?? !buyerRequested).toBe(!buyerRequested);
        expect([undefined, ...CANCEL_CODES]).toContain(picked?.code);
        expect(picked?.code === 'BuyerCanceled' && !buyerRequested).toBe(false);
      }),
    );
  });
});
