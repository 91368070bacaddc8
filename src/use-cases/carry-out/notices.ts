import { addMilliseconds, addMinutes } from 'date-fns';
import { batchVersion } from '../../domain/batch.js';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { CaseId, ChannelId, UserId } from '../../domain/ids.js';
import type { Order } from '../../domain/order.js';
import type { SecondStrike } from '../../domain/second-strike.js';
import type { PostResult } from '../../ports/announcer.js';
import type { Desk } from '../../ports/desk.js';
import type { Notice, NoticeKind } from '../../ports/store.js';

export type NoticeDesk = Pick<Desk, 'settings' | 'approvers' | 'clock' | 'notices' | 'announcer' | 'queue'>;

/** As the version shown of a notice that cannot be changed any more, so that nothing is posted twice (the largest database integer). */
const NEVER_CHANGED = 2_147_483_647;

/** Notices that follow a case; a reminder, of a decision or of units to put back, is posted once and stays. */
export type FollowingKind = Exclude<NoticeKind, ReminderKind>;
type ReminderKind = 'reminder' | 'restock';

/** What is told of: a case, or with `batch` all the cases that it leads. */
export interface Subject {
  readonly one: CancellationCase;
  readonly order: Order | undefined;
  readonly strike?: SecondStrike | undefined;
  readonly batch?: readonly CancellationCase[];
}

/** What is shown is as old as this. */
function versionOf({ one, batch }: Subject): number {
  return batch === undefined ? one.version : batchVersion(batch);
}

/** A card that may not be there is posted once more after so long: two cards do no harm, none lets the request run out unseen. */
const SECOND_CARD_MINUTES = 2;

/** The second card, once it is there, or when it is time for it while a request waits for its decision. */
export function secondCard(notices: readonly Notice[], open: CancellationCase | undefined, now: Date): readonly FollowingKind[] {
  const isThere = notices.some(({ kind }) => kind === 'second_card');
  const mayBeMissing = notices.some(({ kind, ts }) => kind === 'approval' && ts === undefined);
  const isTime = open !== undefined && now >= addMinutes(open.requestedAt, SECOND_CARD_MINUTES);
  return isThere || (mayBeMissing && isTime) ? ['second_card'] : [];
}

/** Half of the time for a decision over, whoever may decide is called by name. */
export function reminderDue({ state, requestedAt, approvalExpiresAt }: CancellationCase): Date | undefined {
  if (state !== 'awaiting_approval' || approvalExpiresAt === undefined) return undefined;
  return new Date((requestedAt.getTime() + approvalExpiresAt.getTime()) / 2);
}

/** Calls them, once, under the card. */
export async function remindOfDecision(desk: NoticeDesk, subject: Subject, { channelId: to, ts: thread }: Notice): Promise<void> {
  if (to === undefined || thread === undefined) return;
  const mention = (await desk.approvers.all()).filter((userId) => userId !== subject.one.requestedBy);
  await remind(desk, subject, { kind: 'reminder', to, thread, mention });
}

/** Claimed before it is posted, so that of several processes one posts it. */
export async function remind(
  desk: NoticeDesk,
  subject: Subject,
  reminder: Omit<Parameters<Desk['announcer']['post']>[0], 'case' | 'order' | 'batch'> & { readonly kind: ReminderKind },
): Promise<void> {
  const { one } = subject;
  const { kind, to } = reminder;
  const turn = await desk.announcer.turn({ of: one.id, kind, to });
  if (turn !== undefined) return await later(desk, one.id, turn);
  const claimedAt = desk.clock.now();
  if (!(await desk.notices.claim(one.id, kind, claimedAt))) return;
  const result = await desk.announcer.post({ ...reminder, case: one, ...rest(subject) });
  if (result.kind !== 'closed-to-us') return await posted(desk, { caseId: one.id, kind, claimedAt, version: versionOf(subject) }, result);
  await desk.notices.shown({ caseId: one.id, kind, channelId: undefined, ts: undefined, shownVersion: NEVER_CHANGED });
}

