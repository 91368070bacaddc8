import type { ActionsBlock, Button, KnownBlock, ModalView, StaticSelect } from '@slack/types';
import { isBuyerRequested } from '../../domain/order.js';
import type { ListedOrder, OrderList } from '../../use-cases/look-up/list-orders.js';
import { connectedMarketplaces } from '../account-facts.js';
import { button, context, modal, moment, option, plain, section } from '../blocks.js';
import { type Carried, carriedText } from '../carried.js';
import { marketplaceName, money, orderItems, shipByLine } from '../facts.js';
import { ACTIONS } from '../ids.js';
import { inCode, inLine } from '../limits.js';
import { type Labelled, practiceBlock, waitingText } from '../say.js';
import type { Text } from '../text/text.js';
import { EVERY_MARKETPLACE, placeValue, whichOf } from './form.js';
import type { Shown } from './view.js';

const ACCOUNT_SHOWN = 40;
const SKU_SHOWN = 60;

/** What is open before the list is read. */
export function loadingListView(carries: Carried, shown: Labelled): ModalView {
  const { text } = shown;
  const said = section(waitingText(text.lookUp.loadingList, 'nothing-done', text));
  return modal({ title: text.lookUp.listTitle, close: text.close, carries: carriedText(carries), blocks: [practiceBlock(shown), said] });
}

/** A page of the orders that are to be shipped, with its filters and the ways to the pages beside it. */
export function listView(list: OrderList, shown: Shown & { readonly carries: Carried }): ModalView {
  const { text } = shown;
  const { filter, orders } = list;
  const { lookUp } = text;
  const sku = filter.sku === undefined ? [] : [lookUp.sku(inCode(filter.sku, SKU_SHOWN))];
  return modal({
    title: lookUp.listTitle,
    close: text.close,
    carries: carriedText({ ...shown.carries, filter }),
    blocks: [
      practiceBlock(shown),
      section([lookUp.heading, ...sku].join(' ')),
      fillingBlock(list, text),
      filtersBlock(list, shown),
      ...(orders.length === 0 ? [section(emptyText(list, text))] : orders.flatMap((one) => orderBlocks(one, shown))),
      pagesBlock(list, text),
      ageBlock(list, text),
    ],
  });
}

/** While older orders are still being filled in, and so the soonest ship-by may be missing. */
function fillingBlock({ reach }: OrderList, text: Text): KnownBlock | undefined {
  if (!reach.filling) return undefined;
  const count = new Intl.NumberFormat(text.locale).format(reach.copied ?? 0);
  return section(text.lookUp.filling(count, reach.from === undefined ? undefined : moment(reach.from)));
}

function emptyText({ filter, reach }: OrderList, { lookUp }: Text): string {
  if (reach.filling) return lookUp.emptySoFar;
  if (filter.sku !== undefined) return `${lookUp.emptyFiltered} ${lookUp.skuExact}`;
  return whichOf(filter) === 'all' && filter.marketplaceId === undefined ? lookUp.empty : lookUp.emptyFiltered;
}

function filtersBlock({ filter }: OrderList, { text, accounts }: Shown): ActionsBlock {
  const { lookUp } = text;
  const marketplaces = connectedMarketplaces(accounts).map((one) => option(one.id, `Amazon ${one.country}`));
  const which = Object.entries(lookUp.which).map(([value, said]) => option(value, said));
  return {
    type: 'actions',
    block_id: 'list_filters',
    elements: [
      select({ actionId: ACTIONS.listWhich, label: lookUp.whichLabel, options: which, chosen: whichOf(filter) }),
      ...(marketplaces.length < 2
        ? []
        : [
            select({
              actionId: ACTIONS.listMarketplace,
              label: lookUp.marketplaceLabel,
              options: [option(EVERY_MARKETPLACE, lookUp.everyMarketplace), ...marketplaces],
              chosen: filter.marketplaceId ?? EVERY_MARKETPLACE,
            }),
          ]),
      ...(filter.sku === undefined
        ? []
        : [
            button({ actionId: ACTIONS.listEverySku, text: lookUp.everySku }),
            button({ actionId: ACTIONS.cancelSku, text: text.batch.cancelSeveral }),
          ]),
    ],
  };
}

function select(of: {
  readonly actionId: string;
  readonly label: string;
  readonly options: readonly ReturnType<typeof option>[];
  readonly chosen: string;
}): StaticSelect {
  const chosen = of.options.find((one) => one.value === of.chosen);
  return {
    type: 'static_select',
    action_id: of.actionId,
    placeholder: plain(of.label, 150),
    options: [...of.options],
    ...(chosen && { initial_option: chosen }),
  };
}

function orderBlocks({ copy, verdict }: ListedOrder, shown: Shown): KnownBlock[] {
  const { text, accounts } = shown;
  const { order, accountId } = copy;
  const { orderId } = order;
  const account = accounts.length > 1 ? accounts.find((one) => one.id === accountId) : undefined;
  const head = [
    `*${orderId}*`,
    `Amazon ${marketplaceName(order)}`,
    ...(account === undefined ? [] : [inLine(account.name, ACCOUNT_SHOWN)]),
    ...(order.total === undefined ? [] : [money(order.total, text)]),
    ...(order.shipBy === undefined ? [text.lookUp.noShipBy] : shipByLine(order, shown)),
  ];
  const may = verdict.kind === 'may-cancel' ? text.lookUp.mayCancel : text.lookUp.obstacle[verdict.rule];
  const marks = [may, ...(isBuyerRequested(order) ? [text.lookUp.buyerAsked] : [])];
  const buttons: Button[] = [
    button({ actionId: `${ACTIONS.openOrder}:${orderId}`, text: text.lookUp.open, value: orderId }),
    ...(verdict.kind === 'may-cancel'
      ? [button({ actionId: `${ACTIONS.cancelOrder}:${orderId}`, text: text.order.cancel, value: orderId, style: 'danger' })]
      : []),
  ];
  return [section([head.join(' · '), ...orderItems(order, text), marks.join(' · ')].join('\n')), { type: 'actions', elements: buttons }];
}

function pagesBlock({ previous, next }: OrderList, { lookUp }: Text): KnownBlock | undefined {
  const buttons = [
    ...(previous === undefined ? [] : [button({ actionId: ACTIONS.listPrevious, text: lookUp.previous, value: placeValue(previous) })]),
    ...(next === undefined ? [] : [button({ actionId: ACTIONS.listNext, text: lookUp.nextPage, value: placeValue(next) })]),
  ];
  return buttons.length === 0 ? undefined : { type: 'actions', elements: buttons };
}

/** The age of what is shown: of the whole mirror once it says so, else of the oldest copy. */
function ageBlock({ orders, reach }: OrderList, text: Text): KnownBlock | undefined {
  if (reach.to !== undefined) return context(text.lookUp.copiesUpTo(moment(reach.to)));
  const [oldest] = orders.map(({ copy }) => copy.readAt).toSorted((one, other) => one.getTime() - other.getTime());
  return oldest === undefined ? undefined : context(text.lookUp.copiesFrom(moment(oldest)));
}
