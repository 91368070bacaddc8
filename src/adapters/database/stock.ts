import type { AuditEvent } from '../../domain/audit.js';
import { isLegalStockMove } from '../../domain/stock.js';
import type { Cancellations, StockMove } from '../../ports/cancellations.js';
import { writeAudit } from './moves.js';
import { executorWithin } from './open.js';
import type { RepositoryParts } from './parts.js';

/** Cancelled cases whose stock is under way. */
export const STOCK_OPEN = { state: 'cancelled', stockState: { in: ['waiting', 'changing', 'to_put_back', 'putting_back'] } };

/** What becomes of the stock of cancelled cases, on the database. */
export function createStock({ engine, clock, enqueue }: RepositoryParts): Pick<Cancellations, 'moveStock' | 'noteStockAttempt'> {
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
