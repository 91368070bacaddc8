import { subMinutes } from 'date-fns';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { Feed } from '../../domain/feed.js';
import { isStockOpen } from '../../domain/stock.js';
import type { Desk } from '../../ports/desk.js';
import type { ScheduledJob } from '../../ports/queue.js';

/** Longer than any step that is under way takes. */
const UNTOUCHED_MINUTES = 10;

/** Gives open work a job again that has none, whatever became of it. Work that waits on purpose keeps its time. */
export async function pickUpLost(desk: Pick<Desk, 'clock' | 'cancellations' | 'queue'>): Promise<void> {
  const untouched = await desk.cancellations.untouchedSince(subMinutes(desk.clock.now(), UNTOUCHED_MINUTES));
  const jobs = [...untouched.cases.flatMap(jobsOfCase), ...untouched.feeds.flatMap(jobsOfFeed)];
  if (jobs.length > 0) await desk.queue.add(jobs);
}

function jobsOfCase(one: CancellationCase): ScheduledJob[] {
  const { id: caseId, accountId, marketplaceId } = one;
  const at = (moment: Date | undefined): { notBefore?: Date } => (moment === undefined ? {} : { notBefore: moment });
  switch (one.state) {
    case 'awaiting_approval':
      return [{ job: { kind: 'expire-approval', caseId }, ...at(one.approvalExpiresAt) }];
    case 'queued':
      return [{ job: { kind: 'seal-feed', accountId, marketplaceId }, ...at(one.nextAttemptAt ?? one.sendAfter) }];
    case 'reading_back':
    case 'stuck':
      return [{ job: { kind: 'read-back', caseId }, ...at(one.nextAttemptAt) }];
    case 'cancelled': {
      const messageOpen = one.message.state === 'waiting' || one.message.state === 'sending';
      return [
        ...(messageOpen ? [{ job: { kind: 'message-buyer', caseId }, ...at(one.nextAttemptAt) } as const] : []),
        ...(isStockOpen(one.stock.state) ? [{ job: { kind: 'adjust-stock', caseId }, ...at(one.stock.nextTryAt) } as const] : []),
      ];
    }
    // Moved on by their feed's job.
    case 'sending':
    case 'sent':
    case 'refused':
    case 'not_sent':
    case 'declined':
    case 'expired':
    case 'undone':
      return [];
  }
}

function jobsOfFeed(feed: Feed): ScheduledJob[] {
  switch (feed.state) {
    case 'sealed':
    case 'uploaded':
    case 'creating':
      return [{ job: { kind: 'submit-feed', feedRowId: feed.id } }];
    case 'created':
    case 'stuck':
      return [{ job: { kind: 'poll-feed', feedRowId: feed.id } }];
    case 'settled':
    case 'abandoned':
      return [];
  }
}
