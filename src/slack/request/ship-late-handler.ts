import type { ModalView } from '@slack/types';
import { shipLate, type ShipLateOutcome } from '../../use-cases/request/ship-late.js';
import type { ActionHandler } from '../dispatch.js';
import { sayView } from '../say.js';
import type { Surface } from '../surface.js';
import { heldByView } from './confirm-view.js';
import { draftKeyOf, reasonEntry } from './form.js';
import { createPresenter } from './presenter.js';
import { savedView } from './ship-late-view.js';
import { reasonView, type Shown, workingView } from './view.js';

/** *Ship late instead*, confirmed. */
export function shipLateHandler(surface: Surface): ActionHandler {
  const { atOnce, shownTo, show } = createPresenter(surface);
  return async (request, ack) => {
    await ack();
    const open = draftKeyOf(request);
    if (open === undefined) return;
    await show(open.viewId, workingView(open.key.draftId, atOnce(request.userId), 'look-again'));
    const [outcome, shown] = await Promise.all([
      shipLate(surface.desk, { ...open.key, entry: reasonEntry(open.values) }),
      shownTo(request.userId),
    ]);
    await show(open.viewId, outcomeView(outcome, shown));
  };
}

function outcomeView(outcome: ShipLateOutcome, shown: Shown): ModalView {
  switch (outcome.kind) {
    case 'saved':
      return savedView(outcome, shown);
    case 'held-by':
      return heldByView(outcome.case, shown);
    case 'not-offered':
      return reasonView(outcome.step, shown);
    case 'gone':
      return sayView(shown.text.request.gone, shown);
  }
}
