import { z } from 'zod';
import { isLegalAnswerMove } from '../../domain/buyer-request.js';
import { CASE_STATES } from '../../domain/cancellation.js';
import type { BuyerRequests, InboxEntry, RequestMessageMove, RequestMove } from '../../ports/buyer-requests.js';
import { maybe, orderSchema } from './json.js';
import { executorWithin, type Transaction } from './open.js';
import type { RepositoryParts } from './parts.js';
import { auditRequests } from './request-audit.js';
import { createRequestPosts } from './request-posts.js';
import { toRequest } from './request-row.js';

const UNFINISHED_AT_MOST = 500;

/** In the order of the inbox; those whose order has been forgotten are in no list any more. */
const INBOX = `select r.id, o."order", c.state as case_state
from buyer_requests r join orders o using (account_id, order_id) left join cancellation_cases c on c.active_key = r.active_key
where r.active_key is not null
order by r.state = 'answered', coalesce(o.ship_by, 'infinity'::timestamptz), r.noticed_at, r.id limit $1`;
const inboxSchema = z.array(z.object({ id: z.string(), order: orderSchema, case_state: maybe(z.enum(CASE_STATES)) }));

async function moveOne(within: Transaction, { request, to, actor, at, changes }: RequestMove): Promise<boolean> {
  const { message, ...rest } = changes;
  const { id, state: from, claimedBy } = request;
  const data = {
    ...rest,
    ...(message && { messageState: message.state, messageLanguage: message.language, messageText: message.text }),
    state: to,
    version: { increment: 1 },
    updatedAt: at,
  };
  const moved = await within.buyerRequestRow.updateMany({ where: { id, state: from, claimedBy: claimedBy ?? null }, data });
  if (moved.count !== 1) return false;
  await auditRequests(within, [{ requestId: id, at, actor, event: { kind: 'moved', from, to } }]);
  return true;
}

/** A guarded move of the answer with its audit row; false when it was not in `from` any more. */
export async function moveOneAnswer(within: Transaction, move: RequestMessageMove): Promise<boolean> {
  const { requestId, from, to, actor, at, detail } = move;
  if (!isLegalAnswerMove(from, to)) throw new Error(`No answer goes from ${from} to ${to}`);
  const data = {
    messageState: to,
    messageDetail: detail ?? null,
    messageAt: at,
    ...(actor.kind === 'user' && { messageBy: actor.userId }),
    version: { increment: 1 },
    updatedAt: at,
  };
  const moved = await within.buyerRequestRow.updateMany({
    where: { id: requestId, messageState: from, messageText: { not: null } },
    data,
  });
  if (moved.count !== 1) return false;
  const event = { kind: 'message-moved', from, to, ...(detail !== undefined && { detail }) } as const;
  await auditRequests(within, [{ requestId, at, actor, event }]);
  return true;
}

/** Buyers' requests, on the database. */
export function createBuyerRequests(parts: RepositoryParts): BuyerRequests {
  const { engine, enqueue } = parts;
  const requests = engine.prisma.buyerRequestRow;
  return {
    ...createRequestPosts(parts),
    find: async (id) => {
      const row = await requests.findUnique({ where: { id } });
      return row === null ? undefined : toRequest(row);
    },
    inbox: async (limit) => {
      const { rows } = await engine.sql.executeSql(INBOX, [limit]);
      const listed = inboxSchema.parse(rows);
      const [total, found] = await Promise.all([
        requests.count({ where: { activeKey: { not: null } } }),
        requests.findMany({ where: { id: { in: listed.map(({ id }) => id) } } }),
      ]);
      const byId = new Map(found.map((row) => [row.id, toRequest(row)]));
      const entries = listed.flatMap(({ id, order, case_state: caseState }): InboxEntry[] => {
        const request = byId.get(id);
        return request === undefined ? [] : [{ request, order, caseState }];
      });
      return { total, entries };
    },
    move: async (move) =>
      await engine.transaction(async (within) => {
        if (!(await moveOne(within, move))) return false;
        await enqueue(move.jobs, executorWithin(within));
        return true;
      }),
    moveMessage: async (move) =>
      await engine.transaction(async (within) => {
        if (!(await moveOneAnswer(within, move))) return false;
        await enqueue(move.jobs, executorWithin(within));
        return true;
      }),
    unfinished: async (before) => {
      const behind = { shownVersion: { lt: requests.fields.version } };
      const where = { updatedAt: { lt: before }, OR: [behind, { messageState: { in: ['waiting', 'sending'] } }] };
      return (await requests.findMany({ where, orderBy: { updatedAt: 'asc' }, take: UNFINISHED_AT_MOST })).map(toRequest);
    },
    touch: async (id, at) => {
      await requests.updateMany({ where: { id }, data: { updatedAt: at } });
    },
  };
}
