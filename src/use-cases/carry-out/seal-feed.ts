import { addMilliseconds, subMinutes } from 'date-fns';
import { feedRowIdSchema } from '../../domain/ids.js';
import { isUrgent } from '../../domain/outbox.js';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { Desk } from '../../ports/desk.js';
import type { ScheduledJob } from '../../ports/queue.js';
import { type LookDesk, type Looked, lookAtEach, type Outbox } from './last-look.js';
import { type HoldDesk, heldUntil } from './hold.js';
import { nextTry, RETRY_PACE } from './pace.js';

/** Orders in one feed. Amazon names no limit and advises few feeds with many records; "a few hundred" is what sellers report to work. */
const CASES_PER_FEED = 300;
/** A batch that is still being read leaves as it is when its first look gets older than this. */
const LEAVE_AFTER_MINUTES = 8;

type SealDesk = LookDesk & HoldDesk & Pick<Desk, 'ids' | 'queue'>;

/**
 * Puts every case of one marketplace whose window is over into one feed, after a last look at each order: what Amazon
 * would refuse, or what would now cost more than was agreed to, is not sent.
 */
export async function sealFeed(desk: SealDesk, outbox: Outbox): Promise<void> {
  const now = desk.clock.now();
  // One such job waits for all of them, and comes at the moment of the first: the others are not forgotten.
  const next = await desk.cancellations.nextInOutbox({ ...outbox, now });
  if (next !== undefined) await desk.queue.add([{ job: { kind: 'seal-feed', ...outbox }, notBefore: next }]);
  const due = await desk.cancellations.dueInOutbox({ ...outbox, now, limit: CASES_PER_FEED });
  if (due.length === 0) return;
  // When it is settled it gives this job again; the time here is only for a feed that nobody settles.
  if (await desk.cancellations.hasOpenFeed(outbox))
    return await wait(desk, outbox, { cases: due, until: nextTry(RETRY_PACE, 3, now), why: 'waits-for-feed' });
  const held = await heldUntil(desk, outbox);
  if (held !== undefined) return await wait(desk, outbox, { cases: due, until: held, why: 'waits-after-break' });
  // A feed that is sealed waits for room without whatever comes due meanwhile, which would then wait for two.
  const urgency = due.some(({ shipBy }) => isUrgent({ shipBy, now })) ? 'interactive' : 'background';
  const roomAfterMs = await desk.accounts.amazon(outbox.accountId).feeds.roomAfterMs(urgency);
  if (roomAfterMs > 0) return await wait(desk, outbox, { cases: due, until: addMilliseconds(now, roomAfterMs), why: 'waits-for-room' });
  const { ready, gone, throttledUntil } = await lookAtEach(desk, outbox, due);
  if (throttledUntil === undefined || ready.some((one) => hasToLeave(one, now))) return await seal(desk, outbox, ready);
  await wait(desk, outbox, { cases: due.filter(({ id }) => !gone.has(id)), until: throttledUntil, why: 'waits-for-reads' });
}

function hasToLeave({ one, at }: Looked, now: Date): boolean {
  return at <= subMinutes(now, LEAVE_AFTER_MINUTES) || isUrgent({ shipBy: one.shipBy, now });
}

async function seal(desk: SealDesk, outbox: Outbox, ready: readonly Looked[]): Promise<void> {
  if (ready.length === 0) return;
  const feedRowId = feedRowIdSchema.parse(desk.ids.next());
  const announcements = ready.map(({ one }): ScheduledJob => ({ job: { kind: 'announce', caseId: one.id } }));
  const jobs: ScheduledJob[] = [{ job: { kind: 'submit-feed', feedRowId } }, ...announcements];
  const caseIds = ready.map(({ one }) => one.id);
  const feed = await desk.cancellations.seal({ ...outbox, feedRowId, caseIds, at: desk.clock.now(), jobs });
  // Another instance was faster, or everything was taken back: whatever is left gets its next look soon.
  if (feed === undefined)
    await desk.queue.add([{ job: { kind: 'seal-feed', ...outbox }, notBefore: nextTry(RETRY_PACE, 1, desk.clock.now()) }]);
}

interface Waiting {
  readonly cases: readonly CancellationCase[];
  readonly until: Date;
  readonly why: 'waits-for-feed' | 'waits-for-room' | 'waits-for-reads' | 'waits-after-break';
}

/** They stay in the outbox, where they can still be taken back; people see why, and until when. */
async function wait(desk: SealDesk, outbox: Outbox, { cases, until, why }: Waiting): Promise<void> {
  const caseIds = cases.map(({ id }) => id);
  await desk.cancellations.noteWaiting({ caseIds, state: 'queued', detail: why, at: desk.clock.now() });
  await desk.queue.add([{ job: { kind: 'seal-feed', ...outbox }, notBefore: until }]);
}
