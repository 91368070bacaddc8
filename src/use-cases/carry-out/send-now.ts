import type { CancellationCase } from '../../domain/cancellation.js';
import type { CaseId, UserId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';

export type SendNowOutcome =
  | { readonly kind: 'leaves-now' | 'too-late' | 'not-yours'; readonly case: CancellationCase }
  | { readonly kind: 'unknown-case' };

/** Ends the outbox window of a cancellation early: the requester's right, and an approver's. */
export async function sendNow(
  desk: Pick<Desk, 'approvers' | 'clock' | 'cancellations'>,
  wish: { readonly caseId: CaseId; readonly userId: UserId },
): Promise<SendNowOutcome> {
  const one = await desk.cancellations.find(wish.caseId);
  if (one === undefined) return { kind: 'unknown-case' };
  const at = desk.clock.now();
  const actor = { kind: 'user', userId: wish.userId } as const;
  if (one.requestedBy !== wish.userId && !(await desk.approvers.includes(wish.userId))) {
    await desk.cancellations.record(one.id, { at, actor, event: { kind: 'click-refused', why: 'send now: not the requester' } });
    return { kind: 'not-yours', case: one };
  }
  const { accountId, marketplaceId } = one;
  const hurried = await desk.cancellations.hurry(one.id, {
    at,
    actor,
    jobs: [{ job: { kind: 'seal-feed', accountId, marketplaceId } }, { job: { kind: 'announce', caseId: one.id } }],
  });
  return { kind: hurried ? 'leaves-now' : 'too-late', case: (await desk.cancellations.find(one.id)) ?? one };
}
