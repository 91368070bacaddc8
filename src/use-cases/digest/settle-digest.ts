import type { UserId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';
import type { DailyDigest } from './post-digest.js';

export type SettleDigestOutcome = 'settled' | 'nothing-to-settle' | 'not-yours';

/** A person has looked whether a digest is in its channel, and says so; one that is not there is posted. An approver's or an admin's right. */
export async function settleDigest(
  desk: Pick<Desk, 'settings' | 'approvers' | 'clock' | 'digests' | 'queue'>,
  said: { readonly daily: DailyDigest; readonly userId: UserId; readonly isThere: boolean },
): Promise<SettleDigestOutcome> {
  const { daily, userId, isThere } = said;
  if (!desk.settings.admins.includes(userId) && !(await desk.approvers.includes(userId))) return 'not-yours';
  const moved = await desk.digests.move({ ...daily, from: 'uncertain', to: isThere ? 'posted' : 'claimed', at: desk.clock.now() });
  if (!moved) return 'nothing-to-settle';
  if (!isThere) await desk.queue.add([{ job: { kind: 'post-digest', ...daily } }]);
  return 'settled';
}
