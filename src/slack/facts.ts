import type { CancellationCase } from '../domain/cancellation.js';
import { findMarketplace, sellerCentralLink } from '../domain/marketplaces.js';
import { decimalPlaces, type Money } from '../domain/money.js';
import { cancelledBy, isBuyerRequested, type Order, type OrderCopy } from '../domain/order.js';
import { REASON_KEYS } from '../domain/reason.js';
import type { SecondStrike } from '../domain/second-strike.js';
import type { Verdict } from '../domain/verdict.js';
import type { AmazonFailure } from '../ports/amazon.js';
import { moment } from './blocks.js';
import { inCode, inLine, inLines } from './limits.js';
import type { Text } from './text/text.js';

/** Items named one by one; the rest as a number. */
const ITEMS_SHOWN = 5;
const TITLE_SHOWN = 120;
const CODE_SHOWN = 50;
/** In a list, where many orders stand below each other. */
const ITEMS_SHORT = 2;
const TITLE_SHORT = 60;
/** Items of a case: fewer, since the message is one of many in a channel. */
const CASE_ITEMS_SHOWN = 3;
/** Notes, memos and explanations: as much as the fields take. */
const WRITTEN_SHOWN = 600;
const REASON_SHOWN = 200;
const HOUR_MS = 3_600_000;

/** An amount in the reader's way of writing it. */
export function money(amount: Money, text: Text): string {
  const value = amount.minorUnits / 10 ** decimalPlaces(amount.currency);
  return new Intl.NumberFormat(text.locale, { style: 'currency', currency: amount.currency }).format(value);
}

/** A marketplace as people name it: `US`. */
export function marketplaceName(order: Pick<Order, 'marketplaceId'>): string {
  return findMarketplace(order.marketplaceId)?.country ?? order.marketplaceId;
}

/** A mention of a person, which Slack shows by name. */
export function person(userId: string): string {
  return `<@${userId}>`;
}

/** The order in a few lines of Slack's markup. */
export function orderLines(order: Order, facts: { readonly now: Date; readonly text: Text }): string {
  const { text } = facts;
  const items = order.items.slice(0, ITEMS_SHOWN).map((item) => {
    const codes = [item.sku, item.asin].filter((code) => code !== undefined).map((code) => inCode(code, CODE_SHOWN));
    const price = item.unitPrice === undefined ? [] : [money(item.unitPrice, text)];
    return `• ${text.order.quantity(item.quantityOrdered)} ${inLine(item.title, TITLE_SHOWN)} ${[...codes, ...price].join(' · ')}`;
  });
  const rest = order.items.length > ITEMS_SHOWN ? [text.more(order.items.length - ITEMS_SHOWN)] : [];
  const total = order.total === undefined ? [] : [text.label(text.order.total, money(order.total, text))];
  const programs = order.programs.length === 0 ? [] : [text.label(text.order.programs, inLine(order.programs.join(', '), 200))];
  const head = `*${text.order.title} ${order.orderId}* · Amazon ${marketplaceName(order)} · ${text.order.status[order.status]} · ${text.order.fulfilledBy[order.fulfilledBy]}`;
  return [head, ...items, ...rest, ...total, ...shipByLine(order, facts), ...programs].join('\n');
}

/** Until when the order has to be shipped, with a countdown; nothing where Amazon gives no moment. */
export function shipByLine(order: Order, { now, text }: { readonly now: Date; readonly text: Text }): string[] {
  if (order.shipBy === undefined) return [];
  const hours = Math.trunc((order.shipBy.getTime() - now.getTime()) / HOUR_MS);
  const late = order.shipBy < now;
  return [text.order.shipBy(moment(order.shipBy), late ? text.order.overdue(-hours) : text.order.hoursLeft(hours))];
}

/** Whether the buyer asked for the cancellation at Amazon, and since when at the latest: a request changes the order. In a line. */
export function buyerRequestLine(order: Order, text: Text): string {
  const reason = order.items.find((item) => item.buyerCancelReason !== undefined)?.buyerCancelReason;
  return isBuyerRequested(order)
    ? text.order.buyerRequest(moment(order.lastUpdatedAt), reason === undefined ? undefined : inLine(reason, 100))
    : text.order.noBuyerRequest;
}

