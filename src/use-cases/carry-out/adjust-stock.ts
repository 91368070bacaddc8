import { addMinutes, addSeconds } from 'date-fns';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { CaseId } from '../../domain/ids.js';
import { type StockChange, type StockState, targetOf } from '../../domain/stock.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { StockMove } from '../../ports/cancellations.js';
import type { Desk } from '../../ports/desk.js';
import type { ScheduledJob } from '../../ports/queue.js';
import { failureText, stockFailureText } from '../facts/failure-text.js';
import { nextTry, nextTryAfter, READ_BACK_PACE } from './pace.js';

type StockDesk = Pick<Desk, 'clock' | 'accounts' | 'cancellations' | 'queue'>;

/** Looks at READ_BACK_PACE until a person has to: about half an hour. */
const TRIES = 8;
/** Amazon puts units back a while after it cancelled; one that is defective is taken off again after that. */
const ADD_BACK_MINUTES = 5;
/** How often a case asks whether the units are free that another one changes: about as long as that takes. */
const TURN_SECONDS = 15;

/** A change and its way back go through the same steps: from, while nobody knows, and the two ends. */
interface Way {
  readonly from: StockState;
  readonly during: StockState;
  readonly seen: StockState;
  readonly not: StockState;
}
const CHANGE: Way = { from: 'waiting', during: 'changing', seen: 'done', not: 'failed' };
const BACK: Way = { from: 'to_put_back', during: 'putting_back', seen: 'put_back', not: 'done' };

interface Work {
  readonly one: CancellationCase;
  readonly change: StockChange;
  readonly way: Way;
}

/** The job that changes the stock of a case that is cancelled now; none when the units are left alone. */
export function stockJobs({ id, code, stock }: CancellationCase, now: Date): readonly ScheduledJob[] {
  if (stock.state !== 'waiting') return [];
  const job = { kind: 'adjust-stock', caseId: id } as const;
  const after = stock.change?.kind === 'lower' && code !== 'NoInventory';
  return [after ? { job, notBefore: addMinutes(now, ADD_BACK_MINUTES) } : { job }];
}

/**
 * Changes the quantity on sale as it was agreed to, or puts it back. What Amazon is told is written down before; from
 * then on the quantity is only read, and what is not seen there is shown to a person: a second call could undo what
 * somebody has set meanwhile.
 */
export async function adjustStock(desk: StockDesk, caseId: CaseId): Promise<void> {
  const one = await desk.cancellations.find(caseId);
  const change = one?.stock.change;
  if (one?.state !== 'cancelled' || change === undefined) return;
  const way = [CHANGE, BACK].find(({ from, during }) => from === one.stock.state || during === one.stock.state);
  if (way === undefined) return;
  const work = { one, change, way };
  await (one.stock.state === way.from ? tell(desk, work) : look(desk, work));
}

async function tell(desk: StockDesk, work: Work): Promise<void> {
  const { one, change, way } = work;
  // What was agreed to follows from our cancellation, not from somebody else's.
  if (way === CHANGE && one.detail?.startsWith('cancelled-by-') === true)
    return await move(desk, work, { to: way.not, detail: one.detail });
  // What is read now has to be so until it is set: one case of a SKU at a time.
  const { id: caseId, accountId } = one;
  const held = await desk.cancellations.holdUnits({ caseId, accountId, sku: change.sku, from: way.from });
  if (!held) return await waitForTurn(desk, work);
  const { listings } = desk.accounts.amazon(accountId);
  const listed = await listings.stock(change.sku, one.marketplaceId);
  if (!listed.ok) return await notTold(desk, work, { failure: listed.failure });
  const { quantity, productType } = listed.value;
  if (quantity === undefined) return await move(desk, work, { to: way.not, detail: 'stock-not-ours' });
  // Somebody has set another quantity, or sold some: theirs is the newer one.
  if (way === BACK && quantity !== one.stock.target) return await move(desk, work, { to: way.not, detail: 'stock-moved' });
  const target = way === BACK ? (one.stock.before ?? quantity) : targetOf(change, quantity);
  const numbers = way === BACK ? {} : { before: quantity, target };
  if (target === quantity) return await move(desk, work, { to: way.seen, ...numbers });
  const lookLater: ScheduledJob = {
    job: { kind: 'adjust-stock', caseId: one.id },
    notBefore: nextTry(READ_BACK_PACE, 0, desk.clock.now()),
  };
  const mine = await desk.cancellations.moveStock({ ...base(desk, work), to: way.during, ...numbers, jobs: [lookLater] });
  if (!mine) return;
  const told = await listings.setQuantity({ sku: change.sku, marketplaceId: one.marketplaceId, productType, quantity: target });
  if (!told.ok) await notTold(desk, { ...work, way: { ...way, from: way.during } }, { failure: told.failure, back: way.from });
}

