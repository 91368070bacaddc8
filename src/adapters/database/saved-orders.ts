import { accountIdSchema, draftIdSchema, marketplaceIdSchema, orderIdSchema, userIdSchema } from '../../domain/ids.js';
import type { SavedOrder } from '../../domain/saved-order.js';
import type { SavedOrders } from '../../ports/saved-orders.js';
import { reasonSchema } from './case-row.js';
import type { SavedOrderRow } from './generated/client.js';
import type { Engine } from './open.js';

const OF_ORDER_AT_MOST = 3;
const IN_PERIOD_AT_MOST = 5_000;

function toSaved(row: SavedOrderRow): SavedOrder {
  return {
    draftId: draftIdSchema.parse(row.draftId),
    accountId: accountIdSchema.parse(row.accountId),
    orderId: orderIdSchema.parse(row.orderId),
    marketplaceId: marketplaceIdSchema.parse(row.marketplaceId),
    reason: reasonSchema.parse(row.reason),
    savedBy: userIdSchema.parse(row.savedBy),
    savedAt: row.savedAt,
  };
}

/** Orders that are shipped late instead of being cancelled, on the database. */
export function createSavedOrders({ prisma, transaction }: Engine): SavedOrders {
  const rows = prisma.savedOrderRow;
  return {
    save: async (saved) =>
      await transaction(async (within) => {
        const { draftId, savedBy } = saved;
        // The draft's row decides between two clicks at the same moment.
        const used = await within.draftRow.deleteMany({ where: { id: draftId, userId: savedBy, caseId: null } });
        if (used.count === 1) await within.savedOrderRow.create({ data: saved });
        const row = await within.savedOrderRow.findFirst({ where: { draftId, savedBy } });
        return row === null ? undefined : toSaved(row);
      }),
    find: async (draftId, savedBy) => {
      const row = await rows.findFirst({ where: { draftId, savedBy } });
      return row === null ? undefined : toSaved(row);
    },
    ofOrder: async (accountId, orderId) =>
      (await rows.findMany({ where: { accountId, orderId }, orderBy: { savedAt: 'desc' }, take: OF_ORDER_AT_MOST })).map(toSaved),
    inPeriod: async ({ from, to }) => {
      const where = { savedAt: { gte: from, lt: to } };
      return (await rows.findMany({ where, orderBy: { savedAt: 'asc' }, take: IN_PERIOD_AT_MOST })).map(toSaved);
    },
  };
}
