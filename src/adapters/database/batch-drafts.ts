import { z } from 'zod';
import { APPROVAL_RULES } from '../../domain/cancellation.js';
import { accountIdSchema, batchIdSchema, channelIdSchema, orderIdSchema, userIdSchema } from '../../domain/ids.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { BatchDraft, BatchDrafts, BatchOrder, BatchShown } from '../../ports/batches.js';
import { withNulls } from './case-row.js';
import { type BatchDraftRow, Prisma } from './generated/client.js';
import { toJson } from './json.js';
import type { Engine } from './open.js';

const ordersSchema: z.ZodType<readonly BatchOrder[]> = z.array(
  z.object({ accountId: accountIdSchema, orderId: orderIdSchema, buyerLocale: z.string().nullable().optional() }),
);
const message = z.string();
const failureSchema: z.ZodType<AmazonFailure> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('not-found') }),
  z.object({ kind: z.enum(['not-authorised', 'locked-out', 'unavailable', 'ambiguous']), message }),
  z.object({ kind: z.literal('throttled'), retryAfterMs: z.number() }),
  z.object({ kind: z.literal('refused'), code: z.string(), message }),
]);
const notReadSchema = z.array(z.object({ orderId: orderIdSchema, failure: failureSchema }));
const shownSchema: z.ZodType<BatchShown> = z.object({
  orders: z.array(z.object({ orderId: orderIdSchema, counts: z.boolean() })),
  approvalRules: z.array(z.enum(APPROVAL_RULES)),
  counted: z.record(z.string(), z.number().nullable()),
});

function toBatchDraft(row: BatchDraftRow): BatchDraft {
  return {
    id: batchIdSchema.parse(row.id),
    userId: userIdSchema.parse(row.userId),
    teamId: row.teamId,
    channelId: channelIdSchema.parse(row.channelId),
    orders: ordersSchema.parse(row.orders),
    notRead: notReadSchema.parse(row.notRead),
    malformed: row.malformed,
    leftOff: row.leftOff,
    ticked: z.array(orderIdSchema).parse(row.ticked),
    reason: row.reason ?? undefined,
    subReason: row.subReason ?? undefined,
    note: row.note ?? undefined,
    memo: row.memo ?? undefined,
    sendMessage: row.sendMessage,
    shown: row.shown === null ? undefined : shownSchema.parse(row.shown),
  };
}

/** What agents have ticked and typed for several orders so far, on the database. */
export function createBatchDrafts({ prisma }: Engine): BatchDrafts {
  return {
    create: async ({ orders, notRead, malformed, ticked, shown, ...plain }, at) => {
      await prisma.batchDraftRow.create({
        data: {
          ...withNulls(plain),
          orders: toJson(orders),
          notRead: toJson(notRead),
          malformed: [...malformed],
          ticked: [...ticked],
          ...(shown && { shown: toJson(shown) }),
          createdAt: at,
        },
      });
    },
    find: async (id, userId) => {
      const row = await prisma.batchDraftRow.findFirst({ where: { id, userId } });
      return row === null ? undefined : toBatchDraft(row);
    },
    update: async (id, changes) => {
      await prisma.batchDraftRow.updateMany({ where: { id }, data: columnsOf(changes) });
    },
    deleteBefore: async (moment) => (await prisma.batchDraftRow.deleteMany({ where: { createdAt: { lt: moment } } })).count,
  };
}

function columnsOf(changes: Parameters<BatchDrafts['update']>[1]): Prisma.BatchDraftRowUpdateManyMutationInput {
  const { orders, notRead, malformed, ticked, shown, ...plain } = changes;
  const emptied: Prisma.BatchDraftRowUpdateManyMutationInput = Object.fromEntries(
    Object.entries(plain).map(([key, value]) => [key, value ?? null]),
  );
  return {
    ...emptied,
    ...(orders && { orders: toJson(orders) }),
    ...(notRead && { notRead: toJson(notRead) }),
    ...(malformed && { malformed: [...malformed] }),
    ...(ticked && { ticked: [...ticked] }),
    ...('shown' in changes && { shown: shown === undefined ? Prisma.DbNull : toJson(shown) }),
  };
}
