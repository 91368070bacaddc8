import type { Account } from '../../domain/account.js';
import { orderIdSchema } from '../../domain/ids.js';
import { MARKETPLACES } from '../../domain/marketplaces.js';
import { EVERY_ORDER, type ListPlace, type OrderFilter, type PageStart, TOP } from '../../domain/order-list.js';
import { connectedMarketplaces } from '../account-facts.js';
import { type Carried, uncarried } from '../carried.js';
import { ACTIONS } from '../ids.js';
import type { ActionRequest } from '../requests.js';
import type { Which } from '../text/look-up-text.js';

/** What was typed after the command, where it is no order id. */
export type TypedFilter =
  | { readonly kind: 'filter'; readonly filter: OrderFilter }
  | { readonly kind: 'unknown' | 'twice' | 'not-connected'; readonly word: string };

/** Words, and SKUs that may stand between quotation marks of any sort; a full-width colon is one, too. */
const PIECES = /sku[:：]\s*(?:["“”„«»](?<quoted>[^"“”„«»]+)["“”„«»]|(?<plain>\S+))|(?<word>[^\s,，、]+)/giu;
/** Amazon's own limit is 40 characters. */
const SKU_MAX = 100;
/** People say UK where ISO says GB. */
const ALIASES: Readonly<Record<string, string>> = { UK: 'GB' };

/** Reads the filters of a list: `late de`, `sku:ABC requested`. */
export function typedFilter(typed: string, accounts: readonly Account[]): TypedFilter {
  let filter = EVERY_ORDER;
  for (const { groups = {}, 0: piece } of typed.matchAll(PIECES)) {
    const sku = (groups['quoted'] ?? groups['plain'])?.trim();
    const added = sku === undefined ? withWord(filter, groups['word'] ?? '', accounts) : withSku(filter, sku, piece);
    if (added.kind !== 'filter') return added;
    filter = added.filter;
  }
  return { kind: 'filter', filter };
}

function withSku(filter: OrderFilter, sku: string, piece: string): TypedFilter {
  if (sku.length === 0 || sku.length > SKU_MAX) return { kind: 'unknown', word: piece };
  return filter.sku === undefined ? { kind: 'filter', filter: { ...filter, sku } } : { kind: 'twice', word: piece };
}

function withWord(filter: OrderFilter, word: string, accounts: readonly Account[]): TypedFilter {
  const lower = word.toLowerCase();
  if (lower === 'late') return { kind: 'filter', filter: { ...filter, late: true } };
  if (lower === 'requested') return { kind: 'filter', filter: { ...filter, requested: true } };
  const upper = word.toUpperCase();
  const country = ALIASES[upper] ?? upper;
  const found = MARKETPLACES.find((one) => one.country === country);
  if (found === undefined) return { kind: 'unknown', word };
  if (!connectedMarketplaces(accounts).includes(found)) return { kind: 'not-connected', word: country };
  if (filter.marketplaceId !== undefined) return { kind: 'twice', word };
  return { kind: 'filter', filter: { ...filter, marketplaceId: found.id } };
}

/** The first filter as one choice. */
export function whichOf({ requested, late }: OrderFilter): Which {
  if (requested) return late ? 'requested-late' : 'requested';
  return late ? 'late' : 'all';
}

/** The value of the choice that leaves every marketplace in. */
export const EVERY_MARKETPLACE = 'all';

/** A place in the list as the value of a button. */
export function placeValue({ shipBy, orderId }: ListPlace): string {
  return `${orderId} ${shipBy?.toISOString() ?? ''}`;
}

function placeFrom(value: string): ListPlace {
  const [orderId, shipBy = ''] = value.split(' ');
  return { orderId: orderIdSchema.parse(orderId), shipBy: shipBy === '' ? undefined : new Date(shipBy) };
}

/** The list in an open modal, as it is wanted after a click. */
export interface OpenList extends Required<Carried> {
  readonly viewId: string;
  readonly start: PageStart;
}

/** What the list is to show after a click or a choice in it; undefined for a modal that has no list. */
export function listAfter({ view, actionId, value = '' }: ActionRequest): OpenList | undefined {
  const carried = uncarried(view?.privateMetadata);
  if (view === undefined || carried === undefined) return undefined;
  const which = view.values.get(ACTIONS.listWhich) ?? whichOf(carried.filter);
  const marketplace = view.values.get(ACTIONS.listMarketplace) ?? carried.filter.marketplaceId;
  const filter = {
    sku: actionId === ACTIONS.listEverySku ? undefined : carried.filter.sku,
    requested: which === 'requested' || which === 'requested-late',
    late: which === 'late' || which === 'requested-late',
    marketplaceId: MARKETPLACES.find((one) => one.id === marketplace)?.id,
  };
  return { viewId: view.id, channelId: carried.channelId, filter, start: startAfter(actionId, value) };
}

function startAfter(actionId: string, value: string): PageStart {
  if (actionId === ACTIONS.listNext) return { kind: 'after', place: placeFrom(value) };
  return actionId === ACTIONS.listPrevious ? { kind: 'before', place: placeFrom(value) } : TOP;
}
