import type { ModalView } from '@slack/types';
import type { UserId } from '../../domain/ids.js';
import { type ConfirmOutcome, confirmRequest } from '../../use-cases/request/confirm.js';
import type { ActionHandler } from '../dispatch.js';
import { failureLine } from '../facts.js';
import { sayView } from '../say.js';
import type { Surface } from '../surface.js';
import { confirmView, heldByView, requestedView } from './confirm-view.js';
import { draftKeyOf } from './form.js';
import { createPresenter } from './presenter.js';
import { mayNotView, reasonView, type Shown, workingView } from './view.js';

/** The last click. */
export function confirmHandler(surface: Surface): ActionHandler {
  const { atOnce, shownTo, show } = createPresenter(surface);
  return async (request, ack) => {
    await ack();
    const open = draftKeyOf(request);
    if (open === undefined) return;
    await show(open.viewId, workingView(open.key.draftId, atOnce(request.userId), 'taken'));
    const [outcome, shown] = await Promise.all([confirmRequest(surface.desk, open.key), shownTo(request.userId)]);
    await show(open.viewId, outcomeView(outcome, shown, request.userId));
  };
}

function outcomeView(outcome: ConfirmOutcome, shown: Shown & { readonly outboxSeconds: number }, userId: UserId): ModalView {
  switch (outcome.kind) {
    case 'requested':
      return requestedView(outcome.case, shown);
    case 'held-by': {
      // The second click of the same person sees what the first one did.
      const waits = outcome.case.state === 'queued' || outcome.case.state === 'awaiting_approval';
      return waits && outcome.case.requestedBy === userId ? requestedView(outcome.case, shown) : heldByView(outcome.case, shown);
    }
    case 'may-not':
      return mayNotView({ copy: outcome.copy, verdict: outcome.verdict, holding: undefined }, shown);
    case 'changed':
      return confirmView(outcome.step, { ...shown, changed: true });
    case 'incomplete':
      return reasonView(outcome.step, { ...shown, problem: outcome.problem });
    case 'nobody-may-approve':
      return sayView(shown.text.request.nobodyMayApprove, shown);
    case 'failed':
      return sayView(failureLine(outcome.failure, outcome.copy.order.orderId, shown.text), shown);
    case 'gone':
      return sayView(shown.text.request.gone, shown);
  }
}
