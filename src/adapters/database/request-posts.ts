import { z } from 'zod';
import { REQUEST_POSTS } from '../../domain/buyer-request.js';
import { channelIdSchema } from '../../domain/ids.js';
import type { BuyerRequests } from '../../ports/buyer-requests.js';
import type { RepositoryParts } from './parts.js';

const stateSchema = z.enum(['posting', 'posted', 'uncertain']);

/** What was said of requests in Slack, on the database. */
export function createRequestPosts({
  engine,
}: RepositoryParts): Pick<BuyerRequests, 'posts' | 'beginPost' | 'settlePost' | 'dropPost' | 'noteShown'> {
  const { prisma, transaction } = engine;
  return {
    posts: async (requestId) => {
      const rows = await prisma.requestPostRow.findMany({ where: { requestId }, orderBy: { kind: 'asc' } });
      return rows.map(({ kind, state, channelId, ts, shownVersion }) => ({
        kind: z.enum(REQUEST_POSTS).parse(kind),
        state: stateSchema.parse(state),
        at: channelId === null || ts === null ? undefined : { channelId: channelIdSchema.parse(channelId), ts },
        shownVersion,
      }));
    },
    beginPost: async ({ requestId, kind, at }) => {
      const data = [{ requestId, kind, state: 'posting', shownVersion: 0, updatedAt: at }];
      return (await prisma.requestPostRow.createMany({ data, skipDuplicates: true })).count === 1;
    },
    settlePost: async ({ requestId, kind, state, at, shownVersion, settledAt }) =>
      await transaction(async (within) => {
        const before = await within.requestPostRow.findUnique({ where: { requestId_kind: { requestId, kind } } });
        const place = { channelId: at?.channelId ?? null, ts: at?.ts ?? null };
        // Whoever knows that it was posted knows better.
        const where = { requestId, kind, ...(state === 'uncertain' && { state: 'posting' }) };
        await within.requestPostRow.updateMany({ where, data: { state, ...place, shownVersion, updatedAt: settledAt } });
        if (kind === 'inbox' || before?.state === state) return;
        await within.buyerRequestRow.updateMany({ where: { id: requestId }, data: { version: { increment: 1 } } });
      }),
    dropPost: async (requestId, kind) => {
      await prisma.requestPostRow.deleteMany({ where: { requestId, kind, state: 'posting' } });
    },
    noteShown: async (id, version) => {
      await prisma.buyerRequestRow.updateMany({ where: { id, shownVersion: { lt: version } }, data: { shownVersion: version } });
    },
  };
}
