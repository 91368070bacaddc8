import type { CancellationCase } from '../../domain/cancellation.js';
import type { CaseId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';

export type CheckAgainOutcome =
  | { readonly kind: 'checking' | 'nothing-to-check'; readonly case: CancellationCase }
  | { readonly kind: 'unknown-case' };

/** A person wants to know now whether a stuck order is cancelled: the next read-back is brought forward. */
export async function checkAgain(desk: Pick<Desk, 'cancellations' | 'queue'>, caseId: CaseId): Promise<CheckAgainOutcome> {
  const one = await desk.cancellations.find(caseId);
  if (one === undefined) return { kind: 'unknown-case' };
  if (one.state !== 'stuck') return { kind: 'nothing-to-check', case: one };
  await desk.queue.add([{ job: { kind: 'read-back', caseId } }]);
  return { kind: 'checking', case: one };
}
