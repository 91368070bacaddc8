import { z } from 'zod';
import type { AuditEvent } from '../../domain/audit.js';
import { type Actor, holdsOrder, isEnded, isLegalMove } from '../../domain/cancellation.js';
import type { CaseMove } from '../../ports/cancellations.js';
import { sealing, sumOfUnsealed } from './audit-seal.js';
import { maybe, toJson } from './json.js';
import { noteElsewhereOfCases } from './note-elsewhere.js';
import { executorWithin, type Transaction } from './open.js';

/** Locked, so that of two who write at the same moment one waits for the other's row. */
const ENDS = `select id::text, audit_rows as rows, audit_seal as seal from cancellation_cases c
  where c.id = any($1::uuid[]) order by c.id for update`;
const KEEP_ENDS = `update cancellation_cases c set audit_rows = one.rows, audit_seal = one.seal, audit_head = one.head
  from jsonb_to_recordset($1::jsonb) as one (id uuid, rows int, seal text, head text) where c.id = one.id`;
const endsSchema = z.array(z.object({ id: z.string(), rows: maybe(z.int()), seal: maybe(z.string()) }));

interface AuditLine {
  readonly caseId: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly event: AuditEvent;
}

/** Adds audit rows in the transaction of what they tell, each sealed over the one before it. */
export async function writeAudit(within: Transaction, lines: readonly AuditLine[]): Promise<void> {
  const seals = sealing.getStore();
  if (seals === undefined) throw new Error('An audit row is written in a transaction only');
  const into = executorWithin(within);
  const ids = [...new Set(lines.map(({ caseId }) => caseId))].toSorted();
  const ends = new Map(endsSchema.parse((await into.executeSql(ENDS, [ids])).rows).map((end) => [end.id, end]));
  const data = [];
  for (const line of lines) {
    const { caseId, at } = line;
    const end = ends.get(caseId);
    const row = { caseId, place: (end?.rows ?? 0) + 1, at, actor: toJson(line.actor), event: toJson(line.event) };
    const before = end?.seal ?? (line.event.kind === 'requested' ? '' : await sumBefore(within, caseId));
    const seal = seals.row(row, before);
    ends.set(caseId, { id: caseId, rows: row.place, seal });
    data.push({ ...row, seal });
  }
  await within.auditRow.createMany({ data });
  const heads = [...ends.values()].map(({ id, rows, seal }) => ({
    id,
    rows,
    seal,
    head: seals.end({ caseId: id, rows: rows ?? 0, seal: seal ?? '' }),
  }));
  await into.executeSql(KEEP_ENDS, [JSON.stringify(heads)]);
}

/** Rows from before they were sealed; asked for once in a case's life. */
async function sumBefore(within: Transaction, caseId: string): Promise<string> {
  return sumOfUnsealed(await within.auditRow.findMany({ where: { caseId }, orderBy: { id: 'asc' } }));
}

/**
 * Makes guarded moves, in as few statements as there are different ones. False when a case was not where the move
 * starts: the caller must roll back. Throws for a move that the domain does not know.
 */
export async function moveCases(within: Transaction, moves: readonly CaseMove[]): Promise<boolean> {
  const groups = new Map<string, CaseMove[]>();
  for (const move of moves) {
    if (!isLegalMove(move.from, move.to)) throw new Error(`No case goes from ${move.from} to ${move.to}`);
    const key = JSON.stringify([move.from, move.to, move.changes]);
    groups.set(key, [...(groups.get(key) ?? []), move]);
  }
  for (const [first, ...rest] of groups.values()) {
    if (first === undefined) continue;
    const ids = [first, ...rest].map((move) => move.caseId);
    const { fraudSignals, ...changes } = first.changes ?? {};
    const changed = await within.cancellationCase.updateMany({
      where: { id: { in: ids }, state: first.from },
      data: {
        ...changes,
        ...(fraudSignals && { fraudSignals: [...fraudSignals] }),
        state: first.to,
        version: { increment: 1 },
        updatedAt: first.at,
        ...(!holdsOrder(first.to) && { activeKey: null }),
      },
    });
    if (changed.count !== ids.length) return false;
  }
  await writeAudit(within, moves.map(auditOfMove));
  const ended = moves.filter((move) => isEnded(move.to));
  // Somebody else may have cancelled the order while the case had it; what is ours is not noted.
  if (ended[0] !== undefined) {
    const caseIds = ended.map((move) => move.caseId);
    await noteElsewhereOfCases(within, caseIds, ended[0].at);
  }
  return true;
}

function auditOfMove({ caseId, at, actor, from, to, detail }: CaseMove): AuditLine {
  return { caseId, at, actor, event: { kind: 'moved', from, to, ...(detail !== undefined && { detail }) } };
}
