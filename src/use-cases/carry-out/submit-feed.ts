import { addMinutes, addSeconds, isBefore, min } from 'date-fns';
import type { CaseState } from '../../domain/cancellation.js';
import type { Feed } from '../../domain/feed.js';
import type { FeedRowId } from '../../domain/ids.js';
import { isUrgent } from '../../domain/outbox.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { CaseMove } from '../../ports/cancellations.js';
import type { Desk } from '../../ports/desk.js';
import type { ScheduledJob } from '../../ports/queue.js';
import { failureText } from '../facts/failure-text.js';
import { sayWhy, sayWhyItLasts } from './feed-waits.js';
import { CLOCK_SET_MINUTES, LIST_PACE, nextLookAfter, nextProgress, nextTry, nextTryAfter, SURELY_LISTED_AFTER_MINUTES } from './pace.js';

type SubmitDesk = Pick<Desk, 'clock' | 'accounts' | 'cancellations'>;

/** As long as this after the call began, it may still be under way somewhere. */
const CALL_MAY_LAST_SECONDS = 60;
/** Amazon's clock and ours may differ by this much. */
const CLOCK_SKEW_SECONDS = 120;
const IN_DOUBT = { state: 'sending', detail: 'feed-in-doubt' } as const;

/**
 * Brings a sealed feed to Amazon. Each call is written down before it is made; one that may have been made
 * without an answer is looked up at Amazon and never repeated on suspicion.
 */
export async function submitFeed(desk: SubmitDesk, feedRowId: FeedRowId): Promise<void> {
  const feed = await desk.cancellations.findFeed(feedRowId);
  if (feed?.state === 'sealed') return await upload(desk, feed);
  if (feed?.state === 'uploaded') return await create(desk, feed);
  if (feed?.state === 'creating') await findOut(desk, feed);
}

async function upload(desk: SubmitDesk, feed: Feed): Promise<void> {
  const prepared = await desk.accounts.amazon(feed.accountId).feeds.prepare();
  if (!prepared.ok) return await settleFailure(desk, feed, prepared.failure);
  const uploaded = await desk.accounts.amazon(feed.accountId).feeds.upload(prepared.value.uploadUrl, feed.lines);
  if (!uploaded.ok) return await settleFailure(desk, feed, uploaded.failure);
  const { documentId } = prepared.value;
  const moved = await desk.cancellations.moveFeed({
    feedRowId: feed.id,
    from: 'sealed',
    to: 'uploaded',
    changes: { documentId },
    jobs: [resubmit(feed)],
  });
  if (moved) await create(desk, { ...feed, state: 'uploaded', documentId });
}

async function create(desk: SubmitDesk, feed: Feed): Promise<void> {
  if (feed.documentId === undefined) throw new Error(`Feed ${feed.id} is uploaded without a document`);
  const creatingSince = desk.clock.now();
  const mine = await desk.cancellations.moveFeed({
    feedRowId: feed.id,
    from: 'uploaded',
    to: 'creating',
    changes: { creatingSince },
    jobs: [],
  });
  if (!mine) return;
  const creating: Feed = { ...feed, state: 'creating', creatingSince };
  const urgent = feed.lines.some(({ shipBy }) => isUrgent({ shipBy, now: creatingSince }));
  const urgency = urgent ? 'interactive' : 'background';
  const created = await desk.accounts.amazon(feed.accountId).feeds.create(feed.documentId, feed.marketplaceId, urgency);
  if (created.ok) return await arrived(desk, creating, created.value.amazonFeedId);
  if (created.failure.kind === 'ambiguous') {
    await sayWhy(desk, feed, IN_DOUBT);
    const look = { ...resubmit(feed), notBefore: addSeconds(creatingSince, CALL_MAY_LAST_SECONDS) };
    return await desk.cancellations.noteFeedAttempt(feed.id, { state: 'creating', detail: failureText(created.failure), jobs: [look] });
  }
  await settleFailure(desk, creating, created.failure);
}

/** After a call whose answer is not known: Amazon's own list says whether the feed is there. */
async function findOut(desk: SubmitDesk, feed: Feed): Promise<void> {
  const now = desk.clock.now();
  const { creatingSince } = feed;
  if (creatingSince === undefined) throw new Error(`Feed ${feed.id} is being created since no known moment`);
  const callMayLastUntil = addSeconds(creatingSince, CALL_MAY_LAST_SECONDS);
  const surelyListedAt = addMinutes(creatingSince, SURELY_LISTED_AFTER_MINUTES);
  const inTurn = nextTry(LIST_PACE, feed.attempts, now);
  const later = { ...resubmit(feed), notBefore: isBefore(now, surelyListedAt) ? min([inTurn, surelyListedAt]) : inTurn };
  if (isBefore(now, callMayLastUntil)) {
    return await desk.cancellations.noteFeedAttempt(feed.id, {
      state: 'creating',
      detail: 'createFeed may still be under way',
      jobs: [{ ...later, notBefore: callMayLastUntil }],
    });
  }
  await sayWhy(desk, feed, IN_DOUBT);
  const listed = await desk.accounts.amazon(feed.accountId).feeds.listSince(addMinutes(creatingSince, -CLOCK_SET_MINUTES));
  if (!listed.ok)
    return await desk.cancellations.noteFeedAttempt(feed.id, { state: 'creating', detail: failureText(listed.failure), jobs: [later] });
  const inMarketplace = listed.value.filter((one) => one.marketplaceIds.includes(feed.marketplaceId));
  const ours = await desk.cancellations.knownAmazonFeedIds(inMarketplace.map((one) => one.amazonFeedId));
  const unknown = inMarketplace.filter((one) => !ours.includes(one.amazonFeedId));
  const candidates = unknown.filter((one) => !isBefore(one.createdAt, addSeconds(creatingSince, -CLOCK_SKEW_SECONDS)));
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0) return await arrived(desk, feed, only.amazonFeedId);
  if (only !== undefined) return await leaveToOrders(desk, feed, `${candidates.length} feeds at Amazon could be this one`);
  if (isBefore(now, surelyListedAt)) {
    return await desk.cancellations.noteFeedAttempt(feed.id, { state: 'creating', detail: 'not on Amazon’s list yet', jobs: [later] });
  }
  if (unknown.length > 0) return await leaveToOrders(desk, feed, `${unknown.length} feeds at Amazon could be this one, if a clock was set`);
  await backToOutbox(desk, feed);
}

