import type { UserId } from '../../domain/ids.js';
import { confirmBatch, type ConfirmBatchOutcome } from '../../use-cases/request/confirm-batch.js';
import { backToBatch, editBatch, type EditBatchOutcome, previewBatch } from '../../use-cases/request/edit-batch.js';
import { notShownLine } from '../account-facts.js';
import type { ActionHandler, SubmissionHandler } from '../dispatch.js';
import { sayView } from '../say.js';
import type { Surface } from '../surface.js';
import { batchConfirmView, batchRequestedView } from './batch-confirm-view.js';
import { batchEntry, batchKeyOf } from './batch-form.js';
import { batchView, workingBatchView } from './batch-view.js';
import { createPresenter } from './presenter.js';

/** The steps of a request for several orders. */
export interface BatchEditHandlers {
  /** A tick or the reason was changed. */
  readonly edited: ActionHandler;
  readonly submitted: SubmissionHandler;
  readonly back: ActionHandler;
  /** The last click. */
  readonly confirm: ActionHandler;
}

export function batchEditHandlers(surface: Surface): BatchEditHandlers {
  const { desk } = surface;
  const { atOnce, shownTo, show } = createPresenter(surface);
  const shownWith = async (userId: UserId) => ({ ...(await shownTo(userId)), accounts: desk.accounts.all() });

  const showEdited = async (at: { readonly viewId: string; readonly userId: UserId }, outcome: EditBatchOutcome): Promise<void> => {
    const shown = await shownWith(at.userId);
    switch (outcome.kind) {
      case 'batch-step':
        return await show(at.viewId, batchView(outcome.step, { ...shown, problem: outcome.problem }));
      case 'confirm-step':
        return await show(at.viewId, batchConfirmView(outcome.step, shown));
      case 'gone':
        return await show(at.viewId, sayView(shown.text.request.gone, shown));
    }
  };
  const showConfirmed = async (at: { readonly viewId: string; readonly userId: UserId }, outcome: ConfirmBatchOutcome): Promise<void> => {
    const shown = await shownWith(at.userId);
    const { text, accounts } = shown;
    switch (outcome.kind) {
      case 'requested':
        return await show(at.viewId, batchRequestedView(outcome, shown));
      case 'changed':
        return await show(at.viewId, batchView(outcome.step, { ...shown, changed: true, problem: outcome.problem }));
      case 'nobody-may-approve':
        return await show(at.viewId, sayView(text.request.nobodyMayApprove, shown));
      case 'failed': {
        const problem = notShownLine(outcome.failure, { orderId: outcome.orderId, accounts, text });
        return await show(at.viewId, batchConfirmView(outcome.step, { ...shown, problem }));
      }
      case 'gone':
        return await show(at.viewId, sayView(text.request.gone, shown));
    }
  };
  return {
    edited: async (request, ack) => {
      await ack();
      const at = batchKeyOf(request);
      if (at !== undefined) await showEdited(at, await editBatch(desk, { ...at.key, entry: batchEntry(at.values) }));
    },
    submitted: async (request, ack) => {
      const at = batchKeyOf(request);
      if (at === undefined) return await ack();
      await ack({ response_action: 'update', view: workingBatchView(at.key.batchId, atOnce(request.userId), 'nothing-done') });
      await showEdited(at, await previewBatch(desk, { ...at.key, entry: batchEntry(at.values) }));
    },
    back: async (request, ack) => {
      await ack();
      const at = batchKeyOf(request);
      if (at !== undefined) await showEdited(at, await backToBatch(desk, at.key));
    },
    confirm: async (request, ack) => {
      await ack();
      const at = batchKeyOf(request);
      if (at === undefined) return;
      await show(at.viewId, workingBatchView(at.key.batchId, atOnce(request.userId), 'taken'));
      await showConfirmed(at, await confirmBatch(desk, at.key));
    },
  };
}
