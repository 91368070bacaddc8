import { z } from 'zod';
import { REQUEST_STATES, type RequestEnd, requestIn } from '../../domain/buyer-request.js';
import { buyerRequestIdSchema } from '../../domain/ids.js';
import type { ScheduledJob } from '../../ports/queue.js';
import { fulfilledBySchema, maybe, statusSchema } from './json.js';
import { executorWithin, type Transaction } from './open.js';
import type { RepositoryParts } from './parts.js';
import { auditRequests } from './request-audit.js';

/** The orders among these that have a request, or have had one until now. As they are kept: an older copy changes nothing. */
const WITH_REQUEST = `select o.account_id, o.order_id, o.marketplace_id, o.status, o.fulfilled_by, o.buyer_requested, r.id as request_id
from orders o left join buyer_requests r on r.active_key = o.account_id || ':' || o.order_id
where (o.account_id, o.order_id) in (select key->>'account_id', key->>'order_id' from jsonb_array_elements($1::jsonb) key)
  and (o.buyer_requested or r.id is not null)`;

const rowSchema = z.object({
  account_id: z.string(),
  order_id: z.string(),
  marketplace_id: z.string(),
  status: statusSchema,
  fulfilled_by: fulfilledBySchema,
  buyer_requested: z.boolean(),
  request_id: maybe(z.string()),
});
type Row = z.output<typeof rowSchema>;

/** Locked, so that somebody who claims one at the same moment either comes before its end or is told of it. */
const HELD = `select id, state from buyer_requests where id in (select given::uuid from jsonb_array_elements_text($1::jsonb) given)
  and active_key is not null order by id for update`;
const heldSchema = z.array(z.object({ id: z.string(), state: z.enum(REQUEST_STATES) }));

/**
 * What follows from saved copies for buyers' requests, in their transaction: Amazon's flag on an order that has to be
 * shipped begins one, once; an order that is cancelled, shipped or without the flag ends it.
 */
export async function noticeRequests(
  { clock, enqueue }: RepositoryParts,
  within: Transaction,
  keys: readonly { readonly account_id: string; readonly order_id: string }[],
): Promise<void> {
  const at = clock.now();
  const { rows } = await executorWithin(within).executeSql(WITH_REQUEST, [JSON.stringify(keys)]);
  const seen = z.array(rowSchema).parse(rows);
  const waiting = seen.filter((row) => row.request_id === undefined && says(row) === 'waits');
  const changed = [...(await begin(within, waiting, at)), ...(await end(within, new Map(seen.flatMap(endOf)), at))];
  const jobs = changed.map((id): ScheduledJob => ({ job: { kind: 'post-request', requestId: buyerRequestIdSchema.parse(id) } }));
  if (jobs.length > 0) await enqueue(jobs, executorWithin(within));
}

function says(row: Row): ReturnType<typeof requestIn> {
  return requestIn({ status: row.status, fulfilledBy: row.fulfilled_by, buyerRequested: row.buyer_requested });
}

function endOf(row: Row): [id: string, as: RequestEnd][] {
  const as = says(row);
  return row.request_id === undefined || as === undefined || as === 'waits' ? [] : [[row.request_id, as]];
}

async function begin(within: Transaction, rows: readonly Row[], at: Date): Promise<string[]> {
  if (rows.length === 0) return [];
  const data = rows.map((row) => ({
    accountId: row.account_id,
    orderId: row.order_id,
    marketplaceId: row.marketplace_id,
    activeKey: `${row.account_id}:${row.order_id}`,
    state: 'open',
    noticedAt: at,
    updatedAt: at,
  }));
  const begun = await within.buyerRequestRow.createManyAndReturn({ data, skipDuplicates: true, select: { id: true } });
  await auditRequests(
    within,
    begun.map(({ id: requestId }) => ({ requestId, at, actor: { kind: 'amazon' }, event: { kind: 'noticed' } })),
  );
  return begun.map(({ id }) => id);
}

/** One at a time: seldom more than one ends with a page of orders. */
async function end(within: Transaction, endings: ReadonlyMap<string, RequestEnd>, at: Date): Promise<string[]> {
  if (endings.size === 0) return [];
  const { rows } = await executorWithin(within).executeSql(HELD, [JSON.stringify([...endings.keys()])]);
  const held = heldSchema.parse(rows);
  for (const { id, state: from } of held) {
    const endedAs = endings.get(id);
    if (endedAs === undefined) continue;
    const data = { state: 'ended', endedAs, endedAt: at, activeKey: null, version: { increment: 1 }, updatedAt: at };
    await within.buyerRequestRow.update({ where: { id }, data });
    const event = { kind: 'moved', from, to: 'ended', detail: endedAs } as const;
    await auditRequests(within, [{ requestId: id, at, actor: { kind: 'amazon' }, event }]);
  }
  return held.map(({ id }) => id);
}
