import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRAUD_SIGNALS, isFraud, lacksSignals, signalsOf } from '../../src/domain/fraud.js';
import { REASONS } from '../../src/domain/reason.js';

const FRAUD = { reason: 'other', subReason: 'fraud' };
const picked = fc.constantFrom(
  ...REASONS.flatMap(({ key, subReasons }) =>
    [undefined, ...subReasons.map((sub) => sub.key)].map((subReason) => ({ reason: key, subReason })),
  ),
);
const ticked = fc.array(fc.oneof(fc.constantFrom(...FRAUD_SIGNALS), fc.string()));

describe('suspected fraud', () => {
  it.each([
    { signals: [], lacks: true },
    { signals: ['forwarder'], lacks: true },
    { signals: ['forwarder', 'forwarder'], lacks: true },
    { signals: ['forwarder', 'gut_feeling'], lacks: true },
    { signals: ['forwarder', 'many_units'], lacks: false },
  ])('needs two signals: $signals', ({ signals, lacks }) => {
    expect(lacksSignals(FRAUD, signals)).toBe(lacks);
  });

  it('is the only reason that keeps signals, each once, and never others than there are', () => {
    fc.assert(
      fc.property(picked, ticked, (reason, signals) => {
        const kept = signalsOf(reason, signals);
        expect(kept).toEqual(isFraud(reason) ? FRAUD_SIGNALS.filter((one) => signals.includes(one)) : []);
        expect(lacksSignals(reason, signals)).toBe(isFraud(reason) && kept.length < 2);
      }),
    );
  });
});
