import { z } from 'zod';
import { caseIdSchema } from '../../domain/ids.js';
import type { Cancellations } from '../../ports/cancellations.js';
import type { ScheduledJob } from '../../ports/queue.js';
import { toCase } from './case-row.js';
import { writeAudit } from './moves.js';
import { executorWithin } from './open.js';
import type { RepositoryParts } from './parts.js';

const nextSchema = z.tuple([z.object({ at: z.date().nullable() })]);
const NEXT = `select min(greatest(send_after, next_attempt_at)) as at from cancellation_cases
  where account_id = $1 and marketplace_id = $2 and state = 'queued' and greatest(send_after, next_attempt_at) > $3::timestamptz`;

/** Cases that wait to leave, on the database. */
export function createOutbox({
  engine,
  enqueue,
}: RepositoryParts): Pick<Cancellations, 'hurry' | 'noteWaiting' | 'countInOutbox' | 'dueInOutbox' | 'nextInOutbox'> {
  const cases = engine.prisma.cancellationCase;
  return {
    hurry: async (caseId, { at, actor, jobs }) =>
      await engine.transaction(async (within) => {
        const data = { sendAfter: at, version: { increment: 1 }, updatedAt: at };
        const changed = await within.cancellationCase.updateMany({ where: { id: caseId, state: 'queued', sendAfter: { gt: at } }, data });
        if (changed.count !== 1) return false;
        await writeAudit(within, [{ caseId, at, actor, event: { kind: 'hurried' } }]);
        await enqueue(jobs, executorWithin(within));
        return true;
      }),
    noteWaiting: async ({ caseIds, state, detail, at }) =>
      await engine.transaction(async (within) => {
        const news = { id: { in: [...caseIds] }, state, OR: [{ detail: null }, { detail: { not: detail } }] };
        const data = { detail, nextAttemptAt: null, version: { increment: 1 }, updatedAt: at };
        const told = await within.cancellationCase.updateManyAndReturn({ where: news, data, select: { id: true } });
        const jobs = told.map(({ id }): ScheduledJob => ({ job: { kind: 'announce', caseId: caseIdSchema.parse(id) } }));
        if (jobs.length > 0) await enqueue(jobs, executorWithin(within));
      }),
    nextInOutbox: async ({ accountId, marketplaceId, now }) => {
      const { rows } = await engine.sql.executeSql(NEXT, [accountId, marketplaceId, now.toISOString()]);
      return nextSchema.parse(rows)[0].at ?? undefined;
    },
    countInOutbox: async () => await cases.count({ where: { state: 'queued' } }),
    dueInOutbox: async ({ accountId, marketplaceId, now, limit }) => {
      const tryable = { OR: [{ nextAttemptAt: null }, { nextAttemptAt: { lte: now } }] };
      const where = { accountId, marketplaceId, state: 'queued', sendAfter: { lte: now }, ...tryable };
      return (
        await cases.findMany({ where, orderBy: [{ shipBy: { sort: 'asc', nulls: 'last' } }, { sendAfter: 'asc' }], take: limit })
      ).map(toCase);
    },
  };
}
