import { z } from 'zod';
import type { AuditEvent } from '../../domain/audit.js';
import { caseIdSchema } from '../../domain/ids.js';
import { isLegalStockMove } from '../../domain/stock.js';
import type { Cancellations, StockMove } from '../../ports/cancellations.js';
import { writeAudit } from './moves.js';
import { executorWithin } from './open.js';
import type { RepositoryParts } from './parts.js';

/** Cancelled cases whose stock is under way. */
export const STOCK_OPEN = { state: 'cancelled', stockState: { in: ['waiting', 'changing', 'to_put_back', 'putting_back'] } };

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
}: RepositoryParts): Pick<Cancellations, 'moveStock' | 'noteStockAttempt' | 'restockDue'> {
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
    version: { increment: 1 },
    updatedAt: at,
  };
}

function auditOf({ from, to, target, detail }: StockMove): AuditEvent {
  return { kind: 'stock-moved', from, to, ...(target !== undefined && { target }), ...(detail !== undefined && { detail }) };
}
