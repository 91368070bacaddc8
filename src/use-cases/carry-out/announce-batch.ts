import { addSeconds } from 'date-fns';
import { batchVersion } from '../../domain/batch.js';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { BatchId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';
import type { Notice } from '../../ports/store.js';
import { cardAmong } from '../facts/approval-card.js';
import { COUNTDOWN_SECONDS, isCountedDown } from './countdown.js';
import {
  type FollowingKind,
  later,
  type NoticeDesk,
  postNotice,
  reminderDue,
  remindOfDecision,
  secondCard,
  type Subject,
  updateNotice,
} from './notices.js';

type BatchDesk = NoticeDesk & Pick<Desk, 'batches' | 'cancellations' | 'orders'>;

/** Once the message of the whole batch is there, the others are looked at; after this long they look by themselves. */
const HEAD_TAKES_SECONDS = 60;

/**
 * Brings everything up to date that Slack shows of one of several cases: its own message stands in the thread of the one
 * of the whole batch. What is of the whole is the first case's business alone, so that nobody else posts it as well.
 */
export async function announceInBatch(desk: BatchDesk, one: CancellationCase, batchId: BatchId): Promise<void> {
  const cases = (await desk.batches.find(batchId))?.cases ?? [];
  const [lead] = cases;
  if (lead === undefined) return;
  const before = await desk.notices.ofCase(lead.id);
  if (one.id !== lead.id) {
    if (isBehind(cases, before)) await desk.queue.add([{ job: { kind: 'announce', caseId: lead.id } }]);
    const head = headAmong(before);
    if (head === undefined) return await later(desk, one.id, addSeconds(desk.clock.now(), HEAD_TAKES_SECONDS));
    return await announceOne(desk, one, head);
  }
  await announceWhole(desk, { one: lead, order: undefined, batch: cases }, before);
  const head = headAmong(await desk.notices.ofCase(lead.id));
  if (head === undefined) return;
  await announceOne(desk, one, head);
  if (headAmong(before) === undefined)
    await desk.queue.add(cases.slice(1).map(({ id: caseId }) => ({ job: { kind: 'announce', caseId } as const })));
}

function headAmong(notices: readonly Notice[]): Notice | undefined {
  return notices.find(({ kind }) => kind === 'batch');
}

function isBehind(cases: readonly CancellationCase[], ofLead: readonly Notice[]): boolean {
  const version = batchVersion(cases);
  return wholeKinds(cases).some((kind) => (ofLead.find((one) => one.kind === kind)?.shownVersion ?? 0) < version);
}

/** Which notices the whole batch has: the requester hears directly, once, when it is decided. */
function wholeKinds(cases: readonly CancellationCase[]): readonly FollowingKind[] {
  if (cases.every(({ approvalRules }) => approvalRules.length === 0)) return ['batch'];
  return cases.some(({ state }) => state === 'awaiting_approval') ? ['batch', 'approval'] : ['batch', 'approval', 'outcome'];
}

async function announceWhole(
  desk: BatchDesk,
  subject: Subject & { readonly batch: readonly CancellationCase[] },
  notices: readonly Notice[],
): Promise<void> {
  const { one: lead, batch } = subject;
  const version = batchVersion(batch);
  const now = desk.clock.now();
  const open = batch.find(({ state }) => state === 'awaiting_approval');
  for (const kind of [...wholeKinds(batch), ...secondCard(notices, open, now)]) {
    const notice = notices.find((candidate) => candidate.kind === kind);
    if (notice === undefined) await postNotice(desk, subject, { kind });
    else if (notice.shownVersion < version) await updateNotice(desk, subject, notice);
  }
  const remindAt = open && reminderDue(open);
  if (remindAt === undefined) return;
  if (remindAt > now) return await later(desk, lead.id, remindAt);
  const card = cardAmong(notices);
  if (card !== undefined && !notices.some(({ kind }) => kind === 'reminder')) await remindOfDecision(desk, subject, card);
}

async function announceOne(desk: BatchDesk, one: CancellationCase, head: Notice): Promise<void> {
  const [notices, copy] = await Promise.all([desk.notices.ofCase(one.id), desk.orders.find(one.accountId, one.orderId)]);
  const subject = { one, order: copy?.order };
  const countsDown = await isCountedDown(desk, one);
  const notice = notices.find(({ kind }) => kind === 'status');
  if (notice === undefined) await postNotice(desk, subject, { kind: 'status', under: head });
  else if (notice.shownVersion < one.version || countsDown) await updateNotice(desk, subject, notice);
  if (countsDown) await later(desk, one.id, addSeconds(desk.clock.now(), COUNTDOWN_SECONDS));
}
