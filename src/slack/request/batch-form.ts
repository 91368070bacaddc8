import { batchIdSchema, type UserId } from '../../domain/ids.js';
import type { BatchKey } from '../../use-cases/request/batch.js';
import type { BatchEntry } from '../../use-cases/request/edit-batch.js';
import { ACTIONS } from '../ids.js';
import type { ActionRequest, SubmissionRequest, ViewValues } from '../requests.js';
import { textOf } from './form.js';

/** What is ticked and filled in for several orders. The ticks stand in more than one field. */
export function batchEntry(values: ViewValues): BatchEntry {
  return {
    ticked: [...values].flatMap(([actionId, value]) => (actionId.startsWith(`${ACTIONS.batchOrder}:`) ? value : [])),
    reason: textOf(values, ACTIONS.batchReason),
    subReason: textOf(values, ACTIONS.batchSubReason),
    note: textOf(values, ACTIONS.note),
    memo: textOf(values, ACTIONS.memo),
    sendMessage: (values.get(ACTIONS.batchSend) ?? []).includes('send'),
  };
}

/** A modal in which somebody works on several orders. */
export interface OpenBatchModal {
  readonly key: BatchKey;
  readonly userId: UserId;
  readonly viewId: string;
  readonly values: ViewValues;
}

/** The draft of several orders that a modal is about, with the person at it; undefined for a modal that carries none. */
export function batchKeyOf({ view, userId }: ActionRequest | SubmissionRequest): OpenBatchModal | undefined {
  const batchId = batchIdSchema.safeParse(view?.privateMetadata).data;
  if (batchId === undefined || view === undefined) return undefined;
  return { key: { batchId, userId }, userId, viewId: view.id, values: view.values };
}
