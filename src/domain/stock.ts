import type { Order } from './order.js';

/** What an agent wants done with the units of one SKU that are on sale. Never preselected. */
export type StockChange =
  /** With the calendar day on which somebody wants to be reminded to put it back, if any. */
  | { readonly kind: 'zero'; readonly sku: string; readonly restockOn?: string | undefined }
  | { readonly kind: 'lower'; readonly sku: string; readonly by: number };

/** Where the stock of a case stands. It moves only after the case is cancelled. */
export const STOCK_STATES = [
  /** The units are left alone. */
  'none',
  /** To be changed once the cancellation is read back. */
  'waiting',
  /** Written down before the call: Amazon may or may not have been told. From here it is only looked at. */
  'changing',
  /** Amazon was seen to have the quantity. */
  'done',
  /** Amazon refused, or has no such SKU of ours: nothing was changed. */
  'failed',
  /** Told, or maybe told, and not seen at Amazon: a person looks. */
  'uncertain',
  /** Somebody wants the quantity from before again. */
  'to_put_back',
  /** As `changing`, the other way. */
  'putting_back',
  'put_back',
  /** A person has seen to it. */
  'by_hand',
] as const;
export type StockState = (typeof STOCK_STATES)[number];

/** The stock of a case. */
export interface CaseStock {
  readonly state: StockState;
  readonly change: StockChange | undefined;
  /** Units on sale before the change. */
  readonly before: number | undefined;
  /** What Amazon is told; written down before the call. */
  readonly target: number | undefined;
  readonly detail: string | undefined;
  readonly attempts: number;
  readonly nextTryAt: Date | undefined;
}

/** The only moves there are. The database checks where each starts. */
const LEGAL_MOVES: Readonly<Record<StockState, readonly StockState[]>> = {
  none: [],
  // Done at once where Amazon has the quantity already; uncertain where it may have been told before a break in what is on record.
  waiting: ['changing', 'done', 'failed', 'uncertain'],
  // Back only when Amazon surely was not told.
  changing: ['waiting', 'done', 'failed', 'uncertain'],
  done: ['to_put_back'],
  // Nothing was changed, so a person may have it tried again, or do it by hand.
  failed: ['waiting', 'by_hand'],
  // Seen after all when a person had it looked at once more, or sees to it.
  uncertain: ['done', 'put_back', 'by_hand'],
  // Not put back where somebody has set another quantity meanwhile.
  to_put_back: ['putting_back', 'done'],
  putting_back: ['to_put_back', 'done', 'put_back', 'uncertain'],
  put_back: [],
  by_hand: [],
};

/** True while something is still to happen by itself. Until then no other case changes the same units: it could overwrite what is not seen at Amazon yet. */
export function isStockOpen(state: StockState): boolean {
  return ['waiting', 'changing', 'to_put_back', 'putting_back'].includes(state);
}

/** True when the stock of a case may go from one state to the other. */
export function isLegalStockMove(from: StockState, to: StockState): boolean {
  return LEGAL_MOVES[from].includes(to);
}

/** The stock of a new case. */
export function newStock(change: StockChange | undefined): CaseStock {
  const nothing = { before: undefined, target: undefined, detail: undefined, attempts: 0, nextTryAt: undefined };
  return { state: change === undefined ? 'none' : 'waiting', change, ...nothing };
}

/** The quantity to set, of what is on sale now. */
export function targetOf(change: StockChange, quantity: number): number {
  return change.kind === 'zero' ? 0 : Math.max(0, quantity - change.by);
}

/** Whether the quantity from before may be put back. */
export function canPutBack({ state, before, target }: CaseStock): boolean {
  return state === 'done' && before !== undefined && before !== target;
}

/** Whether it may be tried again: what is lowered would be lowered twice if somebody has done it by hand meanwhile. */
export function canTryStockAgain({ state, change }: Pick<CaseStock, 'state' | 'change'>): boolean {
  return state === 'failed' && change?.kind === 'zero';
}

/** Whether a person may say that they saw to it. */
export function canSettleStock({ state }: Pick<CaseStock, 'state'>): boolean {
  return isLegalStockMove(state, 'by_hand');
}

/** The calendar day on which somebody is to be reminded to put the quantity back; undefined where there is nothing to put back. */
export function restockDay(stock: CaseStock): string | undefined {
  return stock.change?.kind === 'zero' && canPutBack(stock) ? stock.change.restockOn : undefined;
}

/** Whether a reminder is wanted for a day that is not to come any more: tomorrow is the first that is. */
export function isRestockTooEarly(change: StockChange | undefined, today: string): boolean {
  return change?.kind === 'zero' && change.restockOn !== undefined && change.restockOn <= today;
}

/** The choice with the day on which the units are to be back; only what is set to 0 has one. */
export function withRestockDay(change: StockChange | undefined, day: string | undefined): StockChange | undefined {
  return change?.kind === 'zero' && day !== undefined ? { ...change, restockOn: day } : change;
}

/** A choice by its key in a form. */
export interface OfferedStock {
  readonly key: string;
  readonly change: StockChange;
}

/** Longer SKUs are not offered: Amazon allows 40 characters. */
const SKU_MAX = 100;
/** SKUs of an order that are offered. */
const SKUS_AT_MOST = 10;

/** What may be chosen for an order: for each of its SKUs to 0, lower by one, lower by what was ordered. Never of units at Amazon's. */
export function offeredStock(order: Order): readonly OfferedStock[] {
  if (order.fulfilledBy !== 'MERCHANT') return [];
  const ordered = new Map<string, number>();
  for (const { sku, quantityOrdered } of order.items)
    if (sku !== undefined && sku !== '' && sku.length <= SKU_MAX) ordered.set(sku, (ordered.get(sku) ?? 0) + quantityOrdered);
  return [...ordered]
    .slice(0, SKUS_AT_MOST)
    .flatMap(([sku, quantity]) => [
      { key: `zero:${sku}`, change: { kind: 'zero', sku } as const },
      ...[...new Set([1, quantity])]
        .filter((by) => by > 0)
        .map((by) => ({ key: `lower-${by}:${sku}`, change: { kind: 'lower', sku, by } as const })),
    ]);
}

/** The choice of this key; undefined: the units are left alone. */
export function pickStock(order: Order, key: string | undefined): StockChange | undefined {
  return offeredStock(order).find((one) => one.key === key)?.change;
}

/** The key of a choice among those that are offered. */
export function stockKey(order: Order, change: StockChange | undefined): string | undefined {
  const same = (one: StockChange): boolean =>
    one.sku === change?.sku && one.kind === change.kind && (one.kind !== 'lower' || change.kind !== 'lower' || one.by === change.by);
  return offeredStock(order).find((one) => same(one.change))?.key;
}
