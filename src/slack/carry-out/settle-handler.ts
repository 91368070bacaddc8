import { feedRowIdSchema } from '../../domain/ids.js';
import { checkFeed } from '../../use-cases/carry-out/check-feed.js';
import { settleMessage } from '../../use-cases/carry-out/settle-message.js';
import { settleStock } from '../../use-cases/carry-out/settle-stock.js';
import { tryNow } from '../../use-cases/carry-out/try-now.js';
import { answerClick, type PublishHome } from '../answer-click.js';
import type { ActionHandler } from '../dispatch.js';
import type { Surface } from '../surface.js';
import { caseIdOf } from './form.js';

/** What a person says or wants of what does not come to an end by itself. */
export interface SettleHandlers {
  readonly messageSent: ActionHandler;
  readonly messageNotSent: ActionHandler;
  readonly stockAgain: ActionHandler;
  readonly stockByHand: ActionHandler;
  readonly tryNow: ActionHandler;
  readonly checkFeed: ActionHandler;
}

export function settleHandlers(surface: Surface, publishHome: PublishHome): SettleHandlers {
  const { desk, languages } = surface;
  const answer = answerClick(surface, publishHome);
  const message =
    (sent: boolean): ActionHandler =>
    async (request, ack) => {
      await ack();
      const caseId = caseIdOf(request.actionId);
      const [outcome, text] = await Promise.all([
        caseId && settleMessage(desk, { caseId, userId: request.userId, sent }),
        languages.of(request.userId),
      ]);
      const said = {
        settled: sent ? text.stuck.saidSent : text.stuck.saidNotSent,
        'nothing-to-settle': text.stuck.nothingToSettle,
        'not-yours': text.carryOut.notYours,
        'unknown-case': text.decide.unknown,
      };
      await answer(request, said[outcome?.kind ?? 'unknown-case']);
    };
  const stock =
    (as: 'tries-again' | 'by-hand'): ActionHandler =>
    async (request, ack) => {
      await ack();
      const caseId = caseIdOf(request.actionId);
      const [outcome, text] = await Promise.all([
        caseId && settleStock(desk, { caseId, userId: request.userId, as }),
        languages.of(request.userId),
      ]);
      const said = {
        ...text.stuck.stock,
        'nothing-to-do': text.stuck.nothingToSettle,
        'not-yours': text.carryOut.notYours,
        'unknown-case': text.decide.unknown,
      };
      await answer(request, said[outcome?.kind ?? 'unknown-case']);
    };
  return {
    messageSent: message(true),
    messageNotSent: message(false),
    stockAgain: stock('tries-again'),
    stockByHand: stock('by-hand'),
    tryNow: async (request, ack) => {
      await ack();
      const caseId = caseIdOf(request.actionId);
      const [outcome, { stuck }] = await Promise.all([caseId && tryNow(desk, caseId), languages.of(request.userId)]);
      await answer(request, outcome === 'tries-now' ? stuck.triesNow : stuck.nothingToTry);
    },
    checkFeed: async (request, ack) => {
      await ack();
      const feedRowId = feedRowIdSchema.safeParse(request.actionId.split(':')[1]).data;
      const [outcome, { stuck }] = await Promise.all([feedRowId && checkFeed(desk, feedRowId), languages.of(request.userId)]);
      await answer(request, outcome === 'checking' ? stuck.checkingFeed : stuck.noFeedToCheck);
    },
  };
}
