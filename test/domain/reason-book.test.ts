import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TeamReasonKey, teamReasonKeySchema } from '../../src/domain/ids.js';
import {
  type AddedReason,
  ADDED_AT_MOST,
  DEFAULT_REASONS,
  offeredReasons,
  reasonBook,
  type ReasonPolicy,
  reasonsFor,
  type ReasonWish,
  withWish,
} from '../../src/domain/reason-book.js';
import { pickReason, REASON_KEYS } from '../../src/domain/reason.js';
import { newCase } from '../fixtures/cases.js';

const LABELS = [
  { key: 'out_of_stock', name: 'Out of stock' },
  { key: 'out_of_stock', name: '缺货' },
  { key: 'defect', name: 'Defective or damaged' },
];

function key(number: number): TeamReasonKey {
  return teamReasonKeySchema.parse(`team_00000000-0000-4000-8000-${String(number).padStart(12, '0')}`);
}

function added(changes: Partial<AddedReason> = {}): AddedReason {
  return {
    key: key(1),
    name: 'Lost in the warehouse',
    code: 'NoInventory',
    causedBy: 'seller',
    noteRequired: true,
    alwaysApproved: true,
    template: 'out-of-stock',
    ...changes,
  };
}

const WITH_ONE: ReasonPolicy = { ...DEFAULT_REASONS, added: [added()] };

function after(policy: ReasonPolicy, wish: ReasonWish): ReasonPolicy {
  const wished = withWish(policy, wish, LABELS);
  if (!wished.ok) throw new Error(wished.refusal);
  return wished.policy;
}

