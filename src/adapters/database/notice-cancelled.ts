import { z } from 'zod';
import { caseIdSchema } from '../../domain/ids.js';
import { moveCases } from './moves.js';
import { noteElsewhere, type OrderKey } from './note-elsewhere.js';
import { executorWithin, type Transaction } from './open.js';
import type { RepositoryParts } from './parts.js';

const unsentSchema = z.object({ id: caseIdSchema, state: z.enum(['awaiting_approval', 'queued']) });
const awaitedSchema = z.object({ id: caseIdSchema, state: z.enum(['reading_back', 'stuck']) });

/**
 * Locked, so that a case that moves at the same moment either is seen here as it is then, or sees the cancelled copy
 * itself. In the order of their ids, as everybody's locks are taken who takes several.
 */
const HOLDING = `select c.id, c.state from cancellation_cases c join orders o using (account_id, order_id)
where c.active_key in (select (key->>'account_id') || ':' || (key->>'order_id') from jsonb_array_elements($1::jsonb) key) and o.status = 'CANCELLED'
order by c.id for update of c`;

/**
 * What follows from copies that say CANCELLED: a case of ours that has not been sent ends, one that waits for just that is
 * read back now, and what no case of ours has done is noted as done elsewhere. In the transaction of the copies.
 */
export async function noticeCancelled({ clock, enqueue }: RepositoryParts, within: Transaction, keys: readonly OrderKey[]): Promise<void> {
  const at = clock.now();
  const { rows } = await executorWithin(within).executeSql(HOLDING, [JSON.stringify(keys)]);
  const unsent = rows.flatMap((row) => unsentSchema.safeParse(row).data ?? []);
  const moves = unsent.map(({ id: caseId, state: from }) => {
    const jobs = [{ job: { kind: 'announce', caseId } } as const];
    const detail = 'already-cancelled';
    return { caseId, from, to: 'not_sent', actor: { kind: 'amazon' }, at, detail, changes: { detail }, jobs } as const;
  });
  if (moves.length > 0) {
    if (!(await moveCases(within, moves))) throw new Error('A locked case was moved by somebody else');
    await enqueue(
      moves.flatMap((move) => move.jobs),
      executorWithin(within),
    );
  }
  const awaited = rows.flatMap((row) => awaitedSchema.safeParse(row).data ?? []);
  const readBacks = awaited.map(({ id: caseId }) => ({ job: { kind: 'read-back', caseId } }) as const);
  if (readBacks.length > 0) await enqueue(readBacks, executorWithin(within));
  await noteElsewhere(within, keys, at);
}
