import type { CancellationCase, RateSnapshot } from '../domain/cancellation.js';
import { findMarketplace, sellerCentralLink } from '../domain/marketplaces.js';
import { decimalPlaces, type Money } from '../domain/money.js';
import { isBuyerRequested, type Order, type OrderCopy } from '../domain/order.js';
import { isUnder, ordersNeeded, percent, type RateCount, type RateTarget, roomLeft } from '../domain/rate.js';
import type { Verdict } from '../domain/verdict.js';
import { moment } from './blocks.js';
import { cut, escaped } from './limits.js';
import type { Text } from './text/text.js';

/** Items named one by one; the rest as a number. */
const ITEMS_SHOWN = 5;
const TITLE_SHOWN = 120;
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

/** A mention of a person. Slack shows the name; nobody is notified within blocks that are `verbatim`. */
export function person(userId: string): string {
  return `<@${userId}>`;
}

/** The order in a few lines of Slack's markup. */
export function orderLines(order: Order, facts: { readonly now: Date; readonly text: Text }): string {
  const { text } = facts;
  const items = order.items.slice(0, ITEMS_SHOWN).map((item) => {
    const codes = [item.sku, item.asin].filter((code) => code !== undefined).map((code) => `\`${escaped(cut(code, 50))}\``);
    const price = item.unitPrice === undefined ? [] : [money(item.unitPrice, text)];
    return `• ${text.order.quantity(item.quantityOrdered)} ${escaped(cut(item.title, TITLE_SHOWN))} ${[...codes, ...price].join(' · ')}`;
  });
  const rest = order.items.length > ITEMS_SHOWN ? [text.more(order.items.length - ITEMS_SHOWN)] : [];
  const total = order.total === undefined ? [] : [`${text.order.total}: *${money(order.total, text)}*`];
  const programs = order.programs.length === 0 ? [] : [`${text.order.programs}: ${escaped(cut(order.programs.join(', '), 200))}`];
  const head = `*${text.order.title} ${order.orderId}* · Amazon ${marketplaceName(order)} · ${text.order.status[order.status]} · ${text.order.fulfilledBy[order.fulfilledBy]}`;
  return [head, ...items, ...rest, ...total, ...shipByLine(order, facts), ...programs].join('\n');
}

function shipByLine(order: Order, { now, text }: { readonly now: Date; readonly text: Text }): string[] {
  if (order.shipBy === undefined) return [];
  const hours = Math.trunc((order.shipBy.getTime() - now.getTime()) / HOUR_MS);
  const late = order.shipBy < now;
  return [text.order.shipBy(moment(order.shipBy), late ? text.order.overdue(-hours) : text.order.hoursLeft(hours))];
}

/** Whether the buyer asked for the cancellation at Amazon, in a line. */
export function buyerRequestLine(order: Order, text: Text): string {
  const reason = order.items.find((item) => item.buyerCancelReason !== undefined)?.buyerCancelReason;
  return isBuyerRequested(order)
    ? text.order.buyerRequest(reason === undefined ? undefined : escaped(cut(reason, 100)))
    : text.order.noBuyerRequest;
}

/** Whether the order may be cancelled, and what speaks against it or should be known. */
export function verdictLines(checked: Verdict, text: Text): string {
  if (checked.kind === 'may-cancel') return [text.mayCancel, ...checked.warnings.map((warning) => `• ${text.warning[warning]}`)].join('\n');
  const by = checked.cancelledBy === undefined ? undefined : text.cancelledBy[checked.cancelledBy];
  return `${text.mayNot} ${text.obstacle[checked.rule](by, checked.program)}`;
}

/** The age of a copy. */
export function readAtLine(copy: OrderCopy, text: Text): string {
  return text.order.readAt(moment(copy.readAt));
}

/** A rate in percent as people read it. */
export function percentText(rate: RateCount, text: Text): string {
  const value = percent(rate);
  return value === undefined ? text.effect.noRate : `${value} %`;
}

/** A target in percent: 25 / 1000 is `2.5 %`. */
export function targetText(target: RateTarget): string {
  return `${(target.numerator * 100) / target.denominator} %`;
}

/** The rate before and after, its source, and what it takes when the target is missed. */
export function rateLines(rate: RateSnapshot | undefined, text: Text): string {
  if (rate === undefined) return text.effect.rateUnknown;
  const count = (one: RateCount) => ({ ...one, percent: percentText(one, text) });
  const facts = {
    before: count(rate.before),
    after: count(rate.after),
    target: targetText(rate.target),
    room: roomLeft(rate.after, rate.target),
  };
  const missed = isUnder(rate.after, rate.target) ? [] : [text.effect.neededOrders(ordersNeeded(rate.after.counted, rate.target))];
  return [text.effect.rate(facts), ...missed, `_${text.effect.source[rate.source](moment(rate.asOf))}_`].join('\n');
}

/** The reason with its sub-reason. */
export function reasonText(one: Pick<CancellationCase, 'reason' | 'subReason'>, text: Text): string {
  const sub = one.subReason === undefined ? [] : [text.subReason[one.subReason] ?? one.subReason];
  return [text.reason[one.reason], ...sub].join(' · ');
}

/** A link to the order in its marketplace's Seller Central. */
export function amazonLink(order: { readonly marketplaceId: Order['marketplaceId']; readonly orderId: string }): string | undefined {
  return sellerCentralLink(order);
}

/** What a case's detail means to people: our own codes as sentences, Amazon's words as they are. */
export function detailText(detail: string, text: Text): string {
  const known = text.detail[detail];
  if (known !== undefined) return known;
  const obstacle = Object.entries(text.obstacle).find(([rule]) => rule === detail)?.[1];
  return obstacle === undefined ? escaped(cut(detail, 500)) : obstacle(undefined, undefined);
}
