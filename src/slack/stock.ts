import type { KnownBlock } from '@slack/types';
import type { CancellationCase } from '../domain/cancellation.js';
import { findMarketplace } from '../domain/marketplaces.js';
import type { Order } from '../domain/order.js';
import type { PickedReason } from '../domain/reason.js';
import { offeredStock, type StockChange, stockKey } from '../domain/stock.js';
import { option, plain } from './blocks.js';
import { dayText, detailText } from './facts.js';
import { ACTIONS } from './ids.js';
import { inCode, LIMITS } from './limits.js';
import type { Text } from './text/text.js';

/** The value of the choice to leave the units alone. */
const LEAVE = 'leave';
const SKU_SHOWN = 50;

/** What Amazon does with the units for this code, and what else was chosen. */
export function stockLines(picked: Pick<PickedReason, 'amazonRestocks'>, change: StockChange | undefined, text: Text): string {
  const effect = picked.amazonRestocks ? text.effect.restocks : text.effect.keepsStock;
  return [effect, ...changeText(change, text)].join(' ');
}

/** What was chosen, in a sentence; none where the units are left alone. */
export function changeText(change: StockChange | undefined, text: Text): string[] {
  if (change === undefined) return [];
  const sku = inCode(change.sku, SKU_SHOWN);
  if (change.kind === 'lower') return [text.stock.lower(sku, change.by)];
  const back = change.restockOn === undefined ? [] : [text.ways.restock.backOn(dayText(change.restockOn, text))];
  return [[text.stock.zero(sku), ...back].join(' ')];
}

/** The day on which what is set to 0 is to be back; none for any other choice. */
export function restockField(change: StockChange | undefined, text: Text): KnownBlock | undefined {
  if (change?.kind !== 'zero') return undefined;
  const { restockOn: day } = change;
  return {
    type: 'input',
    // Another block for another SKU, so that Slack does not keep the old day.
    block_id: `${ACTIONS.restockOn}.${change.sku}`,
    optional: true,
    label: plain(text.ways.restock.label, LIMITS.inputLabel),
    hint: plain(text.ways.restock.hint, LIMITS.inputHint),
    element: { type: 'datepicker', action_id: ACTIONS.restockOn, ...(day !== undefined && { initial_date: day }) },
  };
}

/** A defective unit that Amazon would put back on sale. */
export function ghostLine({ reason, amazonRestocks }: PickedReason, text: Text): string[] {
  return reason === 'defect' && amazonRestocks ? [text.stock.ghost] : [];
}

/** The choice of what becomes of the units on sale; none where there is nothing of ours on sale. */
export function stockField(
  facts: { readonly order: Order; readonly reason: string; readonly change: StockChange | undefined },
  text: Text,
): KnownBlock | undefined {
  const offered = offeredStock(facts.order);
  const region = findMarketplace(facts.order.marketplaceId)?.region;
  if (offered.length === 0 || region === undefined) return undefined;
  const say = ({ kind, sku, ...rest }: StockChange): string =>
    kind === 'lower' && 'by' in rest ? text.stock.choice.lower(sku, rest.by) : text.stock.choice.zero(sku);
  const options = [option(LEAVE, text.stock.leave), ...offered.map(({ key, change }) => option(key, say(change)))];
  const key = stockKey(facts.order, facts.change);
  const picked = options.find((one) => one.value === key);
  return {
    type: 'input',
    // Another block for another reason, so that Slack does not keep the old choice.
    block_id: `${ACTIONS.stock}.${facts.reason}`,
    optional: true,
    // What is set to 0 may have a day on which it is to be back.
    dispatch_action: true,
    label: plain(text.stock.label, LIMITS.inputLabel),
    hint: plain(text.stock.hint[region], LIMITS.inputHint),
    element: {
      type: 'static_select',
      action_id: ACTIONS.stock,
      placeholder: plain(text.stock.leave, 150),
      options,
      ...(picked && { initial_option: picked }),
    },
  };
}

/** Where the stock of a case stands; nothing where the units are left alone. */
export function caseStockLine(one: CancellationCase, text: Text): string[] {
  const { state, change, before, target, detail } = one.stock;
  if (state === 'none' || change === undefined) return [];
  const said = one.state === 'cancelled' && state === 'waiting' ? text.stock.next : text.stock.state[state];
  const shown = ['changing', 'done', 'uncertain', 'to_put_back', 'putting_back'].includes(state);
  const numbers = shown && before !== undefined && target !== undefined ? [text.stock.quantities(before, target)] : [];
  const why = detail === undefined ? [] : [detailText(detail, text)];
  return [[text.label(text.stock.label, changeText(change, text).join('')), ...numbers, said, ...why].join(' ')];
}
