import { addMilliseconds, max, subMinutes } from 'date-fns';
import type { CancellationCase } from '../../domain/cancellation.js';
import { type AccountId, feedRowIdSchema, type MarketplaceId } from '../../domain/ids.js';
import { isBuyerRequested, type Order } from '../../domain/order.js';
import { isUrgent } from '../../domain/outbox.js';
import { verdict } from '../../domain/verdict.js';
import type { Desk } from '../../ports/desk.js';
import type { ScheduledJob } from '../../ports/queue.js';
import { failureText } from '../facts/failure-text.js';
import { readOrder } from '../facts/read-order.js';
import { nextTry, RETRY_PACE } from './pace.js';

/** Orders in one feed. Amazon names no limit and advises few feeds with many records; "a few hundred" is what sellers report to work. */
const CASES_PER_FEED = 300;
/**
 * Amazon lets us read one order every two seconds after a burst of 30, so a big batch is read over minutes and leaves
 * together. What the mirror learns meanwhile is looked at once more before it does.
 */
const LOOK_GOOD_FOR_MINUTES = 10;
/** A batch that is still being read leaves as it is when its first look gets older than this. */
const LEAVE_AFTER_MINUTES = 8;

type SealDesk = Pick<Desk, 'clock' | 'ids' | 'orders' | 'accounts' | 'cancellations' | 'queue'>;

interface Outbox {
  readonly accountId: AccountId;
  readonly marketplaceId: MarketplaceId;
}

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
  const { ready, gone, throttledUntil } = await lookAtEach(desk, due);
  if (throttledUntil === undefined || ready.some((one) => hasToLeave(one, now))) return await seal(desk, outbox, ready);
  await wait(desk, outbox, { cases: due.filter(({ id }) => !gone.has(id)), until: throttledUntil, why: 'waits-for-reads' });
}

/** A case after its last look, with the moment of that look. */
interface Looked {
  readonly one: CancellationCase;
  readonly at: Date;
}

function hasToLeave({ one, at }: Looked, now: Date): boolean {
  return at <= subMinutes(now, LEAVE_AFTER_MINUTES) || isUrgent({ shipBy: one.shipBy, now });
}

interface Looks {
  readonly ready: readonly Looked[];
  /** Cases that are not in the outbox any more, or are tried again on their own. */
  readonly gone: ReadonlySet<string>;
  /** Set when Amazon had no room to look at the rest: when it has some again. */
  readonly throttledUntil: Date | undefined;
}

async function lookAtEach(desk: SealDesk, due: readonly CancellationCase[]): Promise<Looks> {
  const ready: Looked[] = [];
  const gone = new Set<string>();
  for (const one of due) {
    const look = await lastLook(desk, one);
    if (look.kind === 'throttled') return { ready, gone, throttledUntil: addMilliseconds(desk.clock.now(), look.retryAfterMs) };
    if (look.kind === 'ready') ready.push({ one, at: look.at });
    else gone.add(one.id);
  }
  return { ready, gone, throttledUntil: undefined };
}

type Look =
  | { readonly kind: 'ready'; readonly at: Date }
  | { readonly kind: 'gone' }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number };

/** Reads the order after the window's end, and once only while that is not long ago. */
async function lastLook(desk: SealDesk, one: CancellationCase): Promise<Look> {
  const now = desk.clock.now();
  const notBefore = max([one.sendAfter ?? now, subMinutes(now, LOOK_GOOD_FOR_MINUTES)]);
  const { accountId, orderId } = one;
  const reading = await readOrder(desk, { accountId, orderId, maxAgeMs: now.getTime() - notBefore.getTime(), urgency: 'background' });
  if (reading.kind === 'failed' && reading.failure.kind === 'throttled') return reading.failure;
  if (reading.kind === 'failed' && reading.failure.kind !== 'not-found') {
    await tryAgain(desk, one, failureText(reading.failure));
    return { kind: 'gone' };
  }
  const obstacle = reading.kind === 'failed' ? 'not-found' : obstacleNow(one, reading.copy.order, now);
  if (obstacle === undefined && reading.kind === 'read') return { kind: 'ready', at: reading.copy.readAt };
  await ruleOut(desk, one, obstacle ?? 'not-found');
  return { kind: 'gone' };
}

async function tryAgain(desk: SealDesk, one: CancellationCase, detail: string): Promise<void> {
  const { accountId, marketplaceId } = one;
  const nextAttemptAt = nextTry(RETRY_PACE, one.attempts, desk.clock.now());
  const again: ScheduledJob = { job: { kind: 'seal-feed', accountId, marketplaceId }, notBefore: nextAttemptAt };
  const announce: ScheduledJob = { job: { kind: 'announce', caseId: one.id } };
  await desk.cancellations.noteAttempt(one.id, { state: 'queued', detail, nextAttemptAt, jobs: [again, announce] });
}

async function ruleOut(desk: SealDesk, one: CancellationCase, obstacle: string): Promise<void> {
  await desk.cancellations.move({
    caseId: one.id,
    from: 'queued',
    to: 'not_sent',
    actor: { kind: 'app' },
    at: desk.clock.now(),
    detail: obstacle,
    changes: { detail: obstacle },
    jobs: [{ job: { kind: 'announce', caseId: one.id } }],
  });
}

/** What speaks against sending it now, in the names that the surface has sentences for. */
function obstacleNow(one: CancellationCase, order: Order, now: Date): string | undefined {
  const checked = verdict(order, { now, holding: undefined });
  if (checked.kind === 'may-not') return checked.rule;
  // It was agreed to as costing nothing; without Amazon's flag it would count.
  if (!one.counts && !isBuyerRequested(order)) return 'buyer-request-withdrawn';
  const asked = one.items.map((item) => item.orderItemId).sort();
  const present = order.items.map((item) => item.orderItemId).sort();
  return asked.join() === present.join() ? undefined : 'items-changed';
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
  readonly why: 'waits-for-feed' | 'waits-for-reads';
}

/** They stay in the outbox, where they can still be taken back; people see why, and until when. */
async function wait(desk: SealDesk, outbox: Outbox, { cases, until, why }: Waiting): Promise<void> {
  const caseIds = cases.map(({ id }) => id);
  await desk.cancellations.noteWaiting({ caseIds, detail: why, at: desk.clock.now() });
  await desk.queue.add([{ job: { kind: 'seal-feed', ...outbox }, notBefore: until }]);
}
