import { z } from 'zod';
import { BREAK_DETAIL } from '../../domain/continuity.js';
import { caseIdSchema } from '../../domain/ids.js';
import type { CaseMove } from '../../ports/cancellations.js';
import { doubtCases } from './doubt.js';
import { moveCases } from './moves.js';
import { noteElsewhere, type OrderKey } from './note-elsewhere.js';
import { executorWithin, type Transaction } from './open.js';
import type { RepositoryParts } from './parts.js';

const unsentSchema = z.object({
  id: caseIdSchema,
  state: z.enum(['awaiting_approval', 'queued']),
  message_state: z.string(),
  stock_state: z.string(),
  cancelled_at: z.date(),
  may_be_ours: z.boolean(),
});
type Unsent = z.infer<typeof unsentSchema>;
const awaitedSchema = z.object({ id: caseIdSchema, state: z.enum(['reading_back', 'stuck']) });

/**
 * Locked, so that a case that moves at the same moment either is seen here as it is then, or sees the cancelled copy
 * itself. In the order of their ids, as everybody's locks are taken who takes several. What was agreed to before a backup
 * was put back, and is cancelled by the seller, was most likely cancelled by us.
 */
const HOLDING = `select c.id, c.state, c.message_state, c.stock_state, o.updated_at as cancelled_at,
  coalesce(o.cancelled_by, 'MERCHANT') = 'MERCHANT' and exists (select 1 from continuity b
    where b.break_kind = 'restored' and coalesce(c.decided_at, c.requested_at) < b.break_noticed_at) as may_be_ours
from cancellation_cases c join orders o using (account_id, order_id)
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
  const ours = unsent.filter((one) => one.may_be_ours);
  await doubtCases(
    within,
    ours.map(({ id, message_state: messageState, stock_state: stockState }) => ({ id, messageState, stockState })),
    { kind: 'restored', at },
  );
  const moves = unsent.map((one) => endOf(one, at));
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

/** Ends a case whose order is cancelled though nothing on record has sent it. */
function endOf({ id: caseId, state: from, may_be_ours: mayBeOurs, cancelled_at: cancelledAt }: Unsent, at: Date): CaseMove {
  const detail = mayBeOurs ? BREAK_DETAIL.restored : 'already-cancelled';
  const move = { caseId, from, actor: { kind: 'amazon' }, at, detail, jobs: [{ job: { kind: 'announce', caseId } }] } as const;
  return mayBeOurs ? { ...move, to: 'cancelled', changes: { detail, cancelledAt } } : { ...move, to: 'not_sent', changes: { detail } };
}
