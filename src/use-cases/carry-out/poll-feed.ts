import { addMinutes, isBefore } from 'date-fns';
import { type Feed, type FeedProgress, lineResult, type ProcessingReport } from '../../domain/feed.js';
import type { FeedRowId } from '../../domain/ids.js';
import type { CaseMove } from '../../ports/cancellations.js';
import type { Desk } from '../../ports/desk.js';
import type { ScheduledJob } from '../../ports/queue.js';
import { failureText } from '../facts/failure-text.js';
import { sayWhyItLasts } from './feed-waits.js';
import { FEED_PACE, nextAskAfter, nextTry } from './pace.js';

type PollDesk = Pick<Desk, 'clock' | 'accounts' | 'cancellations'>;

/** A feed without an end for this long is shown to the team; it is still asked for. */
const STUCK_AFTER_MINUTES = 30;

/** Asks Amazon how far a feed is; once it has ended, every order in it gets its own result from the report. */
export async function pollFeed(desk: PollDesk, feedRowId: FeedRowId): Promise<void> {
  const feed = await desk.cancellations.findFeed(feedRowId);
  if (feed?.amazonFeedId === undefined || (feed.state !== 'created' && feed.state !== 'stuck')) return;
  const progress = await desk.accounts.amazon(feed.accountId).feeds.progress(feed.amazonFeedId);
  const now = desk.clock.now();
  if (!progress.ok)
    return await failed(desk, feed, { detail: failureText(progress.failure), at: nextAskAfter(progress.failure, feed.attempts, now) });
  if (!hasEnded(progress.value))
    return await again(desk, feed, { detail: `Amazon: ${progress.value.status}`, at: nextTry(FEED_PACE, feed.attempts + 1, now) });
  const { status, reportDocumentId } = progress.value;
  if (reportDocumentId === undefined) return await settle(desk, feed, { status, report: { summary: undefined, results: [] } });
  const report = await desk.accounts.amazon(feed.accountId).feeds.report(reportDocumentId);
  if (report.ok) return await settle(desk, feed, { status, report: report.value });
  const at = nextAskAfter(report.failure, feed.attempts, now);
  // A report that Amazon will never give: the orders themselves tell.
  if (report.failure.kind === 'not-found' || report.failure.kind === 'refused') {
    return await settle(desk, feed, { status, report: { summary: undefined, results: [] } });
  }
  await failed(desk, feed, { detail: failureText(report.failure), at });
}

function hasEnded(progress: FeedProgress): progress is Extract<FeedProgress, { status: 'DONE' | 'FATAL' | 'CANCELLED' }> {
  return progress.status === 'DONE' || progress.status === 'FATAL' || progress.status === 'CANCELLED';
}

/** What lasts is said to those who wait for it. */
async function failed(desk: PollDesk, feed: Feed, next: { readonly detail: string; readonly at: Date }): Promise<void> {
  await sayWhyItLasts(desk, feed, { state: 'sent', detail: next.detail });
  await again(desk, feed, next);
}

async function again(desk: PollDesk, feed: Feed, next: { readonly detail: string; readonly at: Date }): Promise<void> {
  const now = desk.clock.now();
  const job: ScheduledJob = { job: { kind: 'poll-feed', feedRowId: feed.id }, notBefore: next.at };
  const tooLong =
    feed.state === 'created' && feed.createdAt !== undefined && !isBefore(now, addMinutes(feed.createdAt, STUCK_AFTER_MINUTES));
  if (!tooLong) return await desk.cancellations.noteFeedAttempt(feed.id, { state: feed.state, detail: next.detail, jobs: [job] });
  const cases = feed.lines.map(({ caseId }): CaseMove => {
    const detail = `feed-without-end: ${next.detail}`;
    return { caseId, from: 'sent', to: 'stuck', actor: { kind: 'app' }, at: now, detail, changes: { detail }, jobs: [announce(caseId)] };
  });
  await desk.cancellations.moveFeed({
    feedRowId: feed.id,
    from: 'created',
    to: 'stuck',
    changes: { detail: next.detail },
    jobs: [job],
    cases,
  });
}

interface Ending {
  readonly status: 'DONE' | 'FATAL' | 'CANCELLED';
  readonly report: ProcessingReport;
}

async function settle(desk: PollDesk, feed: Feed, ending: Ending): Promise<void> {
  const at = desk.clock.now();
  const from = feed.state === 'stuck' ? 'stuck' : 'sent';
  const cases = feed.lines.map((line): CaseMove => {
    const { caseId } = line;
    const move = { caseId, from, actor: { kind: 'amazon' }, at } as const;
    const result = lineResult(ending.report, line, feed.lines.length);
    if (result.kind === 'error') {
      const detail = `Amazon ${result.code}: ${result.description}`;
      return { ...move, to: 'refused', detail, changes: { detail }, jobs: [announce(caseId)] };
    }
    const detail = ending.status === 'DONE' ? result.kind : `feed ${ending.status}`;
    const jobs: ScheduledJob[] = [{ job: { kind: 'read-back', caseId } }, announce(caseId)];
    return { ...move, to: 'reading_back', detail, changes: { detail: ending.status === 'DONE' ? null : detail, attempts: 0 }, jobs };
  });
  const { accountId, marketplaceId } = feed;
  await desk.cancellations.moveFeed({
    feedRowId: feed.id,
    from: feed.state,
    to: 'settled',
    changes: { detail: ending.status },
    // Whatever waited for this feed to end may leave now.
    jobs: [{ job: { kind: 'seal-feed', accountId, marketplaceId } }],
    cases,
  });
}

function announce(caseId: CaseMove['caseId']): ScheduledJob {
  return { job: { kind: 'announce', caseId } };
}
