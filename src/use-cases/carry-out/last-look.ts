import { addMilliseconds, max, subMinutes } from 'date-fns';
import type { CancellationCase } from '../../domain/cancellation.js';
import { type Break, DROPPED_DETAIL, isDoubtful } from '../../domain/continuity.js';
import type { AccountId, MarketplaceId } from '../../domain/ids.js';
import { type Coverage, goodAsOf } from '../../domain/mirror.js';
import { isBuyerRequested, type Order, type OrderCopy } from '../../domain/order.js';
import { verdict } from '../../domain/verdict.js';
import type { Urgency } from '../../ports/amazon.js';
import type { Desk } from '../../ports/desk.js';
import type { ScheduledJob } from '../../ports/queue.js';
import { failureText } from '../facts/failure-text.js';
import { readUnlessYoung } from '../facts/read-order.js';
import { nextTry, RETRY_PACE } from './pace.js';

/**
 * Amazon lets us read one order every two seconds after a burst of 30. Beyond that an order is known well enough as it was
 * so long ago at most, from a read of its own or because the mirror has no change of it; the rest is read over minutes.
 */
const LOOK_GOOD_FOR_MINUTES = 10;
/** As many that are not known at all are read at a time before whatever else lines up for reads: a cancellation waits for each. */
const AHEAD_AT_ONCE = 5;
export type LookDesk = Pick<Desk, 'clock' | 'orders' | 'mirror' | 'accounts' | 'cancellations' | 'continuity'>;

/** What leaves together: the cases of one account and marketplace. */
export interface Outbox {
  readonly accountId: AccountId;
  readonly marketplaceId: MarketplaceId;
}

/** A case after its last look, with the moment as of which its order is known. */
export interface Looked {
  readonly one: CancellationCase;
  readonly at: Date;
}

interface Looks {
  readonly ready: readonly Looked[];
  /** Cases that are not in the outbox any more, or are tried again on their own. */
  readonly gone: ReadonlySet<string>;
  /** Set when Amazon had no room to look at the rest: when to go on. */
  readonly throttledUntil: Date | undefined;
}

/**
 * Looks at the order of each case once more: what Amazon would refuse, or what would now cost more than was agreed to, is
 * ruled out. Where Amazon has no room for a call, what is on file has to do as long as it is good.
 */
export async function lookAtEach(desk: LookDesk, { accountId, marketplaceId }: Outbox, due: readonly CancellationCase[]): Promise<Looks> {
  const orderIds = due.map(({ orderId }) => orderId);
  const [copies, reached, broken] = await Promise.all([
    desk.orders.findEach(accountId, orderIds),
    desk.mirror.coverage([accountId]),
    desk.continuity.lastBreak(),
  ]);
  const onFile = new Map(copies.map((copy) => [copy.order.orderId, copy]));
  const coverage = reached.find((one) => one.marketplaceId === marketplaceId);
  const ready: Looked[] = [];
  const gone = new Set<string>();
  const room: Room = { forAll: true, ahead: AHEAD_AT_ONCE, until: desk.clock.now() };
  let unread = false;
  for (const one of due) {
    const seen = await lookSomehow(desk, one, { copy: onFile.get(one.orderId), coverage, room });
    const look = seen.kind === 'ready' ? await unlessDoubtful(desk, { one, at: seen.at }, broken) : seen;
    if (look.kind === 'ready') ready.push({ one, at: look.at });
    else if (look.kind === 'gone') gone.add(one.id);
    else unread = true;
  }
  return { ready, gone, throttledUntil: unread ? room.until : undefined };
}

/** What Amazon still gives to the looks of one batch. */
interface Room {
  /** Nothing was refused yet. */
  forAll: boolean;
  /** How many more may go ahead of others. */
  ahead: number;
  /** When to go on with what was not read. */
  until: Date;
}

interface Known {
  readonly copy: OrderCopy | undefined;
  readonly coverage: Coverage | undefined;
  readonly room: Room;
}