async function arrived(desk: SubmitDesk, feed: Feed, amazonFeedId: string): Promise<void> {
  const now = desk.clock.now();
  await desk.cancellations.moveFeed({
    feedRowId: feed.id,
    from: 'creating',
    ofCall: feed.creatingSince,
    to: 'created',
    changes: { amazonFeedId, createdAt: now },
    jobs: [{ job: { kind: 'poll-feed', feedRowId: feed.id }, notBefore: nextProgress(now, now) }],
    cases: caseMoves(feed, { to: 'sent', at: now, changes: { amazonFeedId, attempts: 0, nextAttemptAt: null, detail: null } }),
  });
}

/** It cannot be told which feed is ours: each order itself says whether it was cancelled. */
async function leaveToOrders(desk: SubmitDesk, feed: Feed, detail: string): Promise<void> {
  const now = desk.clock.now();
  const moves = caseMoves(feed, { to: 'reading_back', at: now, detail, changes: { attempts: 0 } });
  const readBacks = feed.lines.map(({ caseId }): ScheduledJob => ({ job: { kind: 'read-back', caseId } }));
  await desk.cancellations.moveFeed({
    feedRowId: feed.id,
    from: 'creating',
    ofCall: feed.creatingSince,
    to: 'stuck',
    changes: { detail },
    jobs: readBacks,
    cases: moves,
  });
}

async function backToOutbox(desk: SubmitDesk, feed: Feed): Promise<void> {
  const now = desk.clock.now();
  const detail = 'The feed never reached Amazon; sent again with the next one';
  const { accountId, marketplaceId } = feed;
  await desk.cancellations.moveFeed({
    feedRowId: feed.id,
    from: 'creating',
    ofCall: feed.creatingSince,
    to: 'abandoned',
    changes: { detail },
    jobs: [{ job: { kind: 'seal-feed', accountId, marketplaceId } }],
    cases: caseMoves(feed, { to: 'queued', at: now, detail, changes: { feedRowId: null, sendAfter: now, detail } }),
  });
}

/** A clear no: try later where there was no room or no connection, else tell the people in Amazon's words. */
async function settleFailure(desk: SubmitDesk, feed: Feed, failure: AmazonFailure): Promise<void> {
  const now = desk.clock.now();
  const detail = failureText(failure);
  if (passes(failure)) {
    // Credentials that Amazon does not take are not tried that often.
    const tryAfter = failure.kind === 'locked-out' ? nextTryAfter : nextLookAfter;
    const later = { ...resubmit(feed), notBefore: tryAfter(failure, feed.attempts, now) };
    await sayWhyItLasts(desk, feed, { state: 'sending', detail });
    if (feed.state !== 'creating') return await desk.cancellations.noteFeedAttempt(feed.id, { state: feed.state, detail, jobs: [later] });
    const back = { feedRowId: feed.id, from: 'creating', ofCall: feed.creatingSince, to: 'uploaded', jobs: [] } as const;
    if (await desk.cancellations.moveFeed(back))
      await desk.cancellations.noteFeedAttempt(feed.id, { state: 'uploaded', detail, jobs: [later] });
    return;
  }
  const { accountId, marketplaceId } = feed;
  await desk.cancellations.moveFeed({
    feedRowId: feed.id,
    from: feed.state,
    ofCall: feed.creatingSince,
    to: 'abandoned',
    changes: { detail },
    // Whatever waited for this feed to end may leave now.
    jobs: [{ job: { kind: 'seal-feed', accountId, marketplaceId } }],
    cases: caseMoves(feed, { to: 'refused', at: now, detail, changes: { detail } }),
  });
}

/** What is no answer to this feed, and over some time. */
function passes({ kind }: AmazonFailure): boolean {
  return kind === 'throttled' || kind === 'locked-out' || kind === 'unavailable' || kind === 'ambiguous';
}

function resubmit(feed: Feed): ScheduledJob {
  return { job: { kind: 'submit-feed', feedRowId: feed.id } };
}

function caseMoves(feed: Feed, move: Pick<CaseMove, 'at' | 'detail' | 'changes'> & { readonly to: CaseState }): CaseMove[] {
  return feed.lines.map(({ caseId }) => ({
    ...move,
    caseId,
    from: 'sending',
    actor: { kind: 'app' },
    jobs: [{ job: { kind: 'announce', caseId } }],
  }));
}
