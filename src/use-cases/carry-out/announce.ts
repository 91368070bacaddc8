import { addMilliseconds, addMinutes, addSeconds } from 'date-fns';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { CaseId, ChannelId, UserId } from '../../domain/ids.js';
import { type DigestTime, dueDigest, localDate } from '../../domain/local-day.js';
import type { Order } from '../../domain/order.js';
import type { SecondStrike } from '../../domain/second-strike.js';
import { restockDay } from '../../domain/stock.js';
import type { PostResult } from '../../ports/announcer.js';
import type { Desk } from '../../ports/desk.js';
import type { Notice, NoticeKind } from '../../ports/store.js';
import { strikeOf } from '../facts/strike.js';

type AnnounceDesk = Pick<
  Desk,
  'settings' | 'approvers' | 'clock' | 'cancellations' | 'orders' | 'figures' | 'notices' | 'announcer' | 'queue'
>;

/** The countdown of an outbox window is drawn again this often. */
const COUNTDOWN_SECONDS = 15;
/** Slack takes some 50 changes of messages a minute (docs.slack.dev chat.update); beyond this the moment of leaving says enough. */
const COUNTED_DOWN_AT_MOST = 8;

/** As the version shown of a notice that cannot be changed any more, so that nothing is posted twice (the largest database integer). */
const NEVER_CHANGED = 2_147_483_647;

/** Notices that follow a case; a reminder, of a decision or of units to put back, is posted once and stays. */
type FollowingKind = Exclude<NoticeKind, ReminderKind>;
type ReminderKind = 'reminder' | 'restock';