/** Afresh while there is room, else by what is on file; what is not known at all goes ahead of others who wait for reads. */
async function lookSomehow(desk: LookDesk, one: CancellationCase, { copy, coverage, room }: Known): Promise<Look | NoRoom> {
  const afresh = room.forAll ? await lookAfresh(desk, one, { onFile: copy, urgency: 'background' }) : undefined;
  if (afresh !== undefined && afresh.kind !== 'no-room') return afresh;
  room.forAll = false;
  const filed = await lookOnFile(desk, one, copy && { ...copy, readAt: goodAsOf(copy.readAt, coverage) });
  if (filed !== undefined) return filed;
  if (room.ahead === 0) return { kind: 'no-room', until: room.until };
  room.ahead -= 1;
  const ahead = await lookAfresh(desk, one, { onFile: copy, urgency: 'ahead' });
  if (ahead.kind === 'no-room') Object.assign(room, { ahead: 0, until: ahead.until });
  return ahead;
}

type Look = { readonly kind: 'ready'; readonly at: Date } | { readonly kind: 'gone' };

interface NoRoom {
  readonly kind: 'no-room';
  readonly until: Date;
}

/** Reads the order after the window's end, and once only while that is not long ago. */
async function lookAfresh(
  desk: LookDesk,
  one: CancellationCase,
  { onFile, urgency }: { readonly onFile: OrderCopy | undefined; readonly urgency: Urgency },
): Promise<Look | NoRoom> {
  const now = desk.clock.now();
  const { accountId, orderId } = one;
  const notBefore = max([one.sendAfter ?? now, subMinutes(now, LOOK_GOOD_FOR_MINUTES)]);
  const wanted = { accountId, orderId, maxAgeMs: now.getTime() - notBefore.getTime(), urgency };
  const reading = await readUnlessYoung(desk, wanted, onFile);
  if (reading.kind === 'read') return await judge(desk, one, reading.copy);
  const { failure } = reading;
  if (failure.kind === 'throttled') return { kind: 'no-room', until: addMilliseconds(now, failure.retryAfterMs) };
  return failure.kind === 'not-found' ? await ruleOut(desk, one, 'not-found') : await tryAgain(desk, one, failureText(failure));
}

/** Undefined where what is on file is not good enough. */
async function lookOnFile(desk: LookDesk, one: CancellationCase, copy: OrderCopy | undefined): Promise<Look | undefined> {
  const good = copy !== undefined && copy.readAt >= subMinutes(desk.clock.now(), LOOK_GOOD_FOR_MINUTES);
  return good ? await judge(desk, one, copy) : undefined;
}

/** Judges the order as it was at a moment. */
async function judge(desk: LookDesk, one: CancellationCase, { order, readAt }: OrderCopy): Promise<Look> {
  const obstacle = obstacleNow(one, order, desk.clock.now());
  if (obstacle === undefined) return { kind: 'ready', at: readAt };
  return await ruleOut(desk, one, obstacle);
}

/** What is not on record any more may have taken it back: a wrong cancellation is worse than one that is asked for again. */
async function unlessDoubtful(desk: LookDesk, { one, at }: Looked, broken: Break | undefined): Promise<Look> {
  const doubtful = isDoubtful({ agreedAt: one.decidedAt ?? one.requestedAt }, broken);
  return doubtful ? await ruleOut(desk, one, DROPPED_DETAIL) : { kind: 'ready', at };
}

async function tryAgain(desk: LookDesk, one: CancellationCase, detail: string): Promise<Look> {
  const { accountId, marketplaceId } = one;
  const nextAttemptAt = nextTry(RETRY_PACE, one.attempts, desk.clock.now());
  const again: ScheduledJob = { job: { kind: 'seal-feed', accountId, marketplaceId }, notBefore: nextAttemptAt };
  const announce: ScheduledJob = { job: { kind: 'announce', caseId: one.id } };
  await desk.cancellations.noteAttempt(one.id, { state: 'queued', detail, nextAttemptAt, jobs: [again, announce] });
  return { kind: 'gone' };
}

async function ruleOut(desk: LookDesk, one: CancellationCase, obstacle: string): Promise<Look> {
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
  return { kind: 'gone' };
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
