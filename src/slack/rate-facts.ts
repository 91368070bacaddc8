import { type RateSnapshot, type RateWindow, windowsOf } from '../domain/cancellation.js';
import type { DigestMarketplace } from '../domain/digest.js';
import { isUnder, ordersNeeded, percent, type RateCount, type RateTarget, roomLeft } from '../domain/rate.js';
import { moment } from './blocks.js';
import { marketplaceName } from './facts.js';
import { inLine } from './limits.js';
import type { CountText, Text, WindowText } from './text/text.js';

/** What a window is of when nothing is said. */
const USUAL_DAYS = 7;

/** A rate in percent as people read it. */
function percentText(rate: RateCount, text: Text): string {
  const value = percent(rate);
  return value === undefined ? text.effect.noRate : `${value} %`;
}

/** A target in percent: 25 / 1000 is `2.5 %`. */
function targetText(target: RateTarget): string {
  return `${(target.numerator * 100) / target.denominator} %`;
}

/** Both ends are said only where they differ. */
function countText(rate: RateCount, text: Text): CountText {
  const { orders, counted, surely } = rate;
  const said = { orders, counted, percent: percentText(rate, text) };
  if (surely === undefined || surely === counted) return said;
  return { ...said, atLeast: { counted: surely, percent: percentText({ orders, counted: surely }, text) } };
}

function windowText({ days, program, target }: Pick<RateWindow, 'days' | 'program' | 'target'>): Omit<WindowText, 'room'> {
  return { days: days ?? USUAL_DAYS, program: program === undefined ? undefined : inLine(program, 40), target: targetText(target) };
}

/** The rate before and after in every window, its source, and what it takes when the target is missed. */
export function rateLines(rate: RateSnapshot | undefined, text: Text): string {
  return linesOf(rate, text, (one) => text.effect.rate(beforeAndAfter(one, text)));
}

/** The same with several orders. */
export function batchRateLines(rate: RateSnapshot | undefined, text: Text): string {
  return linesOf(rate, text, (one) => text.batch.rate({ ...beforeAndAfter(one, text), more: one.after.counted - one.before.counted }));
}

/** The rate that a request under way is counted in already. */
export function rateWithLines(rate: RateSnapshot | undefined, text: Text): string {
  return linesOf(rate, text, (one) => text.effect.rateWith(present(one, text)));
}

/** The same of several requests. */
export function batchRateWithLines(rate: RateSnapshot | undefined, text: Text): string {
  return linesOf(rate, text, (one) => text.batch.rateWith(present(one, text)));
}

function linesOf(rate: RateSnapshot | undefined, text: Text, say: (one: RateWindow) => string): string {
  if (rate === undefined) return text.effect.rateUnknown;
  return windowsOf(rate)
    .map((one) => withSource(one, say(one), text))
    .join('\n');
}

function beforeAndAfter(one: RateWindow, text: Text): WindowText & { readonly before: CountText; readonly after: CountText } {
  const counts = { before: countText(one.before, text), after: countText(one.after, text) };
  return { ...counts, ...windowText(one), room: roomLeft(one.after, one.target) };
}

function present(one: RateWindow, text: Text): CountText & WindowText {
  return { ...countText(one.after, text), ...windowText(one), room: roomLeft(one.after, one.target) };
}

/** The rate after a cancellation, in each window in a line; nothing where it is not known. */
export function rateAfterLines(rate: RateSnapshot | undefined, text: Text): string[] {
  if (rate === undefined) return [];
  return windowsOf(rate).map(({ after, ...one }) => text.effect.rateAfter({ ...windowText(one), percent: percentText(after, text) }));
}

function withSource(one: RateWindow, line: string, text: Text): string {
  const { after, target, days } = one;
  const missed = isUnder(after, target) ? [] : [text.effect.neededOrders(ordersNeeded(after.counted, target), days ?? USUAL_DAYS)];
  return [line, ...missed, `_${text.effect.source[one.source](moment(one.asOf))}_`].join('\n');
}

/** A marketplace's rate in a line, and what it takes when the target is missed. */
export function marketplaceRateLines(one: DigestMarketplace, text: Text): string[] {
  const account = one.accountName === undefined ? '' : ` · ${inLine(one.accountName, 60)}`;
  const marketplace = `Amazon ${marketplaceName(one)}${account}`;
  if (one.rate === undefined) return [`:white_circle: ${text.digest.rateUnknown(marketplace)}`];
  const { count, target, roomLeft: room, source, asOf, days } = one.rate;
  const facts = { ...countText(count, text), ...windowText(one.rate), room, marketplace };
  const line = `${text.digest.rate(facts)} – _${text.digest.source[source]}, ${moment(asOf)}_`;
  if (isUnder(count, target)) return [`${room === 0 ? ':large_yellow_circle:' : ':large_green_circle:'} ${line}`];
  return [`:red_circle: ${line}`, text.effect.neededOrders(ordersNeeded(count.counted, target), days ?? USUAL_DAYS)];
}
