import { checkStock, type CheckStockOutcome } from '../../use-cases/carry-out/check-stock.js';
import { putBack } from '../../use-cases/carry-out/put-back.js';
import { answerClick, type PublishHome } from '../answer-click.js';
import type { ActionHandler } from '../dispatch.js';
import { detailText } from '../facts.js';
import type { Surface } from '../surface.js';
import type { Text } from '../text/text.js';
import { caseIdOf } from './form.js';

/** The buttons about the units on sale. */
export interface StockHandlers {
  readonly putBack: ActionHandler;
  readonly checkStock: ActionHandler;
}

export function stockHandlers(surface: Surface, publishHome: PublishHome): StockHandlers {
  const { desk, languages } = surface;
  const answer = answerClick(surface, publishHome);
  return {
    putBack: async (request, ack) => {
      await ack();
      const caseId = caseIdOf(request.actionId);
      const [outcome, text] = await Promise.all([
        caseId && putBack(desk, { caseId, userId: request.userId }),
        languages.of(request.userId),
      ]);
      const said = {
        'puts-back': text.stock.putsBack,
        'nothing-to-put-back': text.stock.nothingToPutBack,
        'not-yours': text.carryOut.notYours,
        'unknown-case': text.decide.unknown,
      };
      await answer(request, said[outcome?.kind ?? 'unknown-case']);
    },
    checkStock: async (request, ack) => {
      await ack();
      const caseId = caseIdOf(request.actionId);
      const [outcome, text] = await Promise.all([
        caseId && checkStock(desk, { caseId, userId: request.userId }),
        languages.of(request.userId),
      ]);
      const said = stockSaid(outcome ?? { kind: 'unknown-case' }, text);
      await answer(request, said);
    },
  };
}

function stockSaid(outcome: CheckStockOutcome, text: Text): string {
  switch (outcome.kind) {
    case 'seen':
      return text.stock.seenNow;
    case 'not-seen':
      return text.stock.stillNotSeen(outcome.quantity);
    case 'changed-by-others':
      return text.stock.changedByOthers;
    case 'failed':
      return `${text.stock.notChecked} ${detailText(outcome.detail, text)}`;
    case 'nothing-to-check':
      return text.carryOut.nothingToCheck;
    case 'unknown-case':
      return text.decide.unknown;
  }
}
