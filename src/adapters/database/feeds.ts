import { z } from 'zod';
import type { Feed, FeedState } from '../../domain/feed.js';
import { accountIdSchema, caseIdSchema, feedRowIdSchema, marketplaceIdSchema } from '../../domain/ids.js';
import type { Cancellations, CaseMove } from '../../ports/cancellations.js';
import { toCase } from './case-row.js';
import type { FeedRow } from './generated/client.js';
import { linesSchema, toJson } from './json.js';
import { moveCases } from './moves.js';
import { type Engine, executorWithin, type Transaction } from './open.js';
import type { RepositoryParts } from './parts.js';

/** A feed's state as it stands in its row. */
export const feedStateSchema = z.enum(['sealed', 'uploaded', 'creating', 'created', 'settled', 'abandoned', 'stuck']);
const ON_ITS_WAY: readonly FeedState[] = ['sealed', 'uploaded', 'creating', 'created'];
const UNTOUCHED_AT_MOST = 100;

/** A feed from its row. Throws when the row holds what the domain has no word for. */
export function toFeed(row: FeedRow): Feed {
  return {
    id: feedRowIdSchema.parse(row.id),
    accountId: accountIdSchema.parse(row.accountId),
    marketplaceId: marketplaceIdSchema.parse(row.marketplaceId),
    state: feedStateSchema.parse(row.state),
    sealedAt: row.sealedAt,
    documentId: row.documentId ?? undefined,
    creatingSince: row.creatingSince ?? undefined,
    amazonFeedId: row.amazonFeedId ?? undefined,
    createdAt: row.createdAt ?? undefined,
    attempts: row.attempts,
    lines: linesSchema.parse(row.lines),
    detail: row.detail ?? undefined,
  };
}

/** Thrown inside a transaction to undo it when a guard does not hold. */
class GuardLost extends Error {}

type FeedMethods = Pick<
  Cancellations,
  'seal' | 'hasOpenFeed' | 'findFeedRowId' | 'findFeed' | 'moveFeed' | 'noteFeedAttempt' | 'knownAmazonFeedIds'
>;

/** Feeds with their cases and jobs, on the database. */
export function createFeeds({ engine, clock, enqueue }: RepositoryParts): FeedMethods {
  const feeds = engine.prisma.feedRow;
  return {
    seal: async (sealing) =>
      await guarded(engine, async (within) => {
        const feed = await sealWithin(within, sealing);
        await enqueue(sealing.jobs, executorWithin(within));
        return feed;
      }),
    hasOpenFeed: async (outbox) => (await feeds.count({ where: { openKey: openKeyOf(outbox) } })) > 0,
    findFeedRowId: async (amazonFeedId) => {
      const row = await feeds.findUnique({ where: { amazonFeedId }, select: { id: true } });
      return row === null ? undefined : feedRowIdSchema.parse(row.id);
    },
    findFeed: async (feedRowId) => {
      const row = await feeds.findUnique({ where: { id: feedRowId } });
      return row === null ? undefined : toFeed(row);
    },
    moveFeed: async ({ feedRowId, from, ofCall, to, changes, jobs, cases = [] }) => {
      const moved = await guarded(engine, async (within) => {
        const closed = !ON_ITS_WAY.includes(to);
        const data = { ...changes, state: to, attempts: 0, updatedAt: clock.now(), ...(closed && { openKey: null }) };
        const changed = await within.feedRow.updateMany({
          where: { id: feedRowId, state: from, ...(ofCall && { creatingSince: ofCall }) },
          data,
        });
        if (changed.count !== 1 || !(await moveCases(within, cases))) throw new GuardLost();
        const all = [...jobs, ...cases.flatMap((move) => move.jobs)];
        if (all.length > 0) await enqueue(all, executorWithin(within));
        return true;
      });
      return moved ?? false;
    },
    noteFeedAttempt: async (feedRowId, { state, detail, answered = false, jobs }) =>
      await engine.transaction(async (within) => {
        const data = { detail, attempts: answered ? 0 : { increment: 1 }, updatedAt: clock.now() };
        const noted = await within.feedRow.updateMany({ where: { id: feedRowId, state }, data });
        if (noted.count === 1 && jobs.length > 0) await enqueue(jobs, executorWithin(within));
      }),
    knownAmazonFeedIds: async (amazonFeedIds) => {
      const rows = await feeds.findMany({ where: { amazonFeedId: { in: [...amazonFeedIds] } }, select: { amazonFeedId: true } });
      return rows.flatMap((row) => row.amazonFeedId ?? []);
    },
  };
}

/** Feeds that should have gone on and have not. */
export async function untouchedFeeds(engine: Engine, before: Date): Promise<Feed[]> {
  const where = { state: { in: [...ON_ITS_WAY, 'stuck'] }, updatedAt: { lt: before } };
  return (await engine.prisma.feedRow.findMany({ where, orderBy: { updatedAt: 'asc' }, take: UNTOUCHED_AT_MOST })).map(toFeed);
}

/** The key that is unique while a feed is on its way. */
function openKeyOf({ accountId, marketplaceId }: Parameters<Cancellations['hasOpenFeed']>[0]): string {
  return `${accountId}:${marketplaceId}`;
}

async function sealWithin(within: Transaction, sealing: Parameters<Cancellations['seal']>[0]): Promise<Feed> {
  const { feedRowId, accountId, marketplaceId, at } = sealing;
  const open = {
    id: feedRowId,
    accountId,
    marketplaceId,
    openKey: openKeyOf(sealing),
    state: 'sealed',
    sealedAt: at,
    updatedAt: at,
  };
  const written = await within.feedRow.createMany({ data: [{ ...open, lines: [] }], skipDuplicates: true });
  if (written.count !== 1) throw new GuardLost();
  // Locked, so that nobody takes one back between the look and the move.
  const locked = z
    .array(z.object({ id: caseIdSchema }))
    .parse(
      await within.$queryRaw`select id from cancellation_cases where id = any(${[...sealing.caseIds]}::uuid[]) and state = 'queued' for update`,
    );
  if (locked.length === 0) throw new GuardLost();
  const rows = await within.cancellationCase.findMany({ where: { id: { in: locked.map(({ id }) => id) } }, orderBy: { sendAfter: 'asc' } });
  const lines = rows.map(toCase).map((one, index) => ({
    messageId: index + 1,
    caseId: one.id,
    orderId: one.orderId,
    code: one.code,
    orderItemIds: one.items.map((item) => item.orderItemId),
    shipBy: one.shipBy,
  }));
  const moves = lines.map(
    ({ caseId }): CaseMove => ({
      caseId,
      from: 'queued',
      to: 'sending',
      actor: { kind: 'app' },
      at,
      changes: { feedRowId, attempts: 0, nextAttemptAt: null, detail: null },
      jobs: [],
    }),
  );
  if (!(await moveCases(within, moves))) throw new GuardLost();
  return toFeed(await within.feedRow.update({ where: { id: feedRowId }, data: { lines: toJson(lines) } }));
}

/** Runs a transaction that may turn out to be late: then nothing of it is written, and undefined comes back. */
async function guarded<T>(engine: Engine, work: (within: Transaction) => Promise<T>): Promise<T | undefined> {
  try {
    return await engine.transaction(work);
  } catch (error) {
    if (error instanceof GuardLost) return undefined;
    throw error;
  }
}