describe('the reasons of a team', () => {
  it('are the app’s, then the added ones, without those that are hidden', () => {
    const policy = after(after(WITH_ONE, { kind: 'hide', key: 'defect' }), { kind: 'rename', key: 'other', name: 'Anything else' });
    expect(offeredReasons(policy).map((one) => one.name ?? one.key)).toEqual([
      'out_of_stock',
      'cannot_deliver',
      'buyer_asked',
      'cannot_meet_request',
      'Anything else',
      'pricing_error',
      'customer_exchange',
      'Lost in the warehouse',
    ]);
  });

  it('carry over to a request what was set for them', () => {
    expect(pickReason({ reason: key(1), subReason: undefined }, false, offeredReasons(WITH_ONE))).toEqual({
      reason: key(1),
      reasonName: 'Lost in the warehouse',
      subReason: undefined,
      code: 'NoInventory',
      causedBy: 'seller',
      counts: true,
      noteRequired: true,
      alwaysApproved: true,
      template: 'out-of-stock',
      amazonRestocks: false,
    });
  });

  it.each([
    [false, 'GeneralAdjustment', true],
    [true, 'BuyerCanceled', false],
  ])('tell Amazon of a buyer’s wish only with Amazon’s own mark (%s)', (flag, code, counts) => {
    const reasons = offeredReasons({ ...DEFAULT_REASONS, added: [added({ code: 'BuyerCanceled', causedBy: 'buyer' })] });
    expect(pickReason({ reason: key(1), subReason: undefined }, flag, reasons)).toMatchObject({ code, counts });
  });

  it.each([
    ['', 'name-missing'],
    ['x'.repeat(51), 'name-too-long'],
    ['two\nlines', 'name-unreadable'],
    ['turned \u202Earound', 'name-unreadable'],
    ['\u200B', 'name-unreadable'],
    ['!!!', 'name-unreadable'],
    ['Out of stock', 'name-taken'],
    ['  OUT of  stock', 'name-taken'],
    ['缺货', 'name-taken'],
    ['Ｌost in the warehouse', 'name-taken'],
  ])('are not added under the name %j: %s', (name, refusal) => {
    expect(withWish(WITH_ONE, { kind: 'add', reason: added({ key: key(2), name }) }, LABELS)).toEqual({ ok: false, refusal });
  });

  it.each<readonly [string, ReasonPolicy, ReasonWish, string]>([
    ['hides the buyer’s', DEFAULT_REASONS, { kind: 'hide', key: 'buyer_asked' }, 'always-offered'],
    ['hides Amazon’s own', DEFAULT_REASONS, { kind: 'hide', key: 'amazon_quality' }, 'unknown'],
    ['renames one that is not there', DEFAULT_REASONS, { kind: 'rename', key: key(9), name: 'X1' }, 'unknown'],
    ['renames an added one to nothing', WITH_ONE, { kind: 'rename', key: key(1), name: ' ' }, 'name-missing'],
    ['renames one to another’s name', WITH_ONE, { kind: 'rename', key: key(1), name: 'Out of Stock' }, 'name-taken'],
    ['deletes the app’s', DEFAULT_REASONS, { kind: 'delete', key: 'defect', inUse: false }, 'not-added'],
    ['deletes one in use', WITH_ONE, { kind: 'delete', key: key(1), inUse: true }, 'in-use'],
    [
      'adds one too many',
      { ...DEFAULT_REASONS, added: Array.from({ length: ADDED_AT_MOST }, (_, index) => added({ key: key(index), name: `R${index}` })) },
      { kind: 'add', reason: added({ key: key(99) }) },
      'too-many',
    ],
    [
      'says of ours that it is the buyer’s wish',
      DEFAULT_REASONS,
      { kind: 'add', reason: added({ code: 'BuyerCanceled', causedBy: 'seller' }) },
      'not-the-buyers',
    ],
  ])('stay as they are when somebody %s', (_what, policy, wish, refusal) => {
    expect(withWish(policy, wish, LABELS)).toEqual({ ok: false, refusal });
  });

  it('get the app’s own name back by an empty name, or by that name in any language', () => {
    const renamed = after(DEFAULT_REASONS, { kind: 'rename', key: 'out_of_stock', name: 'Sold out' });
    expect(renamed.renamed).toEqual([{ key: 'out_of_stock', name: 'Sold out' }]);
    for (const name of ['', '缺货', 'out of stock'])
      expect(after(renamed, { kind: 'rename', key: 'out_of_stock', name })).toEqual(DEFAULT_REASONS);
  });

  it('stay for an approver what they were for a case, hidden, renamed or deleted', () => {
    const one = newCase({ reason: key(1), reasonName: 'Lost in the warehouse', code: 'NoInventory' });
    const renamed = after(WITH_ONE, { kind: 'rename', key: key(1), name: 'Mislaid' });
    for (const policy of [renamed, after(renamed, { kind: 'hide', key: key(1) }), DEFAULT_REASONS]) {
      const picked = pickReason({ reason: key(1), subReason: undefined }, false, reasonsFor(policy, one));
      expect(picked).toMatchObject({ reason: key(1), reasonName: 'Lost in the warehouse', code: 'NoInventory' });
    }
    expect(reasonsFor(renamed, newCase()).map(({ name }) => name)).toContain('Mislaid');
  });

  it('always leave one to pick, never offer Amazon’s own, and have no name twice, whatever is wished', () => {
    const anyKey = fc.constantFrom(...REASON_KEYS, key(0), key(1), key(2));
    const anyName = fc.constantFrom('', 'A1', 'a1', 'B2', 'Out of stock', 'x\ny');
    const wish: fc.Arbitrary<ReasonWish> = fc.oneof(
      fc.record({ kind: fc.constantFrom('hide' as const, 'show' as const), key: anyKey }),
      fc.record({ kind: fc.constant('rename' as const), key: anyKey, name: anyName }),
      fc.record({ kind: fc.constant('delete' as const), key: anyKey, inUse: fc.boolean() }),
      anyName.map((name) => ({ kind: 'add' as const, reason: added({ name }) })),
    );
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 40 }), (wishes) => {
        let policy = DEFAULT_REASONS;
        for (const [index, one] of wishes.entries()) {
          // No key is given twice.
          const own = one.kind === 'add' ? { ...one, reason: { ...one.reason, key: key(index) } } : one;
          const wished = withWish(policy, own, LABELS);
          if (wished.ok) policy = wished.policy;
        }
        const offered = offeredReasons(policy);
        expect(offered.map(({ key: one }) => one)).toContain('buyer_asked');
        expect(offered.filter(({ code, causedBy }) => code === undefined || causedBy === 'amazon')).toEqual([]);
        const names = reasonBook(policy).map((one) =>
          (one.name ?? LABELS.find((label) => label.key === one.key)?.name ?? one.key).toLowerCase(),
        );
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });
});
