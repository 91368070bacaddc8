import { teamReasonKeySchema } from '../../domain/ids.js';
import { type AddedReason, type Labels, nameShape } from '../../domain/reason-book.js';
import { type AnyReasonKey, CANCEL_CODES, REASON_KEYS, REASON_TEMPLATES } from '../../domain/reason.js';
import { ACTIONS } from '../ids.js';
import { TEXTS } from '../languages.js';
import type { ViewValues } from '../requests.js';
import type { Text } from '../text/text.js';

/** A further reason as an admin types it in. */
export type ReasonEntry = Omit<AddedReason, 'key'>;

/** What the app calls its own reasons, in every language. */
export const LABELS: Labels = Object.values(TEXTS).flatMap((text) => REASON_KEYS.map((key) => ({ key, name: text.reason[key] })));

/** A reason's key from a button or a window; undefined for what can be none. */
export function reasonKeyIn(value: string | undefined): AnyReasonKey | undefined {
  return REASON_KEYS.find((key) => key === value) ?? teamReasonKeySchema.safeParse(value).data;
}

/** The name as it is typed, in one piece. */
export function typedName(values: ViewValues): string {
  const typed = values.get(ACTIONS.reasonName);
  return typeof typed === 'string' ? typed.trim() : '';
}

/** What is wrong with the field of the name, looked at alone. */
export function nameErrors(name: string, text: Text): Record<string, string> {
  const problem = nameShape(name);
  return problem === undefined ? {} : { [ACTIONS.reasonName]: text.reasons.refusal[problem] };
}

/** A further reason as it is filled in, with what is wrong with which field. */
export function typedReason(values: ViewValues, text: Text): { readonly entry: ReasonEntry; readonly errors: Record<string, string> } {
  const asked = values.get(ACTIONS.reasonRules) ?? [];
  const name = typedName(values);
  const entry: ReasonEntry = {
    name,
    code: CANCEL_CODES.find((code) => code === values.get(ACTIONS.reasonCode)) ?? 'GeneralAdjustment',
    causedBy: values.get(ACTIONS.reasonCausedBy) === 'buyer' ? 'buyer' : 'seller',
    noteRequired: asked.includes('note'),
    alwaysApproved: asked.includes('lead'),
    template: REASON_TEMPLATES.find((template) => template === values.get(ACTIONS.reasonTemplate)) ?? 'other',
  };
  const notTheBuyers = entry.code === 'BuyerCanceled' && entry.causedBy !== 'buyer';
  const errors = {
    ...nameErrors(name, text),
    ...(notTheBuyers && { [ACTIONS.reasonCausedBy]: text.reasons.refusal['not-the-buyers'] }),
  };
  return { entry, errors };
}
