import { z } from 'zod';
import { caseIdSchema, channelIdSchema, marketplaceIdSchema } from '../../domain/ids.js';
import type { Digests, Health, Notices, Rates } from '../../ports/store.js';
import { targetSchema, toJson } from './json.js';
import type { Engine } from './open.js';

const sourceSchema = z.enum(['amazon', 'estimate']);

/** Rates as they were reported or estimated; all are kept, the newest counts. */
export function createRates({ prisma }: Engine): Rates {
  return {
    save: async (accountId, rates) => {
      await prisma.rateRow.createMany({
        data: rates.map(({ rate, target, ...one }) => ({ ...one, ...rate, accountId, ...(target && { target: toJson(target) }) })),
      });
    },
    latest: async (accountId) => {
      const rows = await prisma.rateRow.findMany({
        where: { accountId },
        distinct: ['marketplaceId'],
        orderBy: [{ marketplaceId: 'asc' }, { readAt: 'desc' }],
      });
      return rows.map((row) => ({
        source: sourceSchema.parse(row.source),
        marketplaceId: marketplaceIdSchema.parse(row.marketplaceId),
        rate: { orders: row.orders, counted: row.counted },
        target: row.target === null ? undefined : targetSchema.parse(row.target),
        from: row.from,
        to: row.to,
        readAt: row.readAt,
      }));
    },
  };
}

/** Whoever claimed a post and did not say within this time that it is posted did not live to. */
const CLAIM_LASTS_MS = 60_000;

/** Where cases are shown in Slack. */
export function createNotices({ prisma, sql }: Engine): Notices {
  const kindSchema = z.enum(['status', 'approval', 'outcome', 'reminder']);
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
    release: async (caseId, kind) => {
      await prisma.noticeRow.deleteMany({ where: { caseId, kind, shownVersion: 0 } });
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

/** Whether the database answers. */
export function createHealth({ sql }: Engine): Health {
  return { ping: async () => void (await sql.executeSql('select 1')) };
}
