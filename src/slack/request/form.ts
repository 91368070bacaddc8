import { draftIdSchema } from '../../domain/ids.js';
import type { ReasonEntry } from '../../use-cases/request/pick-reason.js';
import type { DraftKey } from '../../use-cases/request/draft.js';
import { type MessagePurpose, REASON_TEMPLATES } from '../../domain/reason.js';
import { ACTIONS } from '../ids.js';
import type { ActionRequest, SubmissionRequest, ViewValues } from '../requests.js';

/** Every purpose that a reason may have, and the founding text. */
const PURPOSES: readonly MessagePurpose[] = ['seed', ...REASON_TEMPLATES];

/** What stands in a field; undefined when that is nothing. */
export function textOf(values: ViewValues, actionId: string): string | undefined {
  const value = values.get(actionId);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function ticked(values: ViewValues, actionId: string): readonly string[] {
  const value = values.get(actionId);
  return value === undefined || typeof value === 'string' ? [] : value;
}

/** The first step as it is filled in. */
export function reasonEntry(values: ViewValues): ReasonEntry {
  return {
    reason: textOf(values, ACTIONS.reason),
    subReason: textOf(values, ACTIONS.subReason),
    note: textOf(values, ACTIONS.note),
    memo: textOf(values, ACTIONS.memo),
    stock: textOf(values, ACTIONS.stock),
    restockOn: textOf(values, ACTIONS.restockOn),
    fraudSignals: ticked(values, ACTIONS.fraudSignals),
  };
}

/** The message step as it is filled in. */
export function messageEntry(values: ViewValues): { readonly messageText: string; readonly sendMessage: boolean } {
  return { messageText: textOf(values, ACTIONS.messageText) ?? '', sendMessage: (values.get(ACTIONS.sendMessage) ?? []).includes('send') };
}

/** Another template or language than before. */
export function templateEntry(values: ViewValues): { readonly purpose: MessagePurpose | undefined; readonly language: string | undefined } {
  const purpose = textOf(values, ACTIONS.purpose);
  return { purpose: PURPOSES.find((one) => one === purpose), language: textOf(values, ACTIONS.language) };
}

/** The typed order id. */
export function typedOrderId(values: ViewValues): string {
  return textOf(values, ACTIONS.orderId) ?? '';
}

/** A modal in which somebody works on a draft. */
export interface OpenModal {
  readonly key: DraftKey;
  readonly viewId: string;
  readonly values: ViewValues;
}

/** The draft that a modal is about, with the person at it; undefined for a modal that carries none. */
export function draftKeyOf(request: ActionRequest | SubmissionRequest): OpenModal | undefined {
  const { view, userId } = request;
  const draftId = draftIdSchema.safeParse(view?.privateMetadata).data;
  return draftId === undefined || view === undefined ? undefined : { key: { draftId, userId }, viewId: view.id, values: view.values };
}