/** Brings everything that Slack shows of a case up to date; what was posted before is changed, not posted again. */
export async function announce(desk: AnnounceDesk, caseId: CaseId): Promise<void> {
  const one = await desk.cancellations.find(caseId);
  if (one === undefined) return;
  const [notices, copy] = await Promise.all([desk.notices.ofCase(caseId), desk.orders.find(one.accountId, one.orderId)]);
  const open = one.state === 'awaiting_approval';
  const subject = { one, order: copy?.order, strike: open && copy !== undefined ? await strikeOf(desk, copy) : undefined };
  const countsDown = await isCountedDown(desk, one);
  const remindAt = reminderDue(one);
  const now = desk.clock.now();
  for (const kind of noticesFor(one)) {
    const notice = notices.find((candidate) => candidate.kind === kind);
    if (notice === undefined) await post(desk, subject, kind);
    else if (notice.shownVersion < one.version || (countsDown && kind === 'status')) await update(desk, subject, notice);
  }
  if (countsDown) await later(desk, caseId, addSeconds(now, COUNTDOWN_SECONDS));
  if (remindAt !== undefined && remindAt > now) await later(desk, caseId, remindAt);
  const shown = (wanted: NoticeKind): Notice | undefined => notices.find(({ kind }) => kind === wanted);
  const card = shown('approval');
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

/** Half of the time for a decision over, whoever may decide is called by name. */
function reminderDue({ state, requestedAt, approvalExpiresAt }: CancellationCase): Date | undefined {
  if (state !== 'awaiting_approval' || approvalExpiresAt === undefined) return undefined;
  return new Date((requestedAt.getTime() + approvalExpiresAt.getTime()) / 2);
}

async function remindOfDecision(desk: AnnounceDesk, subject: Subject, { channelId: to, ts: thread }: Notice): Promise<void> {
  if (to === undefined || thread === undefined) return;
  const mention = (await desk.approvers.all()).filter((userId) => userId !== subject.one.requestedBy);
  await remind(desk, subject, { kind: 'reminder', to, thread, mention });
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

/** Claimed before it is posted, so that of several processes one posts it. */
async function remind(
  desk: AnnounceDesk,
  { one, order }: Subject,
  reminder: Omit<Parameters<Desk['announcer']['post']>[0], 'case' | 'order'> & { readonly kind: ReminderKind },
): Promise<void> {
  const { kind } = reminder;
  if (!(await desk.notices.claim(one.id, kind, desk.clock.now()))) return;
  const result = await desk.announcer.post({ ...reminder, case: one, order });
  if (result.kind !== 'closed-to-us') return await posted(desk, { caseId: one.id, kind, version: one.version }, result);
  await desk.notices.shown({ caseId: one.id, kind, channelId: undefined, ts: undefined, shownVersion: NEVER_CHANGED });
}

/** Whether the status message is brought up to date while its outbox window runs: for as many as Slack lets us change often. */
async function isCountedDown(desk: AnnounceDesk, one: CancellationCase): Promise<boolean> {
  if (one.state !== 'queued' || one.sendAfter === undefined) return false;
  if (one.sendAfter <= addSeconds(desk.clock.now(), COUNTDOWN_SECONDS)) return false;
  return (await desk.cancellations.countInOutbox()) <= COUNTED_DOWN_AT_MOST;
}

/** Which notices a case has: the requester hears directly of every decision on a request that needed one. */
function noticesFor(one: CancellationCase): readonly FollowingKind[] {
  if (one.approvalRules.length === 0) return ['status'];
  return one.state === 'awaiting_approval' ? ['status', 'approval'] : ['status', 'approval', 'outcome'];
}

/** Where a notice goes, and where else when the app cannot post there. */
async function placesFor(desk: AnnounceDesk, one: CancellationCase, kind: FollowingKind): Promise<readonly (ChannelId | UserId)[]> {
  switch (kind) {
    case 'status':
      return [one.channelId, one.requestedBy];
    case 'outcome':
      return [one.requestedBy];
    case 'approval': {
      const others = (await desk.approvers.all()).filter((userId) => userId !== one.requestedBy);
      return desk.settings.approvalsChannel === undefined ? others : [desk.settings.approvalsChannel, ...others];
    }
  }
}

interface Subject {
  readonly one: CancellationCase;
  readonly order: Order | undefined;
  readonly strike: SecondStrike | undefined;
}

async function post(desk: AnnounceDesk, { one, order, strike }: Subject, kind: FollowingKind): Promise<void> {
  if (!(await desk.notices.claim(one.id, kind, desk.clock.now()))) return await later(desk, one.id, addMinutes(desk.clock.now(), 1));
  for (const to of await placesFor(desk, one, kind)) {
    const result = await desk.announcer.post({ kind, case: one, order, strike, to });
    if (result.kind === 'closed-to-us') continue;
    return await posted(desk, { caseId: one.id, kind, version: one.version }, result);
  }
  // Nowhere to post: the case goes on, and the digest shows it.
  await desk.notices.shown({ caseId: one.id, kind, channelId: undefined, ts: undefined, shownVersion: NEVER_CHANGED });
}

async function posted(
  desk: AnnounceDesk,
  notice: { readonly caseId: CaseId; readonly kind: NoticeKind; readonly version: number },
  result: Exclude<PostResult, { kind: 'closed-to-us' }>,
): Promise<void> {
  const { caseId, kind, version } = notice;
  switch (result.kind) {
    case 'posted':
      await desk.notices.shown({ caseId, kind, channelId: result.channelId, ts: result.ts, shownVersion: version });
      return;
    case 'ambiguous':
      await desk.notices.shown({ caseId, kind, channelId: undefined, ts: undefined, shownVersion: NEVER_CHANGED });
      return;
    case 'rate-limited':
      await desk.notices.release(caseId, kind);
      return await later(desk, caseId, addMilliseconds(desk.clock.now(), result.retryAfterMs));
    case 'failed':
      await desk.notices.release(caseId, kind);
      return await later(desk, caseId, addMinutes(desk.clock.now(), 1));
  }
}

async function update(desk: AnnounceDesk, { one, order, strike }: Subject, notice: Notice): Promise<void> {
  const { channelId, ts } = notice;
  if (channelId === undefined || ts === undefined) return;
  const result = await desk.announcer.update({ kind: notice.kind, case: one, order, strike, at: { channelId, ts } });
  switch (result.kind) {
    case 'posted':
      return await desk.notices.shown({ ...notice, shownVersion: one.version });
    case 'closed-to-us':
      // Message or channel is gone; nobody reads it any more.
      return await desk.notices.shown({ ...notice, shownVersion: NEVER_CHANGED });
    case 'rate-limited':
      return await later(desk, one.id, addMilliseconds(desk.clock.now(), result.retryAfterMs));
    case 'failed':
    case 'ambiguous':
      // The same content again does no harm.
      return await later(desk, one.id, addMinutes(desk.clock.now(), 1));
  }
}

async function later(desk: AnnounceDesk, caseId: CaseId, notBefore: Date): Promise<void> {
  await desk.queue.add([{ job: { kind: 'announce', caseId }, notBefore }]);
}
