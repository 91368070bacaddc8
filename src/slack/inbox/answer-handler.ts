import type { ModalView } from '@slack/types';
import { alreadyPacked } from '../../use-cases/buyer-requests/already-packed.js';
import { findRequest } from '../../use-cases/buyer-requests/find-request.js';
import { settleAnswer } from '../../use-cases/buyer-requests/settle-answer.js';
import { tellBuyer, type TellBuyerOutcome } from '../../use-cases/buyer-requests/tell-buyer.js';
import type { PublishHome } from '../answer-click.js';
import type { ActionHandler } from '../dispatch.js';
import { openModal, showInModal } from '../modal.js';
import type { ActionRequest } from '../requests.js';
import { type Labelled, sayView, waitingText } from '../say.js';
import type { Surface } from '../surface.js';
import { requestClick } from './form.js';
import { packedSaid } from './said.js';
import { answerView } from './view.js';

/** The answer to a buyer whose order was packed already. */
export interface AnswerHandlers {
  readonly alreadyPacked: ActionHandler;
  readonly showAnswer: ActionHandler;
  readonly tellBuyer: ActionHandler;
  /** Somebody has looked up what became of it, or has sent it by hand. */
  readonly answerSent: ActionHandler;
  readonly answerNotSent: ActionHandler;
}

export function answerHandlers(surface: Surface, publishHome: PublishHome): AnswerHandlers {
  const { desk, languages, views, practice } = surface;
  /** A window at once, above the list when that is where it was clicked. */
  const openWaiting = async (request: ActionRequest, then: 'nothing-done' | 'look-again'): Promise<string> => {
    const text = languages.known(request.userId);
    const view = sayView(waitingText(text.request.working, then, text), { text, practice, title: text.inbox.answerTitle });
    return await openModal(views, { triggerId: request.triggerId, view, onTop: request.view?.type === 'modal' });
  };
  const shownTo = async ({ userId }: ActionRequest): Promise<Labelled & { readonly title: string }> => {
    const text = await languages.of(userId);
    return { text, practice, title: text.inbox.answerTitle };
  };
  /** On the Home, or in the window with the text. */
  const settle =
    (sent: boolean): ActionHandler =>
    async (request, ack) => {
      await ack();
      const { requestId, viewId } = requestClick(request);
      const [outcome, shown] = await Promise.all([
        requestId && settleAnswer(desk, { requestId, userId: request.userId, sent }),
        shownTo(request),
      ]);
      const { stuck, inbox } = shown.text;
      const said = {
        settled: sent ? stuck.saidSent : stuck.saidNotSent,
        'nothing-to-settle': stuck.nothingToSettle,
        'unknown-request': inbox.unknown,
      }[outcome?.kind ?? 'unknown-request'];
      if (request.view?.type === 'home') await publishHome(request.userId, said);
      else if (viewId !== undefined) await showInModal(views, { viewId, view: sayView(said, shown) });
    };
  return {
    answerSent: settle(true),
    answerNotSent: settle(false),
    alreadyPacked: async (request, ack) => {
      await ack();
      const viewId = await openWaiting(request, 'look-again');
      const { requestId } = requestClick(request);
      const [outcome, shown] = await Promise.all([requestId && alreadyPacked(desk, { ...request, requestId }), shownTo(request)]);
      const view =
        outcome?.kind === 'answered'
          ? answerView(outcome.request, shown)
          : sayView(outcome === undefined ? shown.text.inbox.unknown : packedSaid(outcome, shown.text), shown);
      await showInModal(views, { viewId, view });
    },
    showAnswer: async (request, ack) => {
      await ack();
      const viewId = await openWaiting(request, 'nothing-done');
      const { requestId } = requestClick(request);
      const [one, shown] = await Promise.all([requestId && findRequest(desk, requestId), shownTo(request)]);
      await showInModal(views, { viewId, view: one === undefined ? sayView(shown.text.inbox.unknown, shown) : answerView(one, shown) });
    },
    tellBuyer: async (request, ack) => {
      await ack();
      const { requestId, viewId } = requestClick(request);
      // The button is in a window, nowhere else.
      if (viewId === undefined) return;
      const [outcome, shown] = await Promise.all([requestId && tellBuyer(desk, { ...request, requestId }), shownTo(request)]);
      await showInModal(views, { viewId, view: toldView(outcome ?? { kind: 'unknown-request' }, shown) });
    },
  };
}

function toldView(outcome: TellBuyerOutcome, shown: Labelled & { readonly title: string }): ModalView {
  const { inbox } = shown.text;
  switch (outcome.kind) {
    case 'goes-out':
      return sayView(inbox.goesOut, shown);
    case 'nothing-to-send':
      return answerView(outcome.request, shown);
    case 'ended':
      return sayView(inbox.notTrueAnyMore, shown);
    case 'unknown-request':
      return sayView(inbox.unknown, shown);
  }
}
