import { addMinutes, isBefore, min } from 'date-fns';
import { type Feed, type FeedProgress, lineResult, type ProcessingReport } from '../../domain/feed.js';
import type { FeedRowId } from '../../domain/ids.js';
import { MANY_AWAITED, seenAt } from '../../domain/mirror.js';
import type { CaseMove } from '../../ports/cancellations.js';
import type { Desk } from '../../ports/desk.js';
import type { ScheduledJob } from '../../ports/queue.js';
import { failureText } from '../facts/failure-text.js';
import { sayWhyItLasts } from './feed-waits.js';
import { nextAskAfter, nextProgress } from './pace.js';

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
  if (!hasEnded(progress.value)) {
    const at = nextProgress(feed.createdAt ?? feed.sealedAt, now);
    return await again(desk, feed, { detail: `Amazon: ${progress.value.status}`, at, answered: true });
  }
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

interface Next {
  readonly detail: string;
  readonly at: Date;
  readonly answered?: true;
}

/** What lasts is said to those who wait for it. */
async function failed(desk: PollDesk, feed: Feed, next: Next): Promise<void> {
  await sayWhyItLasts(desk, feed, { state: 'sent', detail: next.detail });
  await again(desk, feed, next);
}

async function again(desk: PollDesk, feed: Feed, next: Next): Promise<void> {
  const now = desk.clock.now();
  const stuckAt = addMinutes(feed.createdAt ?? feed.sealedAt, STUCK_AFTER_MINUTES);
  const tooLong = feed.state === 'created' && !isBefore(now, stuckAt);
  const notBefore = isBefore(now, stuckAt) ? min([next.at, stuckAt]) : next.at;
  const job: ScheduledJob = { job: { kind: 'poll-feed', feedRowId: feed.id }, notBefore };
  const { detail, answered = false } = next;
  if (!tooLong) return await desk.cancellations.noteFeedAttempt(feed.id, { state: feed.state, detail, answered, jobs: [job] });
  const cases = feed.lines.map(({ caseId }): CaseMove => {
    const why = `feed-without-end: ${detail}`;
    return {
      caseId,
      from: 'sent',
      to: 'stuck',
      actor: { kind: 'app' },
      at: now,
      detail: why,
      changes: { detail: why },
      jobs: [announce(caseId)],
    };
  });
  await desk.cancellations.moveFeed({
    feedRowId: feed.id,
    from: 'created',
    to: 'stuck',
    changes: { detail },
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
  // Whatever waited for this feed to end may leave now.
  const jobs: ScheduledJob[] = [{ job: { kind: 'seal-feed', accountId, marketplaceId } }];
  if (feed.lines.length >= MANY_AWAITED) jobs.push({ job: { kind: 'mirror-orders', accountId }, notBefore: seenAt(at) });
  const changes = { detail: ending.status };
  await desk.cancellations.moveFeed({ feedRowId: feed.id, from: feed.state, to: 'settled', changes, jobs, cases });
}

function announce(caseId: CaseMove['caseId']): ScheduledJob {
  return { job: { kind: 'announce', caseId } };
}