/** Said once; then it is asked again until the units are free. */
async function waitForTurn(desk: StockDesk, work: Work): Promise<void> {
  const { one, way } = work;
  const nextAttemptAt = addSeconds(desk.clock.now(), TURN_SECONDS);
  if (one.stock.detail !== 'stock-waits') return await later(desk, work, { state: way.from, detail: 'stock-waits', nextAttemptAt });
  await desk.queue.add([{ job: { kind: 'adjust-stock', caseId: one.id }, notBefore: nextAttemptAt }]);
}

/** `back`: where the stock goes again when Amazon surely was not told and is to be asked later. */
async function notTold(
  desk: StockDesk,
  work: Work,
  { failure, back }: { readonly failure: AmazonFailure; readonly back?: StockState },
): Promise<void> {
  const { one, way } = work;
  switch (failure.kind) {
    case 'throttled':
    case 'locked-out':
    case 'unavailable': {
      if (back !== undefined) await desk.cancellations.moveStock({ ...base(desk, work), to: back, attempts: one.stock.attempts, jobs: [] });
      const nextAttemptAt = nextTryAfter(failure, one.stock.attempts, desk.clock.now());
      return await later(desk, work, { state: back ?? way.from, detail: failureText(failure), nextAttemptAt });
    }
    case 'ambiguous':
      // It may have been told: the look that is planned finds out.
      return;
    case 'not-authorised':
    case 'not-found':
    case 'refused':
      return await move(desk, work, { to: way.not, detail: stockFailureText(failure) });
  }
}

/** Only Amazon's own number ends it. */
async function look(desk: StockDesk, work: Work): Promise<void> {
  const { one, change } = work;
  const way = { ...work.way, from: work.way.during };
  const wanted = work.way === BACK ? one.stock.before : one.stock.target;
  const listed = await desk.accounts.amazon(one.accountId).listings.stock(change.sku, one.marketplaceId);
  if (listed.ok && listed.value.quantity === wanted) return await move(desk, { ...work, way }, { to: way.seen });
  const detail = listed.ok ? 'stock-not-seen' : failureText(listed.failure);
  if (one.stock.attempts + 1 >= TRIES) return await move(desk, { ...work, way }, { to: 'uncertain', detail });
  const nextAttemptAt = nextTry(READ_BACK_PACE, one.stock.attempts + 1, desk.clock.now());
  await later(desk, work, { state: way.during, detail, nextAttemptAt });
}

function base(desk: StockDesk, { one, way }: Work): Pick<StockMove, 'caseId' | 'from' | 'actor' | 'at'> {
  return { caseId: one.id, from: way.from, actor: { kind: 'app' }, at: desk.clock.now() };
}

async function move(desk: StockDesk, work: Work, end: Pick<StockMove, 'to' | 'before' | 'target' | 'detail'>): Promise<void> {
  await desk.cancellations.moveStock({ ...base(desk, work), ...end, jobs: [{ job: { kind: 'announce', caseId: work.one.id } }] });
}

async function later(
  desk: StockDesk,
  { one }: Work,
  attempt: { readonly state: StockState; readonly detail: string; readonly nextAttemptAt: Date },
): Promise<void> {
  const again: ScheduledJob = { job: { kind: 'adjust-stock', caseId: one.id }, notBefore: attempt.nextAttemptAt };
  await desk.cancellations.noteStockAttempt(one.id, { ...attempt, jobs: [again, { job: { kind: 'announce', caseId: one.id } }] });
}