/** Where a notice goes, and where else when the app cannot post there. */
async function placesFor(desk: NoticeDesk, one: CancellationCase, kind: FollowingKind): Promise<readonly (ChannelId | UserId)[]> {
  switch (kind) {
    case 'status':
    case 'batch':
      return [one.channelId, one.requestedBy];
    case 'outcome':
      return [one.requestedBy];
    case 'approval':
    case 'second_card': {
      const others = (await desk.approvers.all()).filter((userId) => userId !== one.requestedBy);
      return desk.settings.approvalsChannel === undefined ? others : [desk.settings.approvalsChannel, ...others];
    }
  }
}

/** Posts what is not posted yet, when it is its turn; under the message `under`, where there is one. */
export async function postNotice(
  desk: NoticeDesk,
  subject: Subject,
  { kind, under }: { readonly kind: FollowingKind; readonly under?: Pick<Notice, 'channelId' | 'ts'> | undefined },
): Promise<void> {
  const { one } = subject;
  const thread = under?.channelId === undefined || under.ts === undefined ? undefined : { to: under.channelId, thread: under.ts };
  const places = thread === undefined ? (await placesFor(desk, one, kind)).map((to) => ({ to })) : [thread];
  // Also where nobody is to be told: while Slack says nothing, approvers in a user group are not known.
  const turn = await desk.announcer.turn({ of: one.id, kind, to: places[0]?.to ?? one.requestedBy });
  if (turn !== undefined) return await later(desk, one.id, turn);
  const claimedAt = desk.clock.now();
  if (!(await desk.notices.claim(one.id, kind, claimedAt))) return await later(desk, one.id, addMinutes(claimedAt, 1));
  for (const place of places) {
    const result = await desk.announcer.post({ kind, case: one, ...rest(subject), ...place });
    if (result.kind === 'closed-to-us') continue;
    return await posted(desk, { caseId: one.id, kind, claimedAt, version: versionOf(subject) }, result);
  }
  // Nowhere to post: the case goes on, and the digest shows it.
  await desk.notices.shown({ caseId: one.id, kind, channelId: undefined, ts: undefined, shownVersion: NEVER_CHANGED });
}

function rest({ order, strike, batch }: Subject): Pick<Subject, 'order' | 'strike' | 'batch'> {
  return { order, strike, ...(batch && { batch }) };
}

async function posted(
  desk: NoticeDesk,
  notice: { readonly caseId: CaseId; readonly kind: NoticeKind; readonly claimedAt: Date; readonly version: number },
  result: Exclude<PostResult, { kind: 'closed-to-us' }>,
): Promise<void> {
  const { caseId, kind, claimedAt, version } = notice;
  switch (result.kind) {
    case 'posted':
      await desk.notices.shown({ caseId, kind, channelId: result.channelId, ts: result.ts, shownVersion: version });
      return;
    case 'ambiguous':
      await desk.notices.shown({ caseId, kind, channelId: undefined, ts: undefined, shownVersion: NEVER_CHANGED });
      return kind === 'approval' ? await later(desk, caseId, addMinutes(desk.clock.now(), SECOND_CARD_MINUTES)) : undefined;
    case 'rate-limited':
      await desk.notices.release(caseId, kind, claimedAt);
      return await later(desk, caseId, addMilliseconds(desk.clock.now(), result.retryAfterMs));
    case 'failed':
      await desk.notices.release(caseId, kind, claimedAt);
      return await later(desk, caseId, addMinutes(desk.clock.now(), 1));
  }
}

/** Changes what was posted, where it still can be. */
export async function updateNotice(desk: NoticeDesk, subject: Subject, notice: Notice): Promise<void> {
  const { one } = subject;
  const { channelId, ts } = notice;
  if (channelId === undefined || ts === undefined) return;
  const result = await desk.announcer.update({ kind: notice.kind, case: one, ...rest(subject), at: { channelId, ts } });
  switch (result.kind) {
    case 'posted':
      return await desk.notices.shown({ ...notice, shownVersion: versionOf(subject) });
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

/** Looks at it once more at that moment. */
export async function later(desk: Pick<Desk, 'queue'>, caseId: CaseId, notBefore: Date): Promise<void> {
  await desk.queue.add([{ job: { kind: 'announce', caseId }, notBefore }]);
}
