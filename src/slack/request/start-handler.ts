import {
  batchIdSchema,
  type ChannelId,
  channelIdSchema,
  type DraftId,
  draftIdSchema,
  type OrderId,
  type UserId,
} from '../../domain/ids.js';
import { findOrderIds } from '../../domain/order-ids.js';
import { startRequest } from '../../use-cases/request/start.js';
import { notShownLine } from '../account-facts.js';
import { uncarried } from '../carried.js';
import type { ActionHandler, CommandHandler, SubmissionHandler } from '../dispatch.js';
import { ACTIONS } from '../ids.js';
import { cut, escaped } from '../limits.js';
import { fillModal, openModal } from '../modal.js';
import type { ActionRequest, ShortcutRequest } from '../requests.js';
import { saidText, sayView } from '../say.js';
import type { Surface } from '../surface.js';
import type { Text } from '../text/text.js';
import { typedOrderId } from './form.js';
import { createPresenter, type Presenter } from './presenter.js';
import type { BatchHandlers } from './batch-handler.js';
import { loadingBatchView } from './batch-view.js';
import { askOrderView, loadingView, mayNotView, reasonView } from './view.js';

/** The ways into a request. */
export interface StartHandlers {
  readonly cancelOrder: CommandHandler;
  /** *Cancel this order…* on an order card or in a list. */
  readonly cancelFromCard: ActionHandler;
  /** The shortcut in Slack's own menu, and the button on the Home tab. */
  readonly cancelAnOrder: (request: AskedAnywhere, ack: () => Promise<void>) => Promise<void>;
  readonly orderAsked: SubmissionHandler;
  /** For other ways in: which order it is about, or why there is none, is found out once the window is open. */
  readonly cancelWhatIsFound: (clicked: ActionRequest & { readonly channelId: ChannelId }, find: FindOrder) => Promise<void>;
}

type AskedAnywhere = Pick<ShortcutRequest, 'userId' | 'teamId' | 'triggerId'>;

type FindOrder = () => Promise<{ readonly orderId: OrderId } | { readonly said: string }>;

interface Start {
  readonly userId: UserId;
  readonly teamId: string;
  readonly channelId: ChannelId;
}

interface Clicked {
  readonly triggerId: string;
  /** Clicked in a modal, which stays below. */
  readonly onTop?: boolean;
}

export function startHandlers(surface: Surface, batch: Pick<BatchHandlers, 'open' | 'begin'>): StartHandlers {
  const { desk, views, languages } = surface;
  const presenter = createPresenter(surface);

  const begin = createBegin(surface, presenter);
  /** The loading view first: nothing is read before it is open. */
  const open = async (start: Start & Clicked, find: FindOrder | undefined): Promise<void> => {
    const { userId, teamId, channelId, triggerId, onTop = false } = start;
    const draftId = draftIdSchema.parse(desk.ids.next());
    const atOnce = presenter.atOnce(userId);
    const view = find === undefined ? askOrderView(carried(draftId, channelId), atOnce) : loadingView(draftId, atOnce);
    const viewId = await openModal(views, { triggerId, view, onTop });
    await fillModal(viewId, async () => {
      const found = await find?.();
      if (found !== undefined && 'orderId' in found) await begin({ userId, teamId, channelId, orderId: found.orderId, draftId, viewId });
      else if (found !== undefined) await presenter.show(viewId, sayView(found.said, await presenter.shownTo(userId)));
    });
  };

  return {
    cancelWhatIsFound: async (clicked, find) => await open({ ...clicked, onTop: clicked.view !== undefined }, find),
    cancelOrder: async (request, ack) => {
      const atOnce = presenter.atOnce(request.userId);
      const typed = typedCommand(request.text, atOnce.text);
      if ('wrong' in typed) return await ack({ text: saidText(typed.wrong, atOnce) });
      await ack();
      const [orderId, ...others] = typed.orderIds;
      if (others.length === 0) return await open(request, foundAlready(orderId));
      await batch.open(request, async () => ({ ...typed, tick: true }));
    },
    cancelFromCard: async (request, ack) => {
      await ack();
      const [orderId] = findOrderIds(request.value ?? '').ids;
      const { view } = request;
      const channelId = request.channelId ?? uncarried(view?.privateMetadata)?.channelId;
      if (orderId !== undefined && channelId !== undefined)
        await open({ ...request, channelId, onTop: view !== undefined }, foundAlready(orderId));
    },
    cancelAnOrder: async (request, ack) => {
      await ack();
      // Asked for nowhere in particular, so the case is followed in the direct messages.
      await open({ ...request, channelId: channelIdSchema.parse(request.userId) }, undefined);
    },
    orderAsked: async (request, ack) => {
      const typed = typedOrderId(request.view.values);
      const { ids: orderIds, malformed } = findOrderIds(typed);
      const [orderId, ...others] = orderIds;
      const { usage } = languages.known(request.userId);
      if (orderId === undefined)
        return await ack({ response_action: 'errors', errors: { [ACTIONS.orderId]: usage.wrongOrderId(cut(typed, 60)) } });
      const { draftId, channelId } = askedFor(request.view.privateMetadata);
      const start = { userId: request.userId, teamId: request.teamId, channelId, viewId: request.view.id };
      const atOnce = presenter.atOnce(request.userId);
      const several = others.length > 0;
      await ack({ response_action: 'update', view: several ? loadingBatchView(draftId, atOnce) : loadingView(draftId, atOnce) });
      await (several
        ? batch.begin({ ...start, batchId: batchIdSchema.parse(draftId), orderIds, malformed, tick: true })
        : begin({ ...start, orderId, draftId }));
    },
  };
}

type Begin = (start: Start & { readonly orderId: OrderId; readonly draftId: DraftId; readonly viewId: string }) => Promise<void>;

/** Reads the order into a modal that is open already. */
function createBegin({ desk }: Surface, presenter: Presenter): Begin {
  return async (start) => {
    const [outcome, shown] = await Promise.all([startRequest(desk, start), presenter.shownTo(start.userId)]);
    switch (outcome.kind) {
      case 'reason-step':
        return await presenter.show(start.viewId, reasonView(outcome.step, shown));
      case 'may-not':
        return await presenter.show(start.viewId, mayNotView({ ...outcome.step, holding: outcome.holding, reply: outcome.reply }, shown));
      case 'failed': {
        const said = notShownLine(outcome.failure, { orderId: outcome.orderId, accounts: desk.accounts.all(), text: shown.text });
        return await presenter.show(start.viewId, sayView(said, shown));
      }
    }
  };
}

/** The order ids that were typed after the command, none, or what is wrong with the text. */
function typedCommand(
  text: string,
  { usage }: Text,
): { readonly orderIds: readonly OrderId[]; readonly malformed: readonly string[] } | { readonly wrong: string } {
  const { ids, malformed } = findOrderIds(text);
  const typed = text.trim();
  if (ids.length === 0 && typed !== '') return { wrong: usage.wrongOrderId(escaped(cut(malformed[0] ?? typed, 60))) };
  return { orderIds: ids, malformed };
}

/** While only the order is asked for there is no draft yet, so the view carries the channel, too. */
function carried(draftId: DraftId, channelId: ChannelId): string {
  return `${draftId} ${channelId}`;
}

function foundAlready(orderId: OrderId | undefined): FindOrder | undefined {
  return orderId && (async () => ({ orderId }));
}

function askedFor(metadata: string): { readonly draftId: DraftId; readonly channelId: ChannelId } {
  const [draftId, channelId] = metadata.split(' ');
  return { draftId: draftIdSchema.parse(draftId), channelId: channelIdSchema.parse(channelId) };
}
