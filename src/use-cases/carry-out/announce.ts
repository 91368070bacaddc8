import { addSeconds } from 'date-fns';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { CaseId } from '../../domain/ids.js';
import { type DigestTime, dueDigest, localDate } from '../../domain/local-day.js';
import { restockDay } from '../../domain/stock.js';
import type { Desk } from '../../ports/desk.js';
import type { Notice, NoticeKind } from '../../ports/store.js';
import { cardAmong } from '../facts/approval-card.js';
import { strikeOf } from '../facts/strike.js';
import { announceInBatch } from './announce-batch.js';
import { COUNTDOWN_SECONDS, isCountedDown } from './countdown.js';
import {
  type FollowingKind,
  later,
  type NoticeDesk,
  postNotice,
  remind,
  reminderDue,
  remindOfDecision,
  secondCard,
  type Subject,
  updateNotice,
} from './notices.js';

type AnnounceDesk = NoticeDesk & Pick<Desk, 'batches' | 'cancellations' | 'orders' | 'figures'>;

/** Brings everything that Slack shows of a case up to date; what was posted before is changed, not posted again. */
export async function announce(desk: AnnounceDesk, caseId: CaseId): Promise<void> {
  const one = await desk.cancellations.find(caseId);
  if (one === undefined) return;
  if (one.batchId !== undefined) return await announceInBatch(desk, one, one.batchId);
  const [notices, copy] = await Promise.all([desk.notices.ofCase(caseId), desk.orders.find(one.accountId, one.orderId)]);
  const open = one.state === 'awaiting_approval';
  const subject = { one, order: copy?.order, strike: open && copy !== undefined ? await strikeOf(desk, copy) : undefined };
  const countsDown = await isCountedDown(desk, one);
  const remindAt = reminderDue(one);
  const now = desk.clock.now();
  for (const kind of [...noticesFor(one), ...secondCard(notices, open ? one : undefined, now)]) {
    const notice = notices.find((candidate) => candidate.kind === kind);
    if (notice === undefined) await postNotice(desk, subject, { kind });
    else if (notice.shownVersion < one.version || (countsDown && kind === 'status')) await updateNotice(desk, subject, notice);
  }
  if (countsDown) await later(desk, caseId, addSeconds(now, COUNTDOWN_SECONDS));
  if (remindAt !== undefined && remindAt > now) await later(desk, caseId, remindAt);
  const shown = (wanted: NoticeKind): Notice | undefined => notices.find(({ kind }) => kind === wanted);
  const card = cardAmong(notices);
  if (remindAt !== undefined && remindAt <= now && card !== undefined && shown('reminder') === undefined)
    await remindOfDecision(desk, subject, card);
  const restockOn = restockDay(one.stock);
  if (restockOn !== undefined && shown('restock') === undefined && restockOn <= dueDigest({ now, ...morningOf(desk) }))
    await remindOfRestock(desk, subject, { restockOn, status: shown('status') });
}

/** When the team's morning is. */
function morningOf({ settings: { digestTime: time, timeZone } }: Pick<Desk, 'settings'>): DigestTime {
  return { time, timeZone };
}

/** In the thread of the status message; directly, where that is nowhere. */
async function remindOfRestock(
  desk: AnnounceDesk,
  subject: Subject,
  { restockOn, status }: { readonly restockOn: string; readonly status: Notice | undefined },
): Promise<void> {
  const late = restockOn !== localDate(desk.clock.now(), desk.settings.timeZone);
  const { channelId, ts } = status ?? {};
  const place = channelId === undefined || ts === undefined ? { to: subject.one.requestedBy } : { to: channelId, thread: ts };
  await remind(desk, subject, { kind: 'restock', late, ...place });
}

/** Which notices a case has: the requester hears directly of every decision on a request that needed one. */
function noticesFor(one: CancellationCase): readonly FollowingKind[] {
  if (one.approvalRules.length === 0) return ['status'];
  return one.state === 'awaiting_approval' ? ['status', 'approval'] : ['status', 'approval', 'outcome'];
}
