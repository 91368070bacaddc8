import { z } from 'zod';
import type { AuditEvent } from '../../domain/audit.js';
import { caseIdSchema } from '../../domain/ids.js';
import { isLegalStockMove, isStockOpen, STOCK_STATES } from '../../domain/stock.js';
import type { Cancellations, StockMove } from '../../ports/cancellations.js';
import { writeAudit } from './moves.js';
import { executorWithin } from './open.js';
import type { RepositoryParts } from './parts.js';

/** Cancelled cases whose stock is under way. */
export const STOCK_OPEN = { state: 'cancelled', stockState: { in: STOCK_STATES.filter(isStockOpen) } };

/**
 * A quantity is read and then set: in between no other case may. Two at the same moment see none, and the unique key
 * lets one of them: its update waits for the other's and fails, which is an answer here and no error.
 */
const HOLD_UNITS = `update cancellation_cases set stock_key = $2 where id = $1::uuid and state = 'cancelled' and stock_state = $3
  and not exists (select 1 from cancellation_cases other where other.stock_key = $2 and other.id <> $1::uuid) returning id`;

/** Cases of a SKU change its units one after the other, so the order of their audit rows is that of their changes. */
const CHANGED_BY_OTHERS = `with begun as (
  select a.id, a.case_id from audit a join cancellation_cases c on c.id = a.case_id
  where c.account_id = $2 and c.stock_change->>'sku' = $3 and a.event->>'kind' = 'stock-moved' and a.event->>'to' in ('changing', 'putting_back'))
select 1 from begun where case_id <> $1::uuid and id > (select max(id) from begun where case_id = $1::uuid) limit 1`;

/** PostgreSQL's word for a key that somebody else has. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

/** By the partial index `cancellation_cases_restock`; a day is a text that sorts as days do. */
const RESTOCK_DUE = `select c.id from cancellation_cases c
where c.stock_state = 'done' and c.stock_change->>'restockOn' is not null and c.stock_change->>'restockOn' <= $1 and c.state = 'cancelled'
  and c.stock_before is distinct from c.stock_target
  and not exists (select 1 from notices n where n.case_id = c.id and n.kind = 'restock' and n.shown_version > 0)
order by c.stock_change->>'restockOn' limit 100`;
const restockSchema = z.array(z.object({ id: caseIdSchema }));

/** What becomes of the stock of cancelled cases, on the database. */
export function createStock({
  engine,
  clock,
  enqueue,
}: RepositoryParts): Pick<Cancellations, 'moveStock' | 'holdUnits' | 'changedByOthers' | 'noteStockAttempt' | 'restockDue'> {
  return {
    moveStock: async (move) =>
      await engine.transaction(async (within) => {
        const { caseId, from, at, actor, jobs } = move;
        if (!isLegalStockMove(from, move.to)) throw new Error(`No stock goes from ${from} to ${move.to}`);
        // The state stands in the guard: nothing is ever changed for an order that is not cancelled.
        const where = { id: caseId, state: 'cancelled', stockState: from };
        const moved = await within.cancellationCase.updateMany({ where, data: columnsOf(move) });
        if (moved.count !== 1) return false;
        await writeAudit(within, [{ caseId, at, actor, event: auditOf(move) }]);
        if (jobs.length > 0) await enqueue(jobs, executorWithin(within));
        return true;
      }),
    holdUnits: async ({ caseId, accountId, sku, from }) => {
      try {
        const { rows } = await engine.sql.executeSql(HOLD_UNITS, [caseId, `${accountId}:${sku}`, from]);
        return rows.length === 1;
      } catch (error) {
        if (isTaken(error)) return false;
        throw error;
      }
    },
    changedByOthers: async ({ caseId, accountId, sku }) =>
      (await engine.sql.executeSql(CHANGED_BY_OTHERS, [caseId, accountId, sku])).rows.length > 0,
    noteStockAttempt: async (caseId, { state, detail, nextAttemptAt, jobs }) =>
      await engine.transaction(async (within) => {
        const data = {
          stockDetail: detail,
          stockNextTryAt: nextAttemptAt,
          stockAttempts: { increment: 1 },
          version: { increment: 1 },
          updatedAt: clock.now(),
        };
        const noted = await within.cancellationCase.updateMany({ where: { id: caseId, state: 'cancelled', stockState: state }, data });
        if (noted.count === 1) await enqueue(jobs, executorWithin(within));
      }),
    restockDue: async (day) => restockSchema.parse((await engine.sql.executeSql(RESTOCK_DUE, [day])).rows).map(({ id }) => id),
  };
}

function columnsOf({ to, at, before, target, detail, attempts }: StockMove) {
  return {
    stockState: to,
    ...(before !== undefined && { stockBefore: before }),
    ...(target !== undefined && { stockTarget: target }),
    stockDetail: detail ?? null,
    stockAttempts: attempts ?? 0,
    stockNextTryAt: null,
    ...(!isStockOpen(to) && { stockKey: null }),
    version: { increment: 1 },
    updatedAt: at,
  };
}

function auditOf({ from, to, target, detail }: StockMove): AuditEvent {
  return { kind: 'stock-moved', from, to, ...(target !== undefined && { target }), ...(detail !== undefined && { detail }) };
}
