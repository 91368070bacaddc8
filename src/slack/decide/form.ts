import { type CaseId, caseIdSchema, type UserId } from '../../domain/ids.js';
import { ACTIONS } from '../ids.js';
import type { ActionRequest, SubmissionRequest } from '../requests.js';

interface PickedReason {
  readonly reason: string;
  readonly subReason: string | undefined;
}

/** A reason with its sub-reason as one choice. */
export function reasonValue({ reason, subReason }: PickedReason): string {
  return [reason, ...(subReason === undefined ? [] : [subReason])].join(':');
}

function pickedReason(value: string): PickedReason {
  const [reason = '', subReason] = value.split(':');
  return { reason, subReason };
}

/** A click on an approval card: which case, and who. */
export function cardClick(request: ActionRequest): { readonly caseId: CaseId; readonly userId: UserId } | undefined {
  const caseId = caseIdSchema.safeParse(request.actionId.split(':')[1]).data;
  return caseId && { caseId, userId: request.userId };
}

/** A decision in the review: on which case, by whom, with what was filled in. */
export interface Decision {
  readonly viewId: string;
  readonly caseId: CaseId;
  readonly userId: UserId;
  readonly note: string | undefined;
  readonly instead: PickedReason | undefined;
}

/** Undefined for a view that carries no case. */
export function decisionIn({ view, userId }: ActionRequest): Decision | undefined {
  const caseId = caseIdSchema.safeParse(view?.privateMetadata).data;
  if (caseId === undefined || view === undefined) return undefined;
  const note = view.values.get(ACTIONS.declineNote);
  const reason = view.values.get(ACTIONS.reviewReason);
  return {
    viewId: view.id,
    caseId,
    userId,
    note: typeof note === 'string' ? note : undefined,
    instead: typeof reason === 'string' ? pickedReason(reason) : undefined,
  };
}

/** A question that was typed about a case. */
export function questionIn({
  view,
  userId,
}: SubmissionRequest): { readonly caseId: CaseId; readonly userId: UserId; readonly question: string } | undefined {
  const caseId = caseIdSchema.safeParse(view.privateMetadata).data;
  const question = view.values.get(ACTIONS.question);
  return caseId === undefined || typeof question !== 'string' || question.trim() === '' ? undefined : { caseId, userId, question };
}
