import type { AuditEvent } from '../../domain/audit.js';
import { type Actor, holdsOrder, isEnded, isLegalMove } from '../../domain/cancellation.js';
import type { CaseMove } from '../../ports/cancellations.js';
import { toJson } from './json.js';
import { noteElsewhereOfCases } from './note-elsewhere.js';
import type { Transaction } from './open.js';

interface AuditLine {
  readonly caseId: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly event: AuditEvent;
}

/** Adds audit rows in the transaction of what they tell. */
export async function writeAudit(within: Transaction, lines: readonly AuditLine[]): Promise<void> {
  await within.auditRow.createMany({
    data: lines.map((line) => ({ caseId: line.caseId, at: line.at, actor: toJson(line.actor), event: toJson(line.event) })),
  });
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
