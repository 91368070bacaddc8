import { carryOutHandlers } from './carry-out/handler.js';
import { undoAllHandler } from './carry-out/undo-all-handler.js';
import { type DecideHandlers, decideHandlers } from './decide/handler.js';
import { digestHandler } from './digest/handler.js';
import { settleDigestHandlers } from './digest/settle-handler.js';
import type { Routes } from './dispatch.js';
import { type HomeHandlers, homeHandlers } from './home/handler.js';
import { ACTIONS, EVENTS, SHORTCUTS, VIEWS } from './ids.js';
import { answerHandlers } from './inbox/answer-handler.js';
import { inboxHandlers } from './inbox/handler.js';
import { lookUpHandlers } from './look-up/handler.js';
import { type BatchEditHandlers, batchEditHandlers } from './request/batch-edit-handler.js';
import { type BatchHandlers, batchHandlers } from './request/batch-handler.js';
import { confirmHandler } from './request/confirm-handler.js';
import { messageHandlers } from './request/message-handler.js';
import { reasonHandlers } from './request/reason-handler.js';
import { shipLateHandler } from './request/ship-late-handler.js';
import { type StartHandlers, startHandlers } from './request/start-handler.js';
import { settingsHandlers } from './settings/handler.js';
import type { Surface } from './surface.js';

/**
 * Everything that can be done in Slack. Anybody in the workspace may look up and ask; undoing is the requester's and
 * the approvers' right, deciding the approvers' alone, settings the admins': checked where it is done, at the click.
 */
export function createRoutes(surface: Surface): Routes {
  const batch = batchHandlers(surface);
  const batchEdit = batchEditHandlers(surface);
  const start = startHandlers(surface, batch);
  const lookUp = lookUpHandlers(surface);
  const reason = reasonHandlers(surface);
  const message = messageHandlers(surface);
  const decide = decideHandlers(surface);
  const homeTab = homeHandlers(surface);
  const home = homeRoutes(surface, { start, home: homeTab });
  return {
    commands: {
      '/find-order': lookUp.findOrder,
      '/cancel-order': start.cancelOrder,
      '/cancel-digest': digestHandler(surface),
    },
    actions: {
      // On an order card, in the list, in what is picked from.
      [ACTIONS.openOrder]: lookUp.openOrder,
      [ACTIONS.cancelOrder]: start.cancelFromCard,
      // A button that only opens a page still wants to be acknowledged.
      [ACTIONS.openLink]: async (_request, ack) => await ack(),
      // In the list.
      [ACTIONS.listWhich]: lookUp.listChanged,
      [ACTIONS.listMarketplace]: lookUp.listChanged,
      [ACTIONS.listEverySku]: lookUp.listChanged,
      [ACTIONS.listPrevious]: lookUp.listChanged,
      [ACTIONS.listNext]: lookUp.listChanged,
      // In the request.
      [ACTIONS.reason]: reason.reasonPicked,
      [ACTIONS.subReason]: reason.reasonPicked,
      [ACTIONS.stock]: reason.stockPicked,
      [ACTIONS.shipLate]: shipLateHandler(surface),
      [ACTIONS.backToReason]: reason.backToReason,
      [ACTIONS.purpose]: message.templatePicked,
      [ACTIONS.language]: message.templatePicked,
      [ACTIONS.backToMessage]: message.backToMessage,
      [ACTIONS.confirm]: confirmHandler(surface),
      ...batchActions(batch, batchEdit),
      ...carryOutActions(surface, homeTab),
      ...decideActions(decide),
      ...home.actions,
      ...inboxActions(surface, { start, home: homeTab }),
    },
    submissions: {
      [VIEWS.askOrder]: start.orderAsked,
      [VIEWS.reason]: reason.reasonSubmitted,
      [VIEWS.message]: message.messageSubmitted,
      [VIEWS.batch]: batchEdit.submitted,
      [VIEWS.ask]: decide.questionSubmitted,
      // "Decide later" only closes the window.
      [VIEWS.review]: async (_request, ack) => await ack(),
      ...home.submissions,
    },
    shortcuts: {
      [SHORTCUTS.cancelAnOrder]: start.cancelAnOrder,
      [SHORTCUTS.lookUpOrder]: lookUp.lookUpMessage,
    },
    events: home.events,
  };
}

