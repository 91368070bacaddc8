/** What may speak for fraud. The app sees none of a buyer, so a person ticks what the team knows. */
export const FRAUD_SIGNALS = ['high_value', 'many_units', 'address_mismatch', 'repeat_canceller', 'rushed_shipping', 'forwarder'] as const;
export type FraudSignal = (typeof FRAUD_SIGNALS)[number];

/** One alone is no suspicion. */
const FRAUD_SIGNALS_NEEDED = 2;

interface Picked {
  readonly reason: string | undefined;
  readonly subReason: string | undefined;
}

/** Whether fraud is suspected: what follows from that is stricter than from any other reason. */
export function isFraud({ reason, subReason }: Picked): boolean {
  return reason === 'other' && subReason === 'fraud';
}

/** The signals that stay with a reason: each once and only those that there are; none with another reason. */
export function signalsOf(picked: Picked, ticked: readonly string[]): readonly FraudSignal[] {
  return isFraud(picked) ? FRAUD_SIGNALS.filter((signal) => ticked.includes(signal)) : [];
}

/** Whether too few signals are ticked for what was picked. */
export function lacksSignals(picked: Picked, ticked: readonly string[]): boolean {
  return isFraud(picked) && signalsOf(picked, ticked).length < FRAUD_SIGNALS_NEEDED;
}
