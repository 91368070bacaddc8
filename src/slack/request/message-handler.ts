import { previewRequest } from '../../use-cases/request/preview.js';
import { rewriteMessage } from '../../use-cases/request/write-message.js';
import type { ActionHandler, SubmissionHandler } from '../dispatch.js';
import type { Surface } from '../surface.js';
import { confirmView } from './confirm-view.js';
import { draftKeyOf, messageEntry, type OpenModal, templateEntry } from './form.js';
import { messageView } from './message-view.js';
import { createPresenter } from './presenter.js';
import { reasonView, workingView } from './view.js';

/** The second step: what the buyer is told. */
export interface MessageHandlers {
  readonly templatePicked: ActionHandler;
  readonly messageSubmitted: SubmissionHandler;
  readonly backToMessage: ActionHandler;
}

export function messageHandlers(surface: Surface): MessageHandlers {
  const { desk } = surface;
  const { atOnce, shownTo, show, showGone } = createPresenter(surface);
  const rewrite = async (open: OpenModal, typed: Parameters<typeof rewriteMessage>[1]['typed']): Promise<void> => {
    const [outcome, shown] = await Promise.all([rewriteMessage(desk, { ...open.key, typed }), shownTo(open.key.userId)]);
    switch (outcome.kind) {
      case 'message-step':
        return await show(open.viewId, messageView(outcome.step, shown));
      case 'reason-step':
        return await show(open.viewId, reasonView(outcome.step, { ...shown, problem: outcome.problem }));
      case 'gone':
        return await showGone(open.viewId, shown);
    }
  };
  return {
    templatePicked: async (request, ack) => {
      await ack();
      const open = draftKeyOf(request);
      if (open === undefined) return;
      const { sendMessage } = messageEntry(open.values);
      // Another template or language means its own text again.
      await rewrite(open, { ...templateEntry(open.values), sendMessage, messageText: undefined });
    },
    messageSubmitted: async (request, ack) => {
      const open = draftKeyOf(request);
      if (open === undefined) return await ack();
      await ack({ response_action: 'update', view: workingView(open.key.draftId, atOnce(request.userId)) });
      const [outcome, shown] = await Promise.all([
        previewRequest(desk, { ...open.key, typed: messageEntry(open.values) }),
        shownTo(request.userId),
      ]);
      switch (outcome.kind) {
        case 'confirm-step':
          return await show(open.viewId, confirmView(outcome.step, shown));
        case 'message-refused':
          return await show(open.viewId, messageView(outcome.step, shown));
        case 'reason-not-offered':
          return await show(open.viewId, reasonView(outcome.step, { ...shown, problem: 'reason-not-offered' }));
        case 'gone':
          return await showGone(open.viewId, shown);
      }
    },
    backToMessage: async (request, ack) => {
      await ack();
      const open = draftKeyOf(request);
      if (open !== undefined) await rewrite(open, {});
    },
  };
}