/** On the message that follows a case, and where Home lists what needs a person. */
function carryOutActions(surface: Surface, home: HomeHandlers): Routes['actions'] {
  const carryOut = carryOutHandlers(surface, home.publish);
  const digest = settleDigestHandlers(surface, home.publish);
  return {
    [ACTIONS.undo]: carryOut.undo,
    [ACTIONS.undoAll]: undoAllHandler(surface),
    [ACTIONS.sendNow]: carryOut.sendNow,
    [ACTIONS.checkAgain]: carryOut.checkAgain,
    [ACTIONS.showMessage]: carryOut.showMessage,
    [ACTIONS.messageSent]: carryOut.messageSent,
    [ACTIONS.messageNotSent]: carryOut.messageNotSent,
    [ACTIONS.putBack]: carryOut.putBack,
    [ACTIONS.checkStock]: carryOut.checkStock,
    [ACTIONS.stockAgain]: carryOut.stockAgain,
    [ACTIONS.stockByHand]: carryOut.stockByHand,
    [ACTIONS.tryNow]: carryOut.tryNow,
    [ACTIONS.checkFeed]: carryOut.checkFeed,
    [ACTIONS.digestIsThere]: digest.digestIsThere,
    [ACTIONS.postDigest]: digest.postDigest,
    [ACTIONS.stuckPage]: home.stuckPage,
  };
}

/** What others lead to, or come back to. */
interface Handlers {
  readonly start: StartHandlers;
  readonly home: HomeHandlers;
}

/** The Home tab, and the settings that it leads to. */
function homeRoutes(surface: Surface, { start, home }: Handlers): Pick<Routes, 'actions' | 'submissions' | 'events'> {
  const settings = settingsHandlers(surface, home.publish);
  return {
    actions: {
      [ACTIONS.startFromHome]: start.cancelAnOrder,
      [ACTIONS.showCase]: home.showCase,
      [ACTIONS.openSettings]: settings.open,
      [ACTIONS.addAccount]: settings.addAccount,
      [ACTIONS.disconnectAccount]: settings.disconnect,
      [ACTIONS.backToSettings]: settings.back,
      [ACTIONS.changeRules]: settings.changeRules,
      [ACTIONS.rulesPlace]: settings.rulesPlace,
      [ACTIONS.rulesEverywhere]: settings.rulesEverywhere,
      [ACTIONS.openReasons]: settings.openReasons,
      [ACTIONS.addReason]: settings.addReason,
      [ACTIONS.renameReason]: settings.renameReason,
      [ACTIONS.hideReason]: settings.hideReason,
      [ACTIONS.showReason]: settings.showReason,
      [ACTIONS.deleteReason]: settings.deleteReason,
    },
    submissions: {
      [VIEWS.addAccount]: settings.accountTyped,
      [VIEWS.chooseMarketplaces]: settings.marketplacesChosen,
      [VIEWS.approvalRules]: settings.rulesSubmitted,
      [VIEWS.addReason]: settings.reasonAdded,
      [VIEWS.renameReason]: settings.reasonRenamed,
    },
    events: {
      [EVENTS.homeOpened]: home.opened,
    },
  };
}

/** On an approval card, and in what it opens. */
function decideActions(decide: DecideHandlers): Routes['actions'] {
  return {
    [ACTIONS.review]: decide.review,
    [ACTIONS.approve]: decide.approve,
    [ACTIONS.decline]: decide.decline,
    [ACTIONS.ask]: decide.ask,
  };
}

/** In the request for several orders, and what leads to it. */
function batchActions(batch: BatchHandlers, edit: BatchEditHandlers): Routes['actions'] {
  return {
    [ACTIONS.cancelSeveral]: batch.cancelSeveral,
    [ACTIONS.cancelSku]: batch.cancelSku,
    [ACTIONS.otherOrders]: batch.otherOrders,
    [ACTIONS.batchOrder]: edit.edited,
    [ACTIONS.batchReason]: edit.edited,
    [ACTIONS.batchSubReason]: edit.edited,
    [ACTIONS.backToBatch]: edit.back,
    [ACTIONS.confirmBatch]: edit.confirm,
  };
}

/** On the post of a buyer's request, in the list of them, and in what they open. */
function inboxActions(surface: Surface, { start, home }: Handlers): Routes['actions'] {
  const inbox = inboxHandlers(surface, start.cancelWhatIsFound);
  const answer = answerHandlers(surface, home.publish);
  return {
    [ACTIONS.openRequests]: inbox.openRequests,
    [ACTIONS.claimRequest]: inbox.claim,
    [ACTIONS.cancelRequested]: inbox.cancelRequested,
    [ACTIONS.alreadyPacked]: answer.alreadyPacked,
    [ACTIONS.showAnswer]: answer.showAnswer,
    [ACTIONS.tellBuyer]: answer.tellBuyer,
    [ACTIONS.answerSent]: answer.answerSent,
    [ACTIONS.answerNotSent]: answer.answerNotSent,
  };
}
