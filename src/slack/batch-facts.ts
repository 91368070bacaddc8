import { byPlace } from '../domain/batch.js';
import { type CancellationCase, isEnded, type RateSnapshot } from '../domain/cancellation.js';
import { sumByCurrency } from '../domain/money.js';
import { decidedLine, detailText, marketplaceName, money, reasonText, writtenLine } from './facts.js';
import type { Text } from './text/text.js';

/** Each of several cases in a line: which order, what it is worth, where it stands. */
export function caseLines(cases: readonly CancellationCase[], text: Text): string[] {
  return cases.map((one) => {
    const total = one.total === undefined ? [] : [money(one.total, text)];
    const detail = one.state === 'not_sent' && one.detail !== undefined ? [detailText(one.detail, text)] : [];
    return `• ${[one.orderId, `Amazon ${marketplaceName(one)}`, ...total, text.state[one.state], ...detail].join(' · ')}`;
  });
}

/** What they have in common: why, how many of them count, what was written. */
export function commonLines(cases: readonly CancellationCase[], text: Text): string[] {
  const [first] = cases;
  if (first === undefined) return [];
  // What was never cancelled costs nothing.
  const costly = cases.filter(({ state }) => state === 'cancelled' || !isEnded(state));
  const codes = [...new Set(cases.map(({ code }) => `\`${code}\``))].join(', ');
  const value = sumByCurrency(costly.flatMap(({ total }) => total ?? []));
  return [
    `${reasonText(first, text)} (${codes})`,
    ...(costly.length === 0 ? [] : [text.batch.counting(costly.filter(({ counts }) => counts).length, costly.length)]),
    ...(value.length === 0 ? [] : [text.label(text.order.total, value.map((one) => money(one, text)).join(' + '))]),
    ...writtenLine(text.carryOut.note, first.note, text),
    ...writtenLine(text.carryOut.memo, first.memo, text),
  ];
}

/** Who decided on them, when, and why. */
export function decisionLines(cases: readonly CancellationCase[], text: Text): string[] {
  const decided = cases.find(({ decidedBy }) => decidedBy !== undefined);
  return decided === undefined ? [] : [...decidedLine(decided, text), ...writtenLine(text.decide.because, decided.decisionNote, text)];
}

/** The rate that was shown with each of the marketplaces that they are of. */
export function ratesOf(
  cases: readonly CancellationCase[],
): readonly { readonly marketplace: string; readonly rate: RateSnapshot | undefined }[] {
  return byPlace(cases).map((place) => ({ marketplace: `Amazon ${marketplaceName(place)}`, rate: place.things[0]?.rate }));
}
