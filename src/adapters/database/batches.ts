import type { AuditEvent } from '../../domain/audit.js';
import type { Batch } from '../../domain/batch.js';
import type { Actor } from '../../domain/cancellation.js';
import { type BatchId, batchIdSchema, channelIdSchema, userIdSchema } from '../../domain/ids.js';
import type { BatchCreated, Batches, NewBatch } from '../../ports/batches.js';
import type { Queue } from '../../ports/queue.js';
import { orderKey, toCase, toRow } from './case-row.js';
import { moveCases, writeAudit } from './moves.js';
import { executorWithin, type Transaction } from './open.js';
import type { RepositoryParts } from './parts.js';

/** What undoes a transaction that was overtaken. */
class Overtaken extends Error {}

/** Soonest ship-by first; neither it nor the id of a case's order ever changes. */
const IN_ORDER = [{ shipBy: { sort: 'asc', nulls: 'last' } }, { orderId: 'asc' }, { id: 'asc' }] as const;

const LOCK = 'select id::text from cancellation_cases where id = any($1::uuid[]) order by id for update';

/** Batches with their cases, on the database. */
export function createBatches({ engine, enqueue }: RepositoryParts): Batches {
  const create: Batches['create'] = async (batch) => {
    try {
      return await engine.transaction(async (within) => await createWithin(within, batch, enqueue));
    } catch (error) {
      if (error instanceof Overtaken) return await create(batch);
      throw error;
    }
  };
  return {
    create,
    find: async (id) => await findBatch(engine.prisma, id),
    move: async (moves) => {
      try {
        return await engine.transaction(async (within) => {
          // Locked in one order, so that two decisions at the same moment wait for each other and not each for the other.
          await executorWithin(within).executeSql(LOCK, [moves.map(({ caseId }) => caseId)]);
          if (!(await moveCases(within, moves))) throw new Overtaken();
          const jobs = moves.flatMap((move) => move.jobs);
          if (jobs.length > 0) await enqueue(jobs, executorWithin(within));
          return true;
        });
      } catch (error) {
        if (error instanceof Overtaken) return false;
        throw error;
      }
    },
  };
}

async function createWithin(within: Transaction, batch: NewBatch, enqueue: Queue['add']): Promise<BatchCreated> {
  const { id, teamId, channelId, requestedBy, requestedAt: at, cases } = batch;
  const row = { id, teamId, channelId, requestedBy, requestedAt: at };
  const written = await within.batchRow.createMany({ data: [row], skipDuplicates: true });
  if (written.count === 0) return { kind: 'found', batch: await found(within, id), heldBy: [] };
  // Always in the same order, so that two batches with the same orders wait for each other and not each for the other.
  const sorted = cases.toSorted((one, other) => (orderKey(one.newCase) < orderKey(other.newCase) ? -1 : 1));
  await within.cancellationCase.createMany({ data: sorted.map(({ newCase }) => toRow(newCase)), skipDuplicates: true });
  const keys = sorted.map(({ newCase }) => orderKey(newCase));
  const holders = (await within.cancellationCase.findMany({ where: { activeKey: { in: keys } } })).map(toCase);
  // Another case held an order at the first statement and let it go before the second.
  if (holders.length < keys.length) throw new Overtaken();
  const mine = sorted.filter(({ newCase }) => holders.some((one) => one.id === newCase.id));
  const heldBy = holders.filter((one) => one.batchId !== id);
  const actor: Actor = { kind: 'user', userId: requestedBy };
  const requested = mine.map(({ newCase: { id: caseId, state, reason, code } }) => {
    const event: AuditEvent = { kind: 'requested', state, reason, code };
    return { caseId, at, actor, event };
  });
  const again = [...batch.askedAgain, ...heldBy.map((one) => one.id)];
  await writeAudit(within, [...requested, ...again.map((caseId) => ({ caseId, at, actor, event: { kind: 'asked-again' } as const }))]);
  const jobs = mine.flatMap((one) => one.jobs);
  if (jobs.length > 0) await enqueue(jobs, executorWithin(within));
  return { kind: 'created', batch: await found(within, id), heldBy };
}

async function found(within: Transaction, id: BatchId): Promise<Batch> {
  const batch = await findBatch(within, id);
  if (batch === undefined) throw new Error(`Batch ${id} is not there`);
  return batch;
}

async function findBatch(within: Transaction, id: BatchId): Promise<Batch | undefined> {
  const row = await within.batchRow.findUnique({ where: { id } });
  if (row === null) return undefined;
  const cases = await within.cancellationCase.findMany({ where: { batchId: id }, orderBy: [...IN_ORDER] });
  return {
    id: batchIdSchema.parse(row.id),
    requestedBy: userIdSchema.parse(row.requestedBy),
    requestedAt: row.requestedAt,
    channelId: channelIdSchema.parse(row.channelId),
    cases: cases.map(toCase),
  };
}
