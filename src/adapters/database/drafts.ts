import { z } from 'zod';
import { accountIdSchema, caseIdSchema, channelIdSchema, draftIdSchema, orderIdSchema, userIdSchema } from '../../domain/ids.js';
import type { Draft, Drafts } from '../../ports/store.js';
import { purposeSchema, rulesSchema, signalsSchema, withNulls } from './case-row.js';
import { type DraftRow, Prisma } from './generated/client.js';
import { rateSchema, stockChangeSchema, toJson } from './json.js';
import type { Engine } from './open.js';

function toDraft(row: DraftRow): Draft {
  const maybe = <T extends z.ZodType>(schema: T, value: unknown): z.infer<T> | undefined =>
    value === null ? undefined : schema.parse(value);
  return {
    id: draftIdSchema.parse(row.id),
    userId: userIdSchema.parse(row.userId),
    teamId: row.teamId,
    channelId: maybe(channelIdSchema, row.channelId),
    accountId: maybe(accountIdSchema, row.accountId),
    orderId: maybe(orderIdSchema, row.orderId),
    reason: row.reason ?? undefined,
    subReason: row.subReason ?? undefined,
    note: row.note ?? undefined,
    memo: row.memo ?? undefined,
    stock: maybe(stockChangeSchema, row.stock),
    fraudSignals: signalsSchema.parse(row.fraudSignals),
    purpose: maybe(purposeSchema, row.purpose),
    language: row.language ?? undefined,
    buyerLocale: row.buyerLocale ?? undefined,
    messageOffered: row.messageOffered ?? undefined,
    messageText: row.messageText ?? undefined,
    sendMessage: row.sendMessage,
    rate: maybe(rateSchema, row.rate),
    approvalRules: rulesSchema.parse(row.approvalRules),
    caseId: maybe(caseIdSchema, row.caseId),
  };
}

/** What agents have typed so far, on the database. */
export function createDrafts({ prisma }: Engine): Drafts {
  return {
    create: async (draft, at) => {
      const { rate, approvalRules, stock, fraudSignals, ...plain } = draft;
      await prisma.draftRow.create({
        data: {
          ...withNulls(plain),
          ...(rate && { rate: toJson(rate) }),
          ...(stock && { stock: toJson(stock) }),
          approvalRules: [...approvalRules],
          fraudSignals: [...fraudSignals],
          createdAt: at,
        },
      });
    },
    find: async (id, userId) => {
      const row = await prisma.draftRow.findFirst({ where: { id, userId } });
      return row === null ? undefined : toDraft(row);
    },
    update: async (id, changes) => {
      await prisma.draftRow.updateMany({ where: { id }, data: columnsOf(changes) });
    },
    deleteBefore: async (moment) => (await prisma.draftRow.deleteMany({ where: { createdAt: { lt: moment } } })).count,
  };
}

/** Absent is unchanged; present and undefined empties the column. */
function columnsOf(changes: Parameters<Drafts['update']>[1]): Prisma.DraftRowUpdateManyMutationInput {
  const { rate, approvalRules, stock, fraudSignals, ...plain } = changes;
  const emptied: Prisma.DraftRowUpdateManyMutationInput = Object.fromEntries(
    Object.entries(plain).map(([key, value]) => [key, value ?? null]),
  );
  return {
    ...emptied,
    ...('stock' in changes && { stock: stock === undefined ? Prisma.DbNull : toJson(stock) }),
    ...(rate && { rate: toJson(rate) }),
    ...(approvalRules && { approvalRules: [...approvalRules] }),
    ...(fraudSignals && { fraudSignals: [...fraudSignals] }),
  };
}
