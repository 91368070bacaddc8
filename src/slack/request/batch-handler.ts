import { type BatchId, batchIdSchema, caseIdSchema, type ChannelId, channelIdSchema, type UserId } from '../../domain/ids.js';
import { findOrderIds } from '../../domain/order-ids.js';
import { confirmBatch, type ConfirmBatchOutcome } from '../../use-cases/request/confirm-batch.js';
import { backToBatch, editBatch, type EditBatchOutcome, previewBatch } from '../../use-cases/request/edit-batch.js';
import { ordersOfSku, otherOrdersOf } from '../../use-cases/request/orders-of-sku.js';
import { type BatchWish, startBatch } from '../../use-cases/request/start-batch.js';
import { notShownLine } from '../account-facts.js';
import { uncarried } from '../carried.js';
import type { ActionHandler, SubmissionHandler } from '../dispatch.js';
import { fillModal, openModal } from '../modal.js';
import type { ActionRequest } from '../requests.js';
import { sayView } from '../say.js';
import type { Surface } from '../surface.js';
import { batchConfirmView, batchRequestedView } from './batch-confirm-view.js';
import { batchEntry, batchKeyOf } from './batch-form.js';
import { batchView, loadingBatchView, workingBatchView } from './batch-view.js';
import { createPresenter } from './presenter.js';

/** Who wants to cancel several orders, and where that is followed. */
export interface BatchStart {
  readonly userId: UserId;
  readonly teamId: string;
  readonly channelId: ChannelId;
}

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
  /** A tick or the reason was changed. */
  readonly edited: ActionHandler;
  readonly submitted: SubmissionHandler;
  readonly back: ActionHandler;
  readonly confirm: ActionHandler;
}

type FindOrders = () => Promise<BatchWish>;

export function batchHandlers(surface: Surface): BatchHandlers {
  const { desk, views } = surface;
  const { atOnce, shownTo, show } = createPresenter(surface);
  const shownWith = async (userId: UserId) => ({ ...(await shownTo(userId)), accounts: desk.accounts.all() });

  const begin: BatchHandlers['begin'] = async ({ viewId, ...start }) => {
    if (start.orderIds.length === 0) {
      const shown = await shownTo(start.userId);
      return await show(viewId, sayView(shown.text.batch.noOther, { ...shown, title: shown.text.batch.title }));
    }
    const [step, shown] = await Promise.all([startBatch(desk, start), shownWith(start.userId)]);
    await show(viewId, batchView(step, shown));
  };
  const open: BatchHandlers['open'] = async ({ triggerId, onTop = false, ...start }, find) => {
    const batchId = batchIdSchema.parse(desk.ids.next());
    const viewId = await openModal(views, { triggerId, view: loadingBatchView(batchId, atOnce(start.userId)), onTop });
    await fillModal(viewId, async () => await begin({ ...start, ...(await find()), batchId, viewId }));
  };
  const showEdited = async (at: { readonly viewId: string; readonly userId: UserId }, outcome: EditBatchOutcome): Promise<void> => {
    const shown = await shownWith(at.userId);
    switch (outcome.kind) {
      case 'batch-step':
        return await show(at.viewId, batchView(outcome.step, { ...shown, problem: outcome.problem }));
      case 'confirm-step':
        return await show(at.viewId, batchConfirmView(outcome.step, shown));
      case 'gone':
        return await show(at.viewId, sayView(shown.text.request.gone, shown));
    }
  };
  const showConfirmed = async (at: { readonly viewId: string; readonly userId: UserId }, outcome: ConfirmBatchOutcome): Promise<void> => {
    const shown = await shownWith(at.userId);
    const { text, accounts } = shown;
    switch (outcome.kind) {
      case 'requested':
        return await show(at.viewId, batchRequestedView(outcome, shown));
      case 'changed':
        return await show(at.viewId, batchView(outcome.step, { ...shown, changed: true }));
      case 'nobody-may-approve':
        return await show(at.viewId, sayView(text.request.nobodyMayApprove, shown));
      case 'failed':
        return await show(at.viewId, sayView(notShownLine(outcome.failure, { orderId: outcome.orderId, accounts, text }), shown));
      case 'gone':
        return await show(at.viewId, sayView(text.request.gone, shown));
    }
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
      await openFrom(request, async () => ({ orderIds: await ordersOfSku(desk, request.value ?? ''), tick: false }));
    },
    otherOrders: async (request, ack) => {
      await ack();
      const caseId = caseIdSchema.safeParse(request.actionId.split(':')[1]).data;
      await openFrom(request, async () => ({ orderIds: (caseId && (await otherOrdersOf(desk, caseId))) ?? [], tick: false }));
    },
    edited: async (request, ack) => {
      await ack();
      const at = batchKeyOf(request);
      if (at !== undefined) await showEdited(at, await editBatch(desk, { ...at.key, entry: batchEntry(at.values) }));
    },
    submitted: async (request, ack) => {
      const at = batchKeyOf(request);
      if (at === undefined) return await ack();
      await ack({ response_action: 'update', view: workingBatchView(at.key.batchId, atOnce(request.userId)) });
      await showEdited(at, await previewBatch(desk, { ...at.key, entry: batchEntry(at.values) }));
    },
    back: async (request, ack) => {
      await ack();
      const at = batchKeyOf(request);
      if (at !== undefined) await showEdited(at, await backToBatch(desk, at.key));
    },
    confirm: async (request, ack) => {
      await ack();
      const at = batchKeyOf(request);
      if (at === undefined) return;
      await show(at.viewId, workingBatchView(at.key.batchId, atOnce(request.userId)));
      await showConfirmed(at, await confirmBatch(desk, at.key));
    },
  };
}
