import { z } from 'zod';
import { type AccountId, accountIdSchema, marketplaceIdSchema } from '../../domain/ids.js';
import { type AfterPage, type Coverage, MANY_AWAITED, type MirrorWindow, type Reached } from '../../domain/mirror.js';
import type { Mirror } from '../../ports/mirror.js';
import type { MirrorCoverageRow, MirrorWindowRow } from './generated/client.js';
import { executorWithin, type Transaction } from './open.js';
import { saveCopies } from './orders.js';
import type { RepositoryParts } from './parts.js';

/** Rows deleted at a time: far more than come in meanwhile, few enough to hold nobody up. */
const FORGOTTEN_AT_MOST = 1_000;

/** Longer than until a search sees what a feed has done; later its orders were looked at one by one. */
const AWAITED_MINUTES = 10;

const AWAITED = `select marketplace_id as "marketplaceId", max(updated_at) as since from feeds
where account_id = $1 and state = 'settled' and updated_at > $2::timestamptz - interval '${AWAITED_MINUTES} minutes'
  and jsonb_array_length(lines) >= ${MANY_AWAITED} group by marketplace_id`;
const awaitedSchema = z.array(z.object({ marketplaceId: marketplaceIdSchema, since: z.date() }));

const REACHED = `insert into mirror_coverage as known (account_id, marketplace_id, "from", "to", refreshed_at, span_ms)
select $1, marketplace_id, $3::timestamptz, $4::timestamptz, $5::timestamptz, $6::bigint from jsonb_array_elements_text($2::jsonb) marketplace_id
on conflict (account_id, marketplace_id) do update set "from" = least(known."from", excluded."from"), "to" = greatest(known."to", excluded."to"),
  refreshed_at = case when $7 = 'newer' then excluded.refreshed_at else known.refreshed_at end,
  span_ms = case when $7 = 'older' then excluded.span_ms else known.span_ms end`;

/** A row at a time by its key, so that PostgreSQL takes the index for both. */
const FORGET = [
  `delete from orders where (account_id, order_id) in (select account_id, order_id from orders where updated_at < $1::timestamptz order by updated_at limit ${FORGOTTEN_AT_MOST}) returning 1`,
  `delete from cancelled_elsewhere where (account_id, order_id) in (select account_id, order_id from cancelled_elsewhere where cancelled_at < $1::timestamptz order by cancelled_at limit ${FORGOTTEN_AT_MOST}) returning 1`,
  `delete from saved_orders where draft_id in (select draft_id from saved_orders where saved_at < $1::timestamptz order by saved_at limit ${FORGOTTEN_AT_MOST}) returning 1`,
];

/** How far the mirror has come, on the database. */
export function createMirror(parts: RepositoryParts): Mirror {
  const { prisma, sql, transaction } = parts.engine;
  return {
    progress: async (accountId) => {
      const [coverage, windows, awaited] = await Promise.all([
        prisma.mirrorCoverageRow.findMany({ where: { accountId } }),
        prisma.mirrorWindowRow.findMany({ where: { accountId }, orderBy: { id: 'asc' } }),
        sql.executeSql(AWAITED, [accountId, parts.clock.now().toISOString()]),
      ]);
      return { coverage: coverage.map(toCoverage), windows: windows.map(toWindow), awaited: awaitedSchema.parse(awaited.rows) };
    },
    coverage: async (accountIds) => {
      const rows = await prisma.mirrorCoverageRow.findMany({ where: { accountId: { in: [...accountIds] } } });
      return rows.map((row) => ({ accountId: accountIdSchema.parse(row.accountId), ...toCoverage(row) }));
    },
    begin: async (accountId, windows) => {
      await prisma.mirrorWindowRow.createMany({ data: windows.map((window) => rowOf(accountId, window)) });
    },
    keepPage: async ({ accountId, window, copies, after }) =>
      await transaction(async (within) => {
        if (!(await moveOn(within, window, after))) return false;
        if (after.kind === 'done') await reach(within, accountId, after.reached);
        await saveCopies(parts, within, copies);
        return true;
      }),
    replace: async (accountId, windowId, by) =>
      await transaction(async (within) => {
        const gone = await within.mirrorWindowRow.deleteMany({ where: { id: windowId } });
        if (gone.count === 1) await within.mirrorWindowRow.createMany({ data: by.map((window) => rowOf(accountId, window)) });
      }),
    postpone: async (windowIds, retryAt) => {
      await prisma.mirrorWindowRow.updateMany({ where: { id: { in: [...windowIds] } }, data: { retryAt } });
    },
    forget: async (before) => {
      let forgotten = 0;
      for (const statement of FORGET) forgotten += (await sql.executeSql(statement, [before.toISOString()])).rows.length;
      return forgotten;
    },
  };
}

/** Guarded by the page that was read: of two that read the same one, one goes on. */
async function moveOn(within: Transaction, { id, pages }: MirrorWindow, after: AfterPage): Promise<boolean> {
  const where = { id, pages };
  if (after.kind === 'done') return (await within.mirrorWindowRow.deleteMany({ where })).count === 1;
  const { begunAt, until, pageToken, pages: read, retryAt } = after.window;
  const data = { begunAt: begunAt ?? null, until: until ?? null, pageToken: pageToken ?? null, pages: read, retryAt: retryAt ?? null };
  return (await within.mirrorWindowRow.updateMany({ where, data })).count === 1;
}

async function reach(within: Transaction, accountId: AccountId, reached: Reached): Promise<void> {
  const { marketplaceIds, direction, from, to, at, spanMs } = reached;
  const moments = [from, to, at].map((moment) => moment.toISOString());
  await executorWithin(within).executeSql(REACHED, [accountId, JSON.stringify(marketplaceIds), ...moments, Math.round(spanMs), direction]);
}

function rowOf(accountId: AccountId, window: MirrorWindow) {
  const { marketplaceIds, to, until, pageToken, begunAt, retryAt, ...rest } = window;
  return {
    ...rest,
    accountId,
    marketplaceIds: [...marketplaceIds],
    to: to ?? null,
    until: until ?? null,
    pageToken: pageToken ?? null,
    begunAt: begunAt ?? null,
    retryAt: retryAt ?? null,
  };
}

function toCoverage(row: MirrorCoverageRow): Coverage {
  const { from, to, refreshedAt } = row;
  return { marketplaceId: marketplaceIdSchema.parse(row.marketplaceId), from, to, refreshedAt, spanMs: Number(row.spanMs) };
}

function toWindow(row: MirrorWindowRow): MirrorWindow {
  return {
    id: row.id,
    marketplaceIds: row.marketplaceIds.map((id) => marketplaceIdSchema.parse(id)),
    direction: z.enum(['newer', 'older']).parse(row.direction),
    from: row.from,
    to: row.to ?? undefined,
    until: row.until ?? undefined,
    pageToken: row.pageToken ?? undefined,
    begunAt: row.begunAt ?? undefined,
    pages: row.pages,
    retryAt: row.retryAt ?? undefined,
  };
}
