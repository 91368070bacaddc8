import { type BatchId, batchIdSchema, caseIdSchema, type ChannelId, channelIdSchema, type UserId } from '../../domain/ids.js';
import { findOrderIds } from '../../domain/order-ids.js';
import { ordersLike, otherOrdersOf } from '../../use-cases/request/orders-of-sku.js';
import { type BatchWish, startBatch } from '../../use-cases/request/start-batch.js';
import { uncarried } from '../carried.js';
import type { ActionHandler } from '../dispatch.js';
import { fillModal, openModal } from '../modal.js';
import type { ActionRequest } from '../requests.js';
import { sayView } from '../say.js';
import type { Surface } from '../surface.js';
import { batchView, loadingBatchView } from './batch-view.js';
import { createPresenter } from './presenter.js';

/** Who wants to cancel several orders, and where that is followed. */
export interface BatchStart {
  readonly userId: UserId;
  readonly teamId: string;
  readonly channelId: ChannelId;
}

/** The ways into a request for several orders. */
export interface BatchHandlers {
  /** Opens the window at once; which orders it is about is found out in it. */
  readonly open: (start: BatchStart & { readonly triggerId: string; readonly onTop?: boolean }, find: FindOrders) => Promise<void>;
  /** In a window that is open and shows `loadingBatchView`. */
  readonly begin: (start: BatchStart & BatchWish & { readonly batchId: BatchId; readonly viewId: string }) => Promise<void>;
  /** All the ids of a list to pick from. */
  readonly cancelSeveral: ActionHandler;
  /** In the list of a SKU. */
  readonly cancelSku: ActionHandler;
  /** On the message about an order that was out of stock. */
  readonly otherOrders: ActionHandler;
}

type FindOrders = () => Promise<BatchWish>;

export function batchHandlers(surface: Surface): BatchHandlers {
  const { desk, views } = surface;
  const { atOnce, shownTo, show } = createPresenter(surface);
  const begin: BatchHandlers['begin'] = async ({ viewId, ...start }) => {
    if (start.orderIds.length === 0) {
      const shown = await shownTo(start.userId);
      return await show(viewId, sayView(shown.text.batch.noOther, { ...shown, title: shown.text.batch.title }));
    }
    const [step, shown] = await Promise.all([startBatch(desk, start), shownTo(start.userId)]);
    await show(viewId, batchView(step, { ...shown, accounts: desk.accounts.all() }));
  };
  const open: BatchHandlers['open'] = async ({ triggerId, onTop = false, ...start }, find) => {
    const batchId = batchIdSchema.parse(desk.ids.next());
    const viewId = await openModal(views, { triggerId, view: loadingBatchView(batchId, atOnce(start.userId)), onTop });
    await fillModal(viewId, async () => await begin({ ...start, ...(await find()), batchId, viewId }));
  };
  const openFrom = async (request: ActionRequest, find: FindOrders): Promise<void> => {
    const channelId = request.channelId ?? uncarried(request.view?.privateMetadata)?.channelId ?? channelIdSchema.parse(request.userId);
    await open({ ...request, channelId, onTop: request.view !== undefined }, find);
  };
  return {
    open,
    begin,
    cancelSeveral: async (request, ack) => {
      await ack();
      const orderIds = findOrderIds(request.value ?? '').ids;
      await openFrom(request, async () => ({ orderIds, tick: true }));
    },
    cancelSku: async (request, ack) => {
      await ack();
      const filter = uncarried(request.view?.privateMetadata)?.filter;
      if (filter?.sku !== undefined) await openFrom(request, async () => ({ orderIds: await ordersLike(desk, filter), tick: false }));
    },
    otherOrders: async (request, ack) => {
      await ack();
      const caseId = caseIdSchema.safeParse(request.actionId.split(':')[1]).data;
      await openFrom(request, async () => ({ orderIds: (caseId && (await otherOrdersOf(desk, caseId))) ?? [], tick: false }));
    },
  };
}
