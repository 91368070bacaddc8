import { checkAgain } from '../../use-cases/carry-out/check-again.js';
import { findCase } from '../../use-cases/carry-out/find-case.js';
import { sendNow } from '../../use-cases/carry-out/send-now.js';
import { undo } from '../../use-cases/carry-out/undo.js';
import { answerClick, type PublishHome } from '../answer-click.js';
import type { ActionHandler } from '../dispatch.js';
import { openModal } from '../modal.js';
import type { Surface } from '../surface.js';
import { caseIdOf } from './form.js';
import { type SettleHandlers, settleHandlers } from './settle-handler.js';
import { type StockHandlers, stockHandlers } from './stock-handler.js';
import { messageTextView } from './view.js';

/** The buttons of the message that follows a case. */
export interface CarryOutHandlers extends StockHandlers, SettleHandlers {
  readonly undo: ActionHandler;
  readonly sendNow: ActionHandler;
  readonly checkAgain: ActionHandler;
  readonly showMessage: ActionHandler;
}

export function carryOutHandlers(surface: Surface, publishHome: PublishHome): CarryOutHandlers {
  const { desk, languages, views, practice } = surface;
  const answer = answerClick(surface, publishHome);
  return {
    ...stockHandlers(surface, publishHome),
    ...settleHandlers(surface, publishHome),
    undo: async (request, ack) => {
      await ack();
      const caseId = caseIdOf(request.actionId);
      const [outcome, text] = await Promise.all([caseId && undo(desk, { caseId, userId: request.userId }), languages.of(request.userId)]);
      const said = {
        undone: text.carryOut.undone,
        'too-late': text.carryOut.tooLate,
        'not-yours': text.carryOut.notYours,
        'unknown-case': text.decide.unknown,
      };
      await answer(request, said[outcome?.kind ?? 'unknown-case']);
    },
    sendNow: async (request, ack) => {
      await ack();
      const caseId = caseIdOf(request.actionId);
      const [outcome, text] = await Promise.all([
        caseId && sendNow(desk, { caseId, userId: request.userId }),
        languages.of(request.userId),
      ]);
      const said = {
        'leaves-now': text.carryOut.leavesNow,
        'too-late': text.carryOut.leftAlready,
        'not-yours': text.carryOut.notYours,
        'unknown-case': text.decide.unknown,
      };
      await answer(request, said[outcome?.kind ?? 'unknown-case']);
    },
    checkAgain: async (request, ack) => {
      await ack();
      const caseId = caseIdOf(request.actionId);
      const [outcome, text] = await Promise.all([caseId && checkAgain(desk, caseId), languages.of(request.userId)]);
      const said = {
        checking: text.carryOut.checking,
        'nothing-to-check': text.carryOut.nothingToCheck,
        'unknown-case': text.decide.unknown,
      };
      await answer(request, said[outcome?.kind ?? 'unknown-case']);
    },
    showMessage: async (request, ack) => {
      await ack();
      const caseId = caseIdOf(request.actionId);
      const one = caseId && (await findCase(desk, caseId));
      const text = languages.known(request.userId);
      if (one === undefined) return await answer(request, text.decide.unknown);
      await openModal(views, { triggerId: request.triggerId, view: messageTextView(one, { text, practice }) });
    },
  };
}