/** Whether the order may be cancelled, and what speaks against it or should be known. */
export function verdictLines(checked: Verdict, text: Text): string {
  if (checked.kind === 'may-cancel') {
    const warnings = checked.warnings.filter((warning) => warning !== 'buyer-requested');
    return [text.mayCancel, ...warnings.map((warning) => `• ${text.warning[warning]}`)].join('\n');
  }
  const by = checked.cancelledBy === undefined ? undefined : text.cancelledBy[checked.cancelledBy];
  return `${text.mayNot} ${text.obstacle[checked.rule](by, checked.program === undefined ? undefined : inLine(checked.program, 100))}`;
}

/** Why Amazon could not be asked about an order, and when to try again. */
export function failureLine(failure: AmazonFailure, orderId: string, text: Text): string {
  if (failure.kind === 'throttled') return text.throttled(Math.max(1, Math.ceil(failure.retryAfterMs / 1000)));
  if (failure.kind === 'unavailable' && failure.uncounted === true) return text.failure.uncounted(orderId);
  return text.failure[failure.kind](orderId);
}

/** Why an older copy is shown, and how old it is. */
export function staleLines(
  { copy, because }: { readonly copy: OrderCopy; readonly because: AmazonFailure },
  facts: { readonly now: Date; readonly text: Text },
): string {
  const { now, text } = facts;
  const seconds = Math.max(0, Math.ceil((now.getTime() - copy.readAt.getTime()) / 1000));
  return [failureLine(because, copy.order.orderId, text), text.stale(moment(copy.readAt), seconds)].join('\n');
}

/** The age of a copy. */
export function readAtLine(copy: OrderCopy, text: Text): string {
  return text.order.readAt(moment(copy.readAt));
}

/** A reason under the team's own name for it, or the app's, as it stands in a choice. */
export function plainReason({ key, name }: { readonly key: string; readonly name?: string | undefined }, text: Text): string {
  const builtIn = REASON_KEYS.find((one) => one === key);
  return name ?? (builtIn === undefined ? key : text.reason[builtIn]);
}

/** The same in a line. */
export function reasonName(one: { readonly reason: string; readonly reasonName?: string | undefined }, text: Text): string {
  return inLine(plainReason({ key: one.reason, name: one.reasonName }, text), REASON_SHOWN);
}

/** The reason with its sub-reason. */
export function reasonText(one: Pick<CancellationCase, 'reason' | 'reasonName' | 'subReason'>, text: Text): string {
  const sub = one.subReason === undefined ? [] : [text.subReason[one.subReason] ?? one.subReason];
  return [reasonName(one, text), ...sub].join(' · ');
}

/** A link to the order in its marketplace's Seller Central. */
export function amazonLink(order: { readonly marketplaceId: Order['marketplaceId']; readonly orderId: string }): string | undefined {
  return sellerCentralLink(order);
}

/** What our own parts write into a case's detail, by a piece of it, and the sentence for it. */
const DETAILS: readonly (readonly [piece: string, key: string])[] = [
  ['cancelled-by-BUYER', 'cancelled-by-BUYER'],
  ['cancelled-by-AMAZON', 'cancelled-by-AMAZON'],
  ['feed-without-end', 'feed-without-end'],
  ['Amazon: not found', 'not-found'],
  ['Amazon: not authorised', 'not-authorised'],
  ['Amazon locked us out', 'locked-out'],
  ['Amazon: too many requests', 'throttled'],
  ['Amazon not available', 'unavailable'],
  ['no clear answer from Amazon', 'ambiguous'],
  ['interrupted while sending', 'interrupted'],
  ['feed FATAL', 'feed-ended-without-result'],
  ['feed CANCELLED', 'feed-ended-without-result'],
  ['The feed never reached Amazon', 'feed-never-arrived'],
  ['feeds at Amazon could be this one', 'feed-not-recognised'],
];

