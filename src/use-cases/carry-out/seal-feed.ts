import type { CancellationCase } from '../../domain/cancellation.js';
import { type AccountId, type CaseId, feedRowIdSchema, type MarketplaceId } from '../../domain/ids.js';
import { isBuyerRequested, type Order } from '../../domain/order.js';
import { verdict } from '../../domain/verdict.js';
import type { Desk } from '../../ports/desk.js';
import type { ScheduledJob } from '../../ports/queue.js';
import { failureText } from '../facts/failure-text.js';
import { readOrder } from '../facts/read-order.js';
import { nextTry, RETRY_PACE } from './pace.js';

/** Orders in one feed. Each is read afresh first, so a bigger feed would only wait for Amazon's limit on reads. */
const CASES_PER_FEED = 25;

type SealDesk = Pick<Desk, 'settings' | 'clock' | 'ids' | 'orders' | 'accounts' | 'cancellations' | 'queue'>;

/**
 * Puts every case of one marketplace whose window is over into one feed, after a last look at each order:
 * what Amazon would refuse, or what would now cost more than was agreed to, is not sent.
 */
export async function sealFeed(
  desk: SealDesk,
  outbox: { readonly accountId: AccountId; readonly marketplaceId: MarketplaceId },
): Promise<void> {
  const due = await desk.cancellations.dueInOutbox({ ...outbox, now: desk.clock.now(), limit: CASES_PER_FEED });
  const ready: CaseId[] = [];
  for (const one of due) {
    if (await passesLastLook(desk, one)) ready.push(one.id);
  }
  if (ready.length === 0) return;
  const feedRowId = feedRowIdSchema.parse(desk.ids.next());
  const announcements = ready.map((caseId): ScheduledJob => ({ job: { kind: 'announce', caseId } }));
  const jobs: ScheduledJob[] = [{ job: { kind: 'submit-feed', feedRowId } }, ...announcements];
  const feed = await desk.cancellations.seal({ ...outbox, feedRowId, caseIds: ready, at: desk.clock.now(), jobs });
  // Another feed of this marketplace is on its way: these wait until it is settled, or for the next look.
  if (feed === undefined)
    await desk.queue.add([{ job: { kind: 'seal-feed', ...outbox }, notBefore: nextTry(RETRY_PACE, 1, desk.clock.now()) }]);
}

async function passesLastLook(desk: SealDesk, one: CancellationCase): Promise<boolean> {
  const reading = await readOrder(desk, { accountId: one.accountId, orderId: one.orderId, maxAgeMs: 0, urgency: 'background' });
  const now = desk.clock.now();
  if (reading.kind === 'failed' && reading.failure.kind !== 'not-found') {
    const { accountId, marketplaceId } = one;
    const nextAttemptAt = nextTry(RETRY_PACE, one.attempts, now);
    await desk.cancellations.noteAttempt(one.id, {
      state: 'queued',
      detail: failureText(reading.failure),
      nextAttemptAt,
      jobs: [
        { job: { kind: 'seal-feed', accountId, marketplaceId }, notBefore: nextAttemptAt },
        { job: { kind: 'announce', caseId: one.id } },
      ],
    });
    return false;
  }
  const obstacle = reading.kind === 'failed' ? 'not-found' : obstacleNow(one, reading.copy.order, now);
  if (obstacle === undefined) return true;
  await desk.cancellations.move({
    caseId: one.id,
    from: 'queued',
    to: 'not_sent',
    actor: { kind: 'app' },
    at: now,
    detail: obstacle,
    changes: { detail: obstacle },
    jobs: [{ job: { kind: 'announce', caseId: one.id } }],
  });
  return false;
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
