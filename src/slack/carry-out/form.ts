import { type CaseId, caseIdSchema } from '../../domain/ids.js';

/** The case that a button is about. */
export function caseIdOf(actionId: string): CaseId | undefined {
  return caseIdSchema.safeParse(actionId.split(':')[1]).data;
}
