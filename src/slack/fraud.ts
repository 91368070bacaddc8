import type { KnownBlock } from '@slack/types';
import type { CancellationCase } from '../domain/cancellation.js';
import { FRAUD_SIGNALS, isFraud } from '../domain/fraud.js';
import type { ReasonStep } from '../use-cases/request/draft.js';
import { option, plain, section } from './blocks.js';
import { ACTIONS } from './ids.js';
import { LIMITS } from './limits.js';
import type { Text } from './text/text.js';

/** What to tick where fraud is suspected, and that it counts all the same. */
export function fraudBlocks({ draft, picked }: Pick<ReasonStep, 'draft' | 'picked'>, text: Text): KnownBlock[] {
  if (!isFraud(draft)) return [];
  const options = FRAUD_SIGNALS.map((signal) => option(signal, text.ways.fraud.signal[signal]));
  const ticked = options.filter((_one, index) => draft.fraudSignals.some((signal) => signal === FRAUD_SIGNALS[index]));
  const honest = fraudCountsLine({ ...draft, counts: picked?.counts === true }, text);
  return [
    ...honest.map(section),
    {
      type: 'input',
      block_id: ACTIONS.fraudSignals,
      label: plain(text.ways.fraud.label, LIMITS.inputLabel),
      hint: plain(text.ways.fraud.hint, LIMITS.inputHint),
      element: {
        type: 'checkboxes',
        action_id: ACTIONS.fraudSignals,
        options,
        ...(ticked.length > 0 && { initial_options: ticked }),
      },
    },
  ];
}

/** What speaks for fraud; nothing where it is not suspected. */
export function signalLines({ fraudSignals }: Pick<CancellationCase, 'fraudSignals'>, text: Text): string[] {
  const { signals, signal: names } = text.ways.fraud;
  return fraudSignals.length === 0 ? [] : [text.label(signals, fraudSignals.map((signal) => names[signal]).join(' · '))];
}

/** That suspected fraud is no way around the rate. */
export function fraudCountsLine(
  one: { readonly reason: string | undefined; readonly subReason: string | undefined; readonly counts: boolean },
  text: Text,
): string[] {
  return isFraud(one) && one.counts ? [text.ways.fraud.counts] : [];
}
