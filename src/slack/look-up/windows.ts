import type { ChannelId, OrderId, UserId } from '../../domain/ids.js';
import { findOrder } from '../../use-cases/look-up/find-order.js';
import { listOrders } from '../../use-cases/look-up/list-orders.js';
import { openModal, showInModal } from '../modal.js';
import { type Labelled, sayView } from '../say.js';
import type { Surface } from '../surface.js';
import type { OpenList } from './form.js';
import { listView, loadingListView } from './list-view.js';
import { pickView } from './pick-view.js';
import { lookingUpView, orderView, type Shown } from './view.js';

/** Somebody who has just asked for a window, and where what begins in it is followed. */
export interface Waiting {
  readonly userId: UserId;
  readonly triggerId: string;
  readonly channelId: ChannelId;
  /** Asked in a window, which stays below. */
  readonly onTop?: boolean;
}

/** The windows of looking up. Each is open before anything is read. */
export interface Windows {
  /** With what is known already, for what must not wait. */
  atOnce(userId: UserId): Labelled;
  shownTo(userId: UserId): Promise<Shown>;
  openOrder(waiting: Waiting, orderId: OrderId): Promise<void>;
  openPick(waiting: Waiting, orderIds: readonly OrderId[]): Promise<void>;
  openList(waiting: Waiting, wish: Pick<OpenList, 'filter' | 'start'>): Promise<void>;
  showList(userId: UserId, list: OpenList): Promise<void>;
  openNoId(waiting: Waiting): Promise<void>;
}

export function createWindows({ desk, views, languages, practice }: Surface): Windows {
  const atOnce: Windows['atOnce'] = (userId) => ({ text: languages.known(userId), practice });
  const shownTo: Windows['shownTo'] = async (userId) => ({
    text: await languages.of(userId),
    practice,
    now: desk.clock.now(),
    accounts: desk.accounts.all(),
  });
  const showList: Windows['showList'] = async (userId, { viewId, ...wish }) => {
    const [list, shown] = await Promise.all([listOrders(desk, wish), shownTo(userId)]);
    await showInModal(views, { viewId, view: listView(list, { ...shown, carries: wish }) });
  };
  return {
    atOnce,
    shownTo,
    showList,
    openList: async ({ channelId, ...waiting }, wish) => {
      const carries = { channelId, filter: wish.filter };
      const viewId = await openModal(views, { ...waiting, view: loadingListView(carries, atOnce(waiting.userId)) });
      await showList(waiting.userId, { ...wish, channelId, viewId });
    },
    openOrder: async ({ channelId, ...waiting }, orderId) => {
      const carries = { channelId };
      const viewId = await openModal(views, { ...waiting, view: lookingUpView(orderId, { ...atOnce(waiting.userId), carries }) });
      const [outcome, shown] = await Promise.all([findOrder(desk, orderId), shownTo(waiting.userId)]);
      await showInModal(views, { viewId, view: orderView(outcome, { ...shown, carries }) });
    },
    openPick: async ({ channelId, ...waiting }, orderIds) => {
      await openModal(views, { ...waiting, view: pickView(orderIds, { ...atOnce(waiting.userId), carries: { channelId } }) });
    },
    openNoId: async (waiting) => {
      const at = atOnce(waiting.userId);
      await openModal(views, { ...waiting, view: sayView(at.text.lookUp.noIdInMessage, { ...at, title: at.text.order.title }) });
    },
  };
}
