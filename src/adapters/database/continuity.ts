import { z } from 'zod';
import { type Break, breakIn, BREAK_DETAIL, DROPPED_DETAIL, noticed } from '../../domain/continuity.js';
import type { Continuity, TakenUp } from '../../ports/continuity.js';
import { doubtAnswers, doubtSent, putFeedsBack } from './doubt.js';
import type { ContinuityRow } from './generated/client.js';
import { executorWithin, type Transaction } from './open.js';
import type { RepositoryParts } from './parts.js';

const kindSchema = z.enum(['restored', 'away']);
const lockedSchema = z.array(z.object({ worked_at: z.date() }));
const differencesSchema = z.array(
  z.object({
    order_id: z.string(),
    what: z.enum(['cancelled', 'dropped', 'message', 'stock', 'answer', 'waits-for-approval', 'at-amazon']),
  }),
);

const BY_CASE = `select c.order_id, case when a.event->>'kind' = 'message-moved' then 'message' when a.event->>'kind' = 'stock-moved' then 'stock'
    when a.event->>'to' = 'cancelled' then 'cancelled' else 'dropped' end as what
  from audit a join cancellation_cases c on c.id = a.case_id
  where a.at >= $1::timestamptz and a.event->>'detail' in ($2, $3) and a.event->>'to' <> 'queued'`;
const DIFFERENCES = `select * from (${BY_CASE}
  union select r.order_id, 'answer' from request_audit a join buyer_requests r on r.id = a.request_id
  where a.at >= $1::timestamptz and a.event->>'detail' = $2
  union select order_id, case state when 'awaiting_approval' then 'waits-for-approval' else 'at-amazon' end from cancellation_cases
  where state in ('awaiting_approval', 'sending', 'sent', 'reading_back', 'stuck')) all_of_them order by order_id, what`;

const NOTE_WORK = `with before as (select worked_at from continuity where id = 1 for update)
update continuity set worked_at = greatest(continuity.worked_at, $1::timestamptz), rested = false from before where id = 1 returning before.worked_at`;

function toBreak({ breakKind, breakFrom: from, breakNoticedAt: noticedAt }: ContinuityRow): Break | undefined {
  return breakKind === null || from === null || noticedAt === null ? undefined : { kind: kindSchema.parse(breakKind), from, noticedAt };
}

/** Whether the database is what the app last worked on, kept in the database itself. */
export function createContinuity({ engine, enqueue }: RepositoryParts): Continuity {
  const rows = engine.prisma.continuityRow;
  /** What this process has written, as far as the database should remember it. */
  let written: Date | undefined;
  const find = async (): Promise<ContinuityRow | null> => await rows.findUnique({ where: { id: 1 } });
  return {
    takeUp: async (why, at) => {
      const taken = await engine.transaction(async (within) => {
        const broken = await breakAt(within, engine.place, { why, at });
        return broken === undefined ? undefined : await putRight(within, broken, enqueue);
      });
      written = why === 'restore' ? undefined : at;
      return taken;
    },
    noteWork: async (at) => {
      // What was written before it was asked: another mark may be written, and its answer be here, before this one's.
      const remembered = written;
      const [before] = lockedSchema.parse((await engine.sql.executeSql(NOTE_WORK, [at.toISOString()])).rows);
      const forgotten = remembered !== undefined && (before === undefined || before.worked_at < remembered);
      if (forgotten) return 'gone-back';
      written = new Date(Math.max(at.getTime(), before?.worked_at.getTime() ?? 0, written?.getTime() ?? 0));
      return 'goes-on';
    },
    rest: async () => {
      // A database that has gone back meanwhile is none that this process has worked on to its end.
      await rows.updateMany({ where: written === undefined ? {} : { workedAt: { gte: written } }, data: { rested: true } });
    },
    lastBreak: async () => {
      const row = await find();
      return row === null ? undefined : toBreak(row);
    },
    toClear: async (outbox) => {
      const row = await find();
      return row === null || row.cleared.includes(keyOf(outbox)) ? undefined : toBreak(row);
    },
    clear: async (outbox, { noticedAt }) => {
      await rows.updateMany({ where: { breakNoticedAt: noticedAt }, data: { cleared: { push: keyOf(outbox) } } });
    },
    differences: async () => {
      const row = await find();
      const broken = row === null ? undefined : toBreak(row);
      if (broken === undefined) return [];
      const values = [broken.from.toISOString(), BREAK_DETAIL[broken.kind], DROPPED_DETAIL];
      return differencesSchema
        .parse((await engine.sql.executeSql(DIFFERENCES, values)).rows)
        .map(({ order_id: orderId, what }) => ({ orderId, what }));
    },
  };
}

/** The key of what leaves together. */
function keyOf({ accountId, marketplaceId }: Parameters<Continuity['toClear']>[0]): string {
  return `${accountId}:${marketplaceId}`;
}

/** Finds a break and remembers it; of several processes that start at once the first one does. */
async function breakAt(
  within: Transaction,
  place: string,
  { why, at }: { readonly why: Parameters<Continuity['takeUp']>[0]; readonly at: Date },
): Promise<Break | undefined> {
  await executorWithin(within).executeSql('select id from continuity where id = 1 for update');
  const row = (await within.continuityRow.findUnique({ where: { id: 1 } })) ?? undefined;
  // A database from before this was remembered: only somebody who knows can tell.
  const workedAt = row?.workedAt ?? (await lastOnRecord(within)) ?? at;
  const found = why === 'start' ? row && breakIn(row, { place, at }) : 'restored';
  // Whoever puts a backup back comes before the app, which goes on from there as after an orderly stop.
  const ahead = why === 'restore' || at < workedAt ? workedAt : at;
  const mark = { place, workedAt: ahead, rested: why === 'restore' };
  const broken = found && noticed(found, { at, workedAt }, row && toBreak(row));
  const remembered = broken && { breakKind: broken.kind, breakFrom: broken.from, breakNoticedAt: at, cleared: [] };
  await within.continuityRow.upsert({ where: { id: 1 }, create: { id: 1, ...mark, ...remembered }, update: { ...mark, ...remembered } });
  return broken;
}

async function lastOnRecord(within: Transaction): Promise<Date | undefined> {
  return (await within.auditRow.aggregate({ _max: { at: true } }))._max.at ?? undefined;
}

async function putRight(within: Transaction, broken: Break, enqueue: RepositoryParts['enqueue']): Promise<TakenUp> {
  const doubt = { kind: broken.kind, at: broken.noticedAt };
  const sent = await doubtSent(within, doubt);
  const answers = await doubtAnswers(within, doubt);
  const { feeds, jobs } = await putFeedsBack(within, doubt);
  const from = new Date(Math.min(...[broken.from, ...feeds.map(({ sealedAt }) => sealedAt)].map((one) => one.getTime())));
  if (feeds.length > 0) await within.continuityRow.update({ where: { id: 1 }, data: { breakFrom: from } });
  await enqueue([...sent.jobs, ...answers.jobs, ...jobs], executorWithin(within));
  return { ...broken, from, asked: sent.asked + answers.asked, feedsPutBack: feeds.length };
}
