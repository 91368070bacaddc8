import { backToReason, pickReasonFor } from '../../use-cases/request/pick-reason.js';
import { writeMessage } from '../../use-cases/request/write-message.js';
import type { ActionHandler, SubmissionHandler } from '../dispatch.js';
import type { ActionRequest } from '../requests.js';
import type { Surface } from '../surface.js';
import { draftKeyOf, messageEntry, reasonEntry } from './form.js';
import { messageView } from './message-view.js';
import { createPresenter } from './presenter.js';
import { reasonView, workingView } from './view.js';

/** The first step: why, and what it costs. */
export interface ReasonHandlers {
  readonly reasonPicked: ActionHandler;
  readonly stockPicked: ActionHandler;
  readonly reasonSubmitted: SubmissionHandler;
  readonly backToReason: ActionHandler;
}

export function reasonHandlers(surface: Surface): ReasonHandlers {
  const { desk } = surface;
  const { atOnce, shownTo, show, showGone } = createPresenter(surface);
  const picked = async (request: ActionRequest, onlyOver?: string): Promise<void> => {
    const open = draftKeyOf(request);
    if (open === undefined) return;
    const [outcome, shown] = await Promise.all([
      pickReasonFor(desk, { ...open.key, entry: reasonEntry(open.values) }),
      shownTo(request.userId),
    ]);
    await (outcome.kind === 'gone' ? showGone(open.viewId, shown) : show(open.viewId, reasonView(outcome.step, shown), onlyOver));
  };
  return {
    reasonPicked: async (request, ack) => {
      await ack();
      await picked(request);
    },
    stockPicked: async (request, ack) => {
      await ack();
      // Hardly anything changes with it: it must not cover the next step of somebody who has gone on at once.
      await picked(request, request.view?.hash);
    },
    reasonSubmitted: async (request, ack) => {
      const open = draftKeyOf(request);
      if (open === undefined) return await ack();
      await ack({ response_action: 'update', view: workingView(open.key.draftId, atOnce(request.userId)) });
      const [outcome, shown] = await Promise.all([
        writeMessage(desk, { ...open.key, entry: reasonEntry(open.values) }),
        shownTo(request.userId),
      ]);
      switch (outcome.kind) {
        case 'message-step':
          return await show(open.viewId, messageView(outcome.step, shown));
        case 'reason-step':
          return await show(open.viewId, reasonView(outcome.step, { ...shown, problem: outcome.problem }));
        case 'gone':
          return await showGone(open.viewId, shown);
      }
    },
    backToReason: async (request, ack) => {
      await ack();
      const open = draftKeyOf(request);
      if (open === undefined) return;
      const [outcome, shown] = await Promise.all([
        backToReason(desk, { ...open.key, typed: messageEntry(open.values) }),
        shownTo(request.userId),
      ]);
      await (outcome.kind === 'gone' ? showGone(open.viewId, shown) : show(open.viewId, reasonView(outcome.step, shown)));
    },
  };
}
