import { type CancellationCase, isMessageToSettle } from '../../domain/cancellation.js';
import type { CaseId, UserId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';

export type SettleMessageOutcome =
  | { readonly kind: 'settled' | 'nothing-to-settle' | 'not-yours'; readonly case: CancellationCase }
  | { readonly kind: 'unknown-case' };

/**
 * A person has looked in Seller Central, or has sent the message there, and says so: the requester's right, and an
 * approver's. It is put on record; nothing is ever sent because of it.
 */
export async function settleMessage(
  desk: Pick<Desk, 'approvers' | 'clock' | 'cancellations'>,
  said: { readonly caseId: CaseId; readonly userId: UserId; readonly sent: boolean },
): Promise<SettleMessageOutcome> {
  const { caseId, userId } = said;
  const one = await desk.cancellations.find(caseId);
  if (one === undefined) return { kind: 'unknown-case' };
  const at = desk.clock.now();
  const actor = { kind: 'user', userId } as const;
  if (one.requestedBy !== userId && !(await desk.approvers.includes(userId))) {
    await desk.cancellations.record(caseId, { at, actor, event: { kind: 'click-refused', why: 'settle the message: not the requester' } });
    return { kind: 'not-yours', case: one };
  }
  const from = one.message.state;
  const to = said.sent ? 'sent' : 'not_sent';
  if (one.state !== 'cancelled' || !isMessageToSettle(from) || from === to) return { kind: 'nothing-to-settle', case: one };
  const jobs = [{ job: { kind: 'announce', caseId } }] as const;
  const moved = await desk.cancellations.moveMessage({ caseId, from, to, actor, at, detail: 'looked-up', jobs });
  return { kind: moved ? 'settled' : 'nothing-to-settle', case: (await desk.cancellations.find(caseId)) ?? one };
}
