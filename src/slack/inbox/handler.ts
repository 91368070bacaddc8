import type { OrderId, UserId } from '../../domain/ids.js';
import { claimRequest } from '../../use-cases/buyer-requests/claim.js';
import { listRequests } from '../../use-cases/buyer-requests/list-requests.js';
import type { ActionHandler } from '../dispatch.js';
import { openModal, showInModal } from '../modal.js';
import type { ActionRequest } from '../requests.js';
import { respond } from '../respond.js';
import { saidText } from '../say.js';
import type { Surface } from '../surface.js';
import { requestClick, type RequestClick } from './form.js';
import { claimSaid } from './said.js';
import { inboxView, loadingInboxView } from './view.js';

/** Who sees to a buyer's request, and the list of all that wait. */
export interface InboxHandlers {
  readonly openRequests: ActionHandler;
  readonly claim: ActionHandler;
  readonly cancelRequested: ActionHandler;
}

/** The way into a cancellation, for an order that is found out once its window is open, or the reason why there is none. */
type OpenCancellation = (
  clicked: ActionRequest & Pick<RequestClick, 'channelId'>,
  find: () => Promise<{ readonly orderId: OrderId } | { readonly said: string }>,
) => Promise<void>;

export function inboxHandlers(surface: Surface, openCancellation: OpenCancellation): InboxHandlers {
  const { desk, languages, views, practice } = surface;
  const showList = async (
    viewId: string,
    at: Pick<RequestClick, 'channelId'> & { readonly userId: UserId; readonly said?: string },
  ): Promise<void> => {
    const [inbox, text] = await Promise.all([listRequests(desk), languages.of(at.userId)]);
    const view = inboxView({ ...inbox, ...at }, { text, practice, now: desk.clock.now(), userId: at.userId });
    await showInModal(views, { viewId, view });
  };
  const claim = async ({ requestId, from }: Pick<RequestClick, 'requestId' | 'from'>, userId: UserId) => {
    const [outcome, text] = await Promise.all([requestId && claimRequest(desk, { requestId, userId, from }), languages.of(userId)]);
    return { outcome, text, said: outcome === undefined ? text.inbox.unknown : claimSaid(outcome, text) };
  };
  return {
    openRequests: async (request, ack) => {
      await ack();
      const { channelId } = requestClick(request);
      const { userId, triggerId } = request;
      const view = loadingInboxView(channelId, { text: languages.known(userId), practice });
      await showList(await openModal(views, { triggerId, view }), { channelId, userId });
    },
    claim: async (request, ack) => {
      await ack();
      const click = requestClick(request);
      const { userId, responseUrl } = request;
      const { said, text } = await claim(click, userId);
      if (click.viewId !== undefined) return await showList(click.viewId, { channelId: click.channelId, userId, said });
      await respond(responseUrl, { text: saidText(said, { text, practice }) });
    },
    cancelRequested: async (request, ack) => {
      await ack();
      const { requestId, channelId } = requestClick(request);
      await openCancellation({ ...request, channelId }, async () => {
        const { outcome, said } = await claim({ requestId, from: undefined }, request.userId);
        return outcome?.kind === 'claimed' || outcome?.kind === 'yours' ? { orderId: outcome.request.orderId } : { said };
      });
    },
  };
}
