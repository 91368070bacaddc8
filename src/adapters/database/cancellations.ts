import { z } from 'zod';
import type { AuditEvent } from '../../domain/audit.js';
import { type Actor, isLegalMessageMove } from '../../domain/cancellation.js';
import type { DraftId } from '../../domain/ids.js';
import type { Cancellations, CreatedCase, MessageMove, NewCase } from '../../ports/cancellations.js';
import type { ScheduledJob } from '../../ports/queue.js';
import { activeKey, OPEN_STATES, orderKey, toCase, toRow } from './case-row.js';
import { createFeeds, untouchedFeeds } from './feeds.js';
import { moveCases, writeAudit } from './moves.js';
import { type Engine, executorWithin, type Transaction } from './open.js';
import { createOutbox } from './outbox.js';
import { createStock, STOCK_OPEN } from './stock.js';
import type { RepositoryParts } from './parts.js';

const OF_ORDER_AT_MOST = 10;
const IN_PERIOD_AT_MOST = 5_000;
const UNTOUCHED_AT_MOST = 500;

async function moveOneMessage(within: Transaction, move: MessageMove): Promise<boolean> {
  const { caseId, from, to, at, detail, actor = { kind: 'app' } } = move;
  if (!isLegalMessageMove(from, to)) throw new Error(`No message goes from ${from} to ${to}`);
  const data = {
    messageState: to,
    messageDetail: detail ?? null,
    version: { increment: 1 },
    updatedAt: at,
    // When somebody else sent it is not known.
    ...(from === 'sending' && to === 'sent' && { messageSentAt: at }),
  };
  const moved = await within.cancellationCase.updateMany({ where: { id: caseId, messageState: from }, data });
  if (moved.count !== 1) return false;
  await writeAudit(within, [{ caseId, at, actor, event: { kind: 'message-moved', from, to, ...(detail !== undefined && { detail }) } }]);
  return true;
}

interface Given {
  readonly newCase: NewCase;
  readonly jobs: readonly ScheduledJob[];
}

/** Writes the case unless another holds its order; the unique key decides between two at the same moment. */
async function createOnce(parts: RepositoryParts, given: Given): Promise<CreatedCase> {
  const created = await parts.engine.transaction(async (within) => await createWithin(parts, within, given));
  return created ?? (await createOnce(parts, given));
}

/** The draft's row decides between its confirmation and another end of it at the same moment. */
async function createFromDraft(parts: RepositoryParts, draftId: DraftId, given: Given): Promise<CreatedCase | undefined> {
  const outcome = await parts.engine.transaction(async (within): Promise<CreatedCase | 'used' | 'let-go'> => {
    const used = await within.draftRow.updateMany({ where: { id: draftId, caseId: null }, data: { caseId: given.newCase.id } });
    if (used.count === 0) return 'used';
    const created = await createWithin(parts, within, given);
    if (created?.kind !== 'created') await within.draftRow.updateMany({ where: { id: draftId }, data: { caseId: null } });
    return created ?? 'let-go';
  });
  if (outcome === 'let-go') return await createFromDraft(parts, draftId, given);
  return outcome === 'used' ? undefined : outcome;
}

/** Undefined when who held the order has let go of it between the two statements. */
async function createWithin({ enqueue }: RepositoryParts, within: Transaction, { newCase, jobs }: Given): Promise<CreatedCase | undefined> {
  const at = newCase.requestedAt;
  const actor: Actor = { kind: 'user', userId: newCase.requestedBy };
  const written = await within.cancellationCase.createMany({ data: [toRow(newCase)], skipDuplicates: true });
  const row = await within.cancellationCase.findUnique({ where: { activeKey: activeKey(newCase) ?? newCase.id } });
  if (row === null) return undefined;
  const { state, reason, reasonName, code } = newCase;
  const requested: AuditEvent = { kind: 'requested', state, reason, ...(reasonName !== undefined && { reasonName }), code };
  const event: AuditEvent = written.count === 1 ? requested : { kind: 'asked-again' };
  await writeAudit(within, [{ caseId: row.id, at, actor, event }]);
  if (written.count === 1 && jobs.length > 0) await enqueue(jobs, executorWithin(within));
  return { kind: written.count === 1 ? 'created' : 'held-by', case: toCase(row) };
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
    ...createStock(parts),
    create: async (newCase, jobs) => await createOnce(parts, { newCase, jobs }),
    createFromDraft: async (draftId, newCase, jobs) => await createFromDraft(parts, draftId, { newCase, jobs }),
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
      await engine.transaction(async (within) => await writeAudit(within, [{ caseId, ...entry }]));
    },
    countedSince: async (queries) => (queries.length === 0 ? [] : await countedSince(engine, queries)),
    inPeriod: async ({ from, to }) => {
      const inside = { gte: from, lt: to };
      const where = { OR: [{ requestedAt: inside }, { cancelledAt: inside }] };
      return (await cases.findMany({ where, orderBy: { requestedAt: 'asc' }, take: IN_PERIOD_AT_MOST })).map(toCase);
    },
    untouchedSince: async (before) => {
      const messageOpen = { state: 'cancelled', messageState: { in: ['waiting', 'sending'] } };
      const where = { updatedAt: { lt: before }, OR: [{ state: { in: OPEN_STATES } }, messageOpen, STOCK_OPEN] };
      const rows = await cases.findMany({ where, orderBy: { updatedAt: 'asc' }, take: UNTOUCHED_AT_MOST });
      return { cases: rows.map(toCase), feeds: await untouchedFeeds(engine, before) };
    },
  };
}

const countedRows = z.array(z.object({ counted: z.coerce.number() }));

async function countedSince({ sql }: Engine, queries: Parameters<Cancellations['countedSince']>[0]): Promise<readonly number[]> {
  const { rows } = await sql.executeSql(COUNTED_SINCE, [JSON.stringify(queries), OPEN_STATES]);
  return countedRows.parse(rows).map(({ counted }) => counted);
}

/** Every question is answered, in its place. */
const COUNTED_SINCE = `select count(c.id) as counted
  from rows from (jsonb_to_recordset($1::jsonb) as ("accountId" text, "marketplaceId" text, program text, since timestamptz)) with ordinality
    as asked (account_id, marketplace_id, program, since, place)
  left join cancellation_cases c on c.account_id = asked.account_id and c.marketplace_id = asked.marketplace_id and c.counts
    and (c.state = any($2::text[]) or (c.state = 'cancelled' and c.cancelled_at >= asked.since))
    and (asked.program is null or exists (select 1 from orders o
      where o.account_id = c.account_id and o.order_id = c.order_id and o."order"->'programs' @> to_jsonb(asked.program)))
  group by asked.place order by asked.place`;
