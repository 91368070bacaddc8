import type { AuditEvent } from '../../domain/audit.js';
import type { Actor } from '../../domain/cancellation.js';
import type { Cancellations, MessageMove, NewCase } from '../../ports/cancellations.js';
import type { ScheduledJob } from '../../ports/queue.js';
import { activeKey, orderKey, toCase, toRow } from './case-row.js';
import { createFeeds, untouchedFeeds } from './feeds.js';
import { toJson } from './json.js';
import { moveCases, writeAudit } from './moves.js';
import { executorWithin, type Transaction } from './open.js';
import { createOutbox } from './outbox.js';
import type { RepositoryParts } from './parts.js';

const OF_ORDER_AT_MOST = 10;
const IN_PERIOD_AT_MOST = 5_000;
const UNTOUCHED_AT_MOST = 500;
const OPEN_STATES = ['awaiting_approval', 'queued', 'sending', 'sent', 'reading_back', 'stuck'];

async function moveOneMessage(within: Transaction, move: MessageMove): Promise<boolean> {
  const { caseId, from, to, at, detail } = move;
  const data = {
    messageState: to,
    messageDetail: detail ?? null,
    version: { increment: 1 },
    updatedAt: at,
    ...(to === 'sent' && { messageSentAt: at }),
  };
  const moved = await within.cancellationCase.updateMany({ where: { id: caseId, messageState: from }, data });
  if (moved.count !== 1) return false;
  await writeAudit(within, [
    { caseId, at, actor: { kind: 'app' }, event: { kind: 'message-moved', from, to, ...(detail !== undefined && { detail }) } },
  ]);
  return true;
}

type Created = Awaited<ReturnType<Cancellations['create']>>;

/** Writes the case unless another holds its order; the unique key decides between two at the same moment. */
async function createOnce({ engine, enqueue }: RepositoryParts, newCase: NewCase, jobs: readonly ScheduledJob[]): Promise<Created> {
  const at = newCase.requestedAt;
  const actor: Actor = { kind: 'user', userId: newCase.requestedBy };
  const created = await engine.transaction(async (within): Promise<Created | undefined> => {
    const written = await within.cancellationCase.createMany({ data: [toRow(newCase)], skipDuplicates: true });
    const row = await within.cancellationCase.findUnique({ where: { activeKey: activeKey(newCase) ?? newCase.id } });
    // Let go between the two statements.
    if (row === null) return undefined;
    const { state, reason, code } = newCase;
    const event: AuditEvent = written.count === 1 ? { kind: 'requested', state, reason, code } : { kind: 'asked-again' };
    await writeAudit(within, [{ caseId: row.id, at, actor, event }]);
    if (written.count === 1 && jobs.length > 0) await enqueue(jobs, executorWithin(within));
    return { kind: written.count === 1 ? 'created' : 'held-by', case: toCase(row) };
  });
  return created ?? (await createOnce({ engine, enqueue, clock: { now: () => at } }, newCase, jobs));
}

/** Cases by their order or their id. */
function createLookUps({ engine }: RepositoryParts): Pick<Cancellations, 'find' | 'findHolding' | 'holdingAny' | 'ofOrder'> {
  const cases = engine.prisma.cancellationCase;
  return {
    find: async (caseId) => {
      const row = await cases.findUnique({ where: { id: caseId } });
      return row === null ? undefined : toCase(row);
    },
    findHolding: async (accountId, orderId) => {
      const row = await cases.findUnique({ where: { activeKey: orderKey({ accountId, orderId }) } });
      return row === null ? undefined : toCase(row);
    },
    holdingAny: async (orders) => (await cases.findMany({ where: { activeKey: { in: orders.map(orderKey) } } })).map(toCase),
    ofOrder: async (accountId, orderId) =>
      (await cases.findMany({ where: { accountId, orderId }, orderBy: { requestedAt: 'desc' }, take: OF_ORDER_AT_MOST })).map(toCase),
  };
}

/** Cases with their audit and their jobs, on the database. */
export function createCancellations(parts: RepositoryParts): Cancellations {
  const { engine, clock, enqueue } = parts;
  const cases = engine.prisma.cancellationCase;
  const add = async (within: Transaction, jobs: readonly ScheduledJob[]): Promise<void> => {
    if (jobs.length > 0) await enqueue(jobs, executorWithin(within));
  };
  return {
    ...createFeeds(parts),
    ...createLookUps(parts),
    ...createOutbox(parts),
    create: async (newCase, jobs) => await createOnce(parts, newCase, jobs),
    move: async (move) =>
      await engine.transaction(async (within) => {
        if (!(await moveCases(within, [move]))) return false;
        await add(within, move.jobs);
        return true;
      }),
    moveMessage: async (move) =>
      await engine.transaction(async (within) => {
        if (!(await moveOneMessage(within, move))) return false;
        await add(within, move.jobs);
        return true;
      }),
    noteAttempt: async (caseId, attempt) =>
      await engine.transaction(async (within) => {
        const { state, detail, jobs } = attempt;
        const data = {
          detail,
          nextAttemptAt: attempt.nextAttemptAt ?? null,
          attempts: { increment: 1 },
          version: { increment: 1 },
          updatedAt: clock.now(),
        };
        const noted = await within.cancellationCase.updateMany({ where: { id: caseId, state }, data });
        if (noted.count === 1) await add(within, jobs);
      }),
    record: async (caseId, entry) => {
      await engine.prisma.auditRow.create({ data: { caseId, at: entry.at, actor: toJson(entry.actor), event: toJson(entry.event) } });
    },
    countedSince: async ({ accountId, marketplaceId, since }) => {
      const cancelledLater = { state: 'cancelled', cancelledAt: { gte: since } };
      return await cases.count({ where: { accountId, marketplaceId, counts: true, OR: [{ state: { in: OPEN_STATES } }, cancelledLater] } });
    },
    inPeriod: async ({ from, to }) => {
      const inside = { gte: from, lt: to };
      const where = { OR: [{ requestedAt: inside }, { cancelledAt: inside }] };
      return (await cases.findMany({ where, orderBy: { requestedAt: 'asc' }, take: IN_PERIOD_AT_MOST })).map(toCase);
    },
    untouchedSince: async (before) => {
      const messageOpen = { state: 'cancelled', messageState: { in: ['waiting', 'sending'] } };
      const where = { updatedAt: { lt: before }, OR: [{ state: { in: OPEN_STATES } }, messageOpen] };
      const rows = await cases.findMany({ where, orderBy: { updatedAt: 'asc' }, take: UNTOUCHED_AT_MOST });
      return { cases: rows.map(toCase), feeds: await untouchedFeeds(engine, before) };
    },
  };
}