/**
 * What a case's detail means to people: our own codes as sentences, Amazon's words as they are. With the order, who it
 * was that cancelled it.
 */
export function detailText(detail: string, text: Text, order?: Order): string {
  const obstacle = Object.entries(text.obstacle).find(([rule]) => rule === detail)?.[1];
  const by = order !== undefined && detail === 'already-cancelled' ? cancelledBy(order) : undefined;
  const who = by === undefined ? undefined : text.detail[`cancelled-by-${by}`];
  if (obstacle !== undefined) return who ?? obstacle(undefined, undefined);
  const status = Object.entries(text.order.status).find(([name]) => detail.startsWith(`order-still-${name}`))?.[1];
  const known = text.detail[detail] ?? text.detail[DETAILS.find(([piece]) => detail.includes(piece))?.[1] ?? ''];
  if (status !== undefined) return [text.orderStill(status), ...(known === undefined ? [] : [known])].join(' ');
  return known ?? inLine(detail, 500);
}

interface CaseFacts {
  readonly case: Pick<CancellationCase, 'items'>;
  readonly order: Order | undefined;
}

/** The first items of an order in a line each; the rest as a number. */
export function orderItems(order: Order, text: Text): string[] {
  const items = order.items.map(({ quantityOrdered, title, sku }) => {
    const code = sku === undefined ? [] : [inCode(sku, CODE_SHOWN)];
    return [text.order.quantity(quantityOrdered), inLine(title, TITLE_SHORT), ...code].join(' ');
  });
  const rest = items.length > ITEMS_SHORT ? [text.more(items.length - ITEMS_SHORT)] : [];
  return [...items.slice(0, ITEMS_SHORT), ...rest];
}

/** The first items of a case, by title while we have the order, else by SKU; the rest as a number. */
export function itemNames({ case: one, order }: CaseFacts, text: Text): string[] {
  const items =
    order === undefined
      ? one.items.map((item) => `${text.order.quantity(item.quantity)} ${inCode(item.sku ?? item.orderItemId, CODE_SHOWN)}`)
      : order.items.map((item) => `${text.order.quantity(item.quantityOrdered)} ${inLine(item.title, TITLE_SHOWN)}`);
  const rest = items.length > CASE_ITEMS_SHOWN ? [text.more(items.length - CASE_ITEMS_SHOWN)] : [];
  return [...items.slice(0, CASE_ITEMS_SHOWN), ...rest];
}

/** Whether it counts against the account. */
export function countsText(counts: boolean, text: Text): string {
  return counts ? text.effect.counts : text.effect.doesNotCount;
}

/** That it would be the second of two in a row; nothing where it would not. */
export function strikeLine(strike: SecondStrike | undefined, text: Text): string[] {
  return strike === undefined ? [] : [text.effect.strike(inCode(strike.sku, CODE_SHOWN), `\`${strike.orderId}\``)];
}

/** Who decided, and when; nothing while nobody has. */
export function decidedLine(one: CancellationCase, text: Text): string[] {
  return one.decidedBy === undefined || one.decidedAt === undefined
    ? []
    : [text.carryOut.decided(person(one.decidedBy), moment(one.decidedAt))];
}

/** What a colleague wrote, with what it is; nothing when there is none. */
export function writtenLine(name: string, written: string | undefined, text: Text): string[] {
  return written === undefined || written === '' ? [] : [text.label(name, inLines(written, WRITTEN_SHOWN))];
}

/** A language by its name in the reader's own. */
export function languageName(language: string, text: Text): string {
  const [base = ''] = language.split(/[-_]/, 1);
  if (!/^[a-z]{2,3}$/i.test(base)) return inLine(language, 20);
  return new Intl.DisplayNames([text.locale], { type: 'language' }).of(base) ?? base;
}

/** A calendar day (`2026-11-24`) as people write it. */
export function dayText(day: string, text: Text): string {
  return new Intl.DateTimeFormat(text.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(`${day}T00:00:00Z`));
}
