import type { ModalView } from '@slack/types';
import type { CaseId, UserId } from '../../domain/ids.js';
import { approve, type ApproveOutcome } from '../../use-cases/decide/approve.js';
import { ask } from '../../use-cases/decide/ask.js';
import { decline, type DeclineOutcome } from '../../use-cases/decide/decline.js';
import { reviewRequest } from '../../use-cases/decide/review.js';
import type { NoDecision } from '../../use-cases/decide/right-to-decide.js';
import type { ActionHandler, SubmissionHandler } from '../dispatch.js';
import { decidedLine, detailText, failureLine } from '../facts.js';
import { fillModal, openModal, showInModal } from '../modal.js';
import type { ActionRequest } from '../requests.js';
import { respond } from '../respond.js';
import { saidText, sayView, waitingText } from '../say.js';
import type { Surface } from '../surface.js';
import type { Text } from '../text/text.js';
import { cardClick, decisionIn, questionIn } from './form.js';
import { batchReviewView } from './batch-view.js';
import { askView, reviewView } from './view.js';

/** What a lead can do. */
export interface DecideHandlers {
  readonly review: ActionHandler;
  /** On the card, or in the review. */
  readonly approve: ActionHandler;
  readonly decline: ActionHandler;
  /** Opens the window for a question. */
  readonly ask: ActionHandler;
  readonly questionSubmitted: SubmissionHandler;
}

export function decideHandlers(surface: Surface): DecideHandlers {
  const { desk, languages, views, practice } = surface;
  const show = async (viewId: string, view: ModalView): Promise<void> => void (await showInModal(views, { viewId, view }));
  const say = async (viewId: string, text: Text, words: string): Promise<void> =>
    await show(viewId, sayView(words, { text, practice, title: text.decide.title }));
  const showReview = async (
    at: { readonly viewId: string; readonly caseId: CaseId; readonly userId: UserId },
    noteMissing?: 'approve' | 'decline',
  ): Promise<void> => {
    const [outcome, text] = await Promise.all([reviewRequest(desk, at), languages.of(at.userId)]);
    const shown = { text, practice, now: desk.clock.now(), noteMissing };
    if (outcome.kind === 'review') return await show(at.viewId, reviewView(outcome, shown));
    if (outcome.kind === 'batch-review') return await show(at.viewId, batchReviewView(outcome, shown));
    await say(at.viewId, text, said(outcome, text));
  };
  const approveOnCard = async (request: ActionRequest): Promise<void> => {
    const click = cardClick(request);
    const [outcome, text] = await Promise.all([click && approve(desk, click), languages.of(request.userId)]);
    const words = outcome === undefined ? text.decide.unknown : said(outcome, text);
    await respond(request.responseUrl, { text: saidText(words, { text, practice }) });
  };
  return {
    review: async (request, ack) => {
      await ack();
      const text = languages.known(request.userId);
      const click = cardClick(request);
      const words = click === undefined ? text.decide.unknown : waitingText(text.request.loading, 'nothing-done', text);
      const view = sayView(words, { text, practice, title: text.decide.title });
      const viewId = await openModal(views, { triggerId: request.triggerId, view });
      if (click === undefined) return;
      await fillModal(viewId, async () => await showReview({ ...click, viewId }));
    },
    approve: async (request, ack) => {
      await ack();
      if (request.view === undefined) return await approveOnCard(request);
      const decision = decisionIn(request);
      if (decision === undefined) return;
      const atOnce = languages.known(request.userId);
      await say(decision.viewId, atOnce, waitingText(atOnce.request.working, 'taken', atOnce));
      const [outcome, text] = await Promise.all([approve(desk, decision), languages.of(request.userId)]);
      if (outcome.kind === 'note-missing') return await showReview(decision, 'approve');
      await say(decision.viewId, text, said(outcome, text));
    },
    decline: async (request, ack) => {
      await ack();
      const decision = decisionIn(request);
      if (decision === undefined) return;
      const [outcome, text] = await Promise.all([decline(desk, decision), languages.of(request.userId)]);
      if (outcome.kind === 'note-missing') return await showReview(decision, 'decline');
      await say(decision.viewId, text, said(outcome, text));
    },
    ask: async (request, ack) => {
      await ack();
      const text = languages.known(request.userId);
      const click = cardClick(request);
      const view = click === undefined ? sayView(text.decide.unknown, { text, practice }) : askView(click.caseId, { text, practice });
      await openModal(views, { triggerId: request.triggerId, view });
    },
    questionSubmitted: async (request, ack) => {
      const asked = questionIn(request);
      const atOnce = languages.known(request.userId);
      if (asked === undefined) return await ack();
      const waiting = waitingText(atOnce.request.working, 'taken', atOnce);
      await ack({ response_action: 'update', view: sayView(waiting, { text: atOnce, practice, title: atOnce.decide.askTitle }) });
      const [outcome, text] = await Promise.all([ask(desk, asked), languages.of(request.userId)]);
      await show(request.view.id, sayView(askSaid(outcome, text), { text, practice, title: text.decide.askTitle }));
    },
  };
}

function askSaid(outcome: Awaited<ReturnType<typeof ask>>, text: Text): string {
  if (outcome.kind === 'asked') return text.decide.asked;
  return outcome.kind === 'not-posted' ? text.decide.notAsked : said(outcome, text);
}

function said(outcome: ApproveOutcome | DeclineOutcome | NoDecision, text: Text): string {
  switch (outcome.kind) {
    case 'declined':
      return text.decide.declined;
    case 'batch-declined':
      return text.batch.declined(outcome.count);
    case 'batch-approved': {
      const ruledOut = outcome.ruledOut.map(({ orderId }) => orderId).join(', ');
      const approved = outcome.approved === 0 ? [] : [text.batch.approved(outcome.approved)];
      return [...approved, ...(ruledOut === '' ? [] : [text.batch.ruledOut(ruledOut)])].join('\n');
    }
    case 'approved':
      return text.decide.approved;
    case 'ruled-out':
      return [text.decide.ruledOut, ...(outcome.case.detail === undefined ? [] : [detailText(outcome.case.detail, text)])].join('\n');
    case 'signals-missing':
      return text.ways.fraud.notInReview;
    case 'note-missing':
      return text.decide.approveNoteMissing;
    case 'reason-not-offered':
      return text.request.problem['reason-not-offered'];
    case 'failed':
      return failureLine(outcome.failure, outcome.case.orderId, text);
    case 'not-an-approver':
      return text.decide.notAnApprover;
    case 'own-request':
      return text.decide.ownRequest;
    case 'already-decided':
      return [text.decide.already, ...decidedLine(outcome.case, text), text.state[outcome.case.state]].join('\n');
    case 'unknown-case':
      return text.decide.unknown;
  }
}
