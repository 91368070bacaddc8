import { z } from 'zod';
import { accountIdSchema, marketplaceIdSchema, orderIdSchema } from '../../domain/ids.js';
import type { OrderFigures } from '../../ports/mirror.js';
import { COUNTS, MAY_COUNT } from './note-elsewhere.js';
import type { Engine } from './open.js';
import { copySchema } from './orders.js';
import { createSecondStrikes } from './second-strike.js';

const ELSEWHERE_AT_MOST = 5_000;
const bySchema = z.enum(['BUYER', 'MERCHANT', 'AMAZON']);
const rateSchema = z.tuple([z.object({ orders: z.coerce.number(), counted: z.coerce.number(), surely: z.coerce.number() })]);

/** Orders whose payment Amazon still verifies are no orders yet (Seller Central 200285210). */
const RATE = `select count(*) as orders, count(*) filter (where o.status = 'CANCELLED' and ${MAY_COUNT}) as counted,
  count(*) filter (where o.status = 'CANCELLED' and ${COUNTS}) as surely from orders o
where o.account_id = $1 and o.marketplace_id = $2 and o.created_at >= $3::timestamptz and o.created_at <= $4::timestamptz
  and o.fulfilled_by = 'MERCHANT' and o.status not in ('PENDING', 'PENDING_AVAILABILITY')
  and ($5::text is null or o."order"->'programs' @> to_jsonb($5::text))`;

/** In the words of the index `orders_to_ship`, which holds orders without a ship-by last. */
const UNSHIPPED_SINCE = `select account_id as "accountId", "order", read_at as "readAt" from orders
where status = 'UNSHIPPED' and fulfilled_by = 'MERCHANT' and coalesce(ship_by, 'infinity'::timestamptz) <= $1::timestamptz
order by coalesce(ship_by, 'infinity'::timestamptz), order_id limit $2`;

/** Figures counted in the copies of orders. */
export function createOrderFigures(engine: Engine): OrderFigures {
  const { prisma, sql } = engine;
  return {
    ...createSecondStrikes(engine),
    rate: async ({ accountId, marketplaceId, program, from, to }) => {
      const { rows } = await sql.executeSql(RATE, [accountId, marketplaceId, from.toISOString(), to.toISOString(), program ?? null]);
      return rateSchema.parse(rows)[0];
    },
    cancelledElsewhere: async ({ from, to }) => {
      const rows = await prisma.cancelledElsewhereRow.findMany({
        where: { cancelledAt: { gte: from, lt: to } },
        orderBy: [{ cancelledAt: 'asc' }, { orderId: 'asc' }],
        take: ELSEWHERE_AT_MOST,
      });
      return rows.map((row) => ({
        accountId: accountIdSchema.parse(row.accountId),
        marketplaceId: marketplaceIdSchema.parse(row.marketplaceId),
        orderId: orderIdSchema.parse(row.orderId),
        by: row.cancelledBy === null ? undefined : bySchema.parse(row.cancelledBy),
        at: row.cancelledAt,
        noticedAt: row.noticedAt,
        counts: row.counts,
        total:
          row.totalCurrency === null || row.totalMinorUnits === null
            ? undefined
            : { currency: row.totalCurrency, minorUnits: Number(row.totalMinorUnits) },
      }));
    },
    unshippedSince: async (shipBy, limit) => {
      const { rows } = await sql.executeSql(UNSHIPPED_SINCE, [shipBy.toISOString(), limit]);
      return rows.map((row) => copySchema.parse(row));
    },
  };
}
