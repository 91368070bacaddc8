import { z } from 'zod';
import { accountIdSchema, caseIdSchema, channelIdSchema, marketplaceIdSchema } from '../../domain/ids.js';
import type { Digests, Health, Notices, Rates } from '../../ports/store.js';
import { wasAway, wasFull } from './away.js';
import { maybe, targetSchema, toJson } from './json.js';
import type { Engine } from './open.js';
import { forPerson, mayHaveWritten } from './person.js';

const sourceSchema = z.enum(['amazon', 'estimate']);

const WINDOW = `r.marketplace_id, r.days, coalesce(r.program, '')`;

/** From window to window by the index `rates_by_window`: what each costs does not grow with the rates of former days. */
const LATEST_OF_EACH = `with recursive windows (account_id, marketplace_id, days, program) as (
  select given.account_id, first.* from (select distinct unnest($1::text[]) as account_id) given
    cross join lateral (select ${WINDOW} from rates r where r.account_id = given.account_id order by ${WINDOW} limit 1) first
  union all
  select before.account_id, next.* from windows before cross join lateral (select ${WINDOW} from rates r
    where r.account_id = before.account_id and (${WINDOW}) > (before.marketplace_id, before.days, before.program) order by ${WINDOW} limit 1) next
)
select latest.* from windows w cross join lateral (
  select account_id, marketplace_id, days, program, source, orders, counted, surely, target, "from", "to", read_at from rates r
  where r.account_id = w.account_id and (${WINDOW}) = (w.marketplace_id, w.days, w.program) order by r.read_at desc limit 1) latest
order by latest.account_id, latest.marketplace_id, latest.days, latest.program`;

const ratesRow = z
  .object({
    account_id: accountIdSchema,
    marketplace_id: marketplaceIdSchema,
    days: z.int(),
    program: maybe(z.string()),
    source: sourceSchema,
    orders: z.int(),
    counted: z.int(),
    surely: z.int().nullable(),
    target: maybe(targetSchema),
    from: z.date(),
    to: z.date(),
    read_at: z.date(),
  })
  .transform(({ account_id: accountId, marketplace_id: marketplaceId, read_at: readAt, orders, counted, surely, ...rest }) => ({
    ...rest,
    accountId,
    marketplaceId,
    rate: { orders, counted, ...(surely !== null && { surely }) },
    readAt,
  }));

/** Rates as they were reported or estimated; all are kept, the newest counts. */
export function createRates({ prisma, sql }: Engine): Rates {
  const latestOfEach: Rates['latestOfEach'] = async (accountIds) => {
    const { rows } = await sql.executeSql(LATEST_OF_EACH, [accountIds]);
    return rows.map((row) => ratesRow.parse(row));
  };
  return {
    save: async (accountId, rates) => {
      await prisma.rateRow.createMany({
        data: rates.map(({ rate, target, program, ...one }) => ({
          ...one,
          orders: rate.orders,
          counted: rate.counted,
          surely: rate.surely ?? null,
          program: program ?? null,
          accountId,
          ...(target && { target: toJson(target) }),
        })),
      });
    },
    latest: async (accountId) => await latestOfEach([accountId]),
    latestOfEach,
  };
}

/** Whoever claimed a post and did not say within this time that it is posted did not live to. */
const CLAIM_LASTS_MS = 60_000;

/** Where cases are shown in Slack. */
export function createNotices({ prisma, sql }: Engine): Notices {
  const kindSchema = z.enum(['status', 'approval', 'second_card', 'outcome', 'reminder', 'restock', 'batch']);
  return {
    ofCase: async (caseId) => {
      // One that is only claimed is not there yet.
      const rows = await prisma.noticeRow.findMany({ where: { caseId, shownVersion: { gt: 0 } } });
      return rows.map((row) => ({
        caseId: caseIdSchema.parse(row.caseId),
        kind: kindSchema.parse(row.kind),
        channelId: row.channelId === null ? undefined : channelIdSchema.parse(row.channelId),
        ts: row.ts ?? undefined,
        shownVersion: row.shownVersion,
      }));
    },
    claim: async (caseId, kind, at) => {
      const outlived = new Date(at.getTime() - CLAIM_LASTS_MS).toISOString();
      const { rows } = await sql.executeSql(
        `insert into notices (case_id, kind, shown_version, claimed_at) values ($1::uuid, $2, 0, $3::timestamptz)
         on conflict (case_id, kind) do update set claimed_at = excluded.claimed_at where notices.shown_version = 0 and notices.claimed_at < $4::timestamptz
         returning kind`,
        [caseId, kind, at.toISOString(), outlived],
      );
      return rows.length === 1;
    },
    shown: async ({ caseId, kind, channelId, ts, shownVersion }) => {
      await prisma.noticeRow.updateMany({ where: { caseId, kind }, data: { channelId: channelId ?? null, ts: ts ?? null, shownVersion } });
    },
    release: async (caseId, kind, claimedAt) => {
      await prisma.noticeRow.deleteMany({ where: { caseId, kind, shownVersion: 0, claimedAt } });
    },
  };
}

/** Digests by channel and morning. */
export function createDigests({ prisma }: Engine): Digests {
  const stateSchema = z.enum(['claimed', 'posting', 'posted', 'uncertain']);
  return {
    claim: async (channelId, localDate, at) => {
      const written = await prisma.digestRow.createMany({
        data: [{ channelId, localDate, state: 'claimed', updatedAt: at }],
        skipDuplicates: true,
      });
      return written.count === 1;
    },
    state: async (channelId, localDate) => {
      const row = await prisma.digestRow.findUnique({ where: { channelId_localDate: { channelId, localDate } } });
      return row === null ? undefined : stateSchema.parse(row.state);
    },
    move: async ({ channelId, localDate, from, to, ts, at }) => {
      const data = { state: to, updatedAt: at, ...(ts !== undefined && { ts }) };
      return (await prisma.digestRow.updateMany({ where: { channelId, localDate, state: from }, data })).count === 1;
    },
  };
}

const onlyReads = z.tuple([z.object({ only: z.literal('on') })]);

/** Whether the database answers, and writes: one that is left behind by a failover only reads. */
export function createHealth({ sql }: Engine): Health {
  const ping = async (): Promise<void> => {
    const { rows } = await forPerson(async () => await sql.executeSql(`select current_setting('transaction_read_only') as only`));
    if (onlyReads.safeParse(rows).success) throw new Error('The database answers in a read-only transaction');
  };
  return { ping, forPerson, mayHaveWritten, wasAway, wasFull };
}
