import { addSeconds } from 'date-fns';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { CaseId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';
import { announceInBatch } from './announce-batch.js';
import { COUNTDOWN_SECONDS, isCountedDown } from './countdown.js';
import { type FollowingKind, later, type NoticeDesk, postNotice, remind, reminderDue, updateNotice } from './notices.js';

type AnnounceDesk = NoticeDesk & Pick<Desk, 'batches' | 'cancellations' | 'orders'>;

/** Brings everything that Slack shows of a case up to date; what was posted before is changed, not posted again. */
export async function announce(desk: AnnounceDesk, caseId: CaseId): Promise<void> {
  const one = await desk.cancellations.find(caseId);
  if (one === undefined) return;
  if (one.batchId !== undefined) return await announceInBatch(desk, one, one.batchId);
  const [notices, copy] = await Promise.all([desk.notices.ofCase(caseId), desk.orders.find(one.accountId, one.orderId)]);
  const subject = { one, order: copy?.order };
  const countsDown = await isCountedDown(desk, one);
  const remindAt = reminderDue(one);
  const now = desk.clock.now();
  for (const kind of noticesFor(one)) {
    const notice = notices.find((candidate) => candidate.kind === kind);
    if (notice === undefined) await postNotice(desk, subject, { kind });
    else if (notice.shownVersion < one.version || (countsDown && kind === 'status')) await updateNotice(desk, subject, notice);
  }
  if (countsDown) await later(desk, caseId, addSeconds(now, COUNTDOWN_SECONDS));
  if (remindAt !== undefined && remindAt > now) await later(desk, caseId, remindAt);
  const card = notices.find(({ kind }) => kind === 'approval');
  if (remindAt !== undefined && remindAt <= now && card !== undefined && !notices.some(({ kind }) => kind === 'reminder'))
    await remind(desk, subject, card);
}

/** Which notices a case has: the requester hears directly of every decision on a request that needed one. */
function noticesFor(one: CancellationCase): readonly FollowingKind[] {
  if (one.approvalRules.length === 0) return ['status'];
  return one.state === 'awaiting_approval' ? ['status', 'approval'] : ['status', 'approval', 'outcome'];
}
