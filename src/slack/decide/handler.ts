import type { ModalView } from '@slack/types';
import { type CaseId, caseIdSchema, type UserId } from '../../domain/ids.js';
import { approve, type ApproveOutcome } from '../../use-cases/decide/approve.js';
import { decline } from '../../use-cases/decide/decline.js';
import { reviewRequest } from '../../use-cases/decide/review.js';
import type { NoDecision } from '../../use-cases/decide/right-to-decide.js';
import type { ActionHandler } from '../dispatch.js';
import { failureLine } from '../facts.js';
import { ACTIONS } from '../ids.js';
import { openModal, showInModal } from '../modal.js';
import type { ActionRequest } from '../requests.js';
import { sayView } from '../say.js';
import type { Surface } from '../surface.js';
import type { Text } from '../text/text.js';
import { reviewView } from './view.js';

/** What a lead can do. */
export interface DecideHandlers {
  readonly review: ActionHandler;
  readonly approve: ActionHandler;
  readonly decline: ActionHandler;
}

export function decideHandlers(surface: Surface): DecideHandlers {
  const { desk, languages, views, practice } = surface;
  const showReview = async (
    at: { readonly viewId: string; readonly caseId: CaseId; readonly userId: UserId },
    options: { readonly noteMissing: boolean },
  ): Promise<void> => {
    const [outcome, text] = await Promise.all([reviewRequest(desk, at), languages.of(at.userId)]);
    const shown = { text, practice, now: desk.clock.now(), ...options };
    const view =
      outcome.kind === 'review' ? reviewView(outcome, shown) : sayView(said(outcome, text), { ...shown, title: text.decide.title });
    await showInModal(views, { viewId: at.viewId, view });
  };
  return {
    review: async (request, ack) => {
      await ack();
      const text = languages.known(request.userId);
      const caseId = caseIdSchema.safeParse(request.actionId.split(':')[1]).data;
      const view = sayView(caseId === undefined ? text.decide.unknown : text.request.loading, { text, practice, title: text.decide.title });
      const viewId = await openModal(views, { triggerId: request.triggerId, view });
      if (caseId !== undefined) await showReview({ viewId, caseId, userId: request.userId }, { noteMissing: false });
    },
    approve: async (request, ack) => {
      await ack();
      const at = decisionAt(request);
      if (at === undefined) return;
      await showInModal(views, { viewId: at.viewId, view: waiting(surface, at.userId) });
      const [outcome, text] = await Promise.all([approve(desk, at), languages.of(at.userId)]);
      await showInModal(views, { viewId: at.viewId, view: sayView(said(outcome, text), { text, practice, title: text.decide.title }) });
    },
    decline: async (request, ack) => {
      await ack();
      const at = decisionAt(request);
      if (at === undefined) return;
      const note = request.view?.values.get(ACTIONS.declineNote);
      const [outcome, text] = await Promise.all([
        decline(desk, { ...at, note: typeof note === 'string' ? note : undefined }),
        languages.of(at.userId),
      ]);
      if (outcome.kind === 'note-missing') return await showReview(at, { noteMissing: true });
      const answer = outcome.kind === 'declined' ? text.decide.declined : said(outcome, text);
      await showInModal(views, { viewId: at.viewId, view: sayView(answer, { text, practice, title: text.decide.title }) });
    },
  };
}

function waiting({ languages, practice }: Surface, userId: UserId): ModalView {
  const text = languages.known(userId);
  return sayView(text.request.working, { text, practice, title: text.decide.title });
}

function decisionAt(request: ActionRequest): { readonly viewId: string; readonly caseId: CaseId; readonly userId: UserId } | undefined {
  const caseId = caseIdSchema.safeParse(request.view?.privateMetadata).data;
  return caseId === undefined || request.view === undefined ? undefined : { viewId: request.view.id, caseId, userId: request.userId };
}

function said(outcome: ApproveOutcome | NoDecision, text: Text): string {
  switch (outcome.kind) {
    case 'approved':
      return text.decide.approved;
    case 'ruled-out':
      return text.decide.ruledOut;
    case 'failed':
      return failureLine(outcome.failure, outcome.case.orderId, text);
    case 'not-an-approver':
      return text.decide.notAnApprover;
    case 'own-request':
      return text.decide.ownRequest;
    case 'already-decided':
      return `${text.decide.already}\n${text.state[outcome.case.state]}`;
    case 'unknown-case':
      return text.decide.unknown;
  }
}
