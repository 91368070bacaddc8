import { z } from 'zod';
import { orderIdSchema } from '../../domain/ids.js';
import type { OrderFigures } from '../../ports/mirror.js';
import { OPEN_STATES } from './case-row.js';
import type { Engine } from './open.js';

const strikesSchema = z.array(z.object({ sku: z.string(), orderId: orderIdSchema }));
const idsSchema = z.array(z.object({ orderId: orderIdSchema }));

const EXPOSED_AT_MOST = 200;

/**
 * Of each SKU of an order `o` an order that the seller cancelled or is about to cancel next to it, so that no shipped one
 * was placed between the two. The cancelled ones have an index by SKU; open cases are few.
 */
const NEXT_TO_IT = `unnest(o.skus) as item (sku) cross join lateral (
  select p.order_id, p.created_at from orders p
  where p.account_id = o.account_id and p.marketplace_id = o.marketplace_id and p.order_id <> o.order_id and p.skus @> array[item.sku]
    and p.status = 'CANCELLED' and p.fulfilled_by = 'MERCHANT' and p.cancelled_by = 'MERCHANT' and not p.buyer_requested
    and p.created_at >= $1::timestamptz
  union all
  select p.order_id, p.created_at from cancellation_cases c join orders p on p.account_id = c.account_id and p.order_id = c.order_id
  where c.account_id = o.account_id and c.marketplace_id = o.marketplace_id and c.state = any($2::text[]) and c.counts
    and p.order_id <> o.order_id and p.skus @> array[item.sku] and p.status <> 'CANCELLED' and p.created_at >= $1::timestamptz
) earlier
where o.created_at >= $1::timestamptz and not exists (
  select 1 from orders s where s.account_id = o.account_id and s.marketplace_id = o.marketplace_id
    and s.created_at > least(o.created_at, earlier.created_at) and s.created_at < greatest(o.created_at, earlier.created_at)
    and s.status in ('SHIPPED', 'PARTIALLY_SHIPPED') and s.fulfilled_by = 'MERCHANT' and s.skus @> array[item.sku])`;

const STRIKE = `select item.sku, earlier.order_id as "orderId" from orders o cross join ${NEXT_TO_IT}
  and o.account_id = $3 and o.order_id = $4 order by earlier.created_at desc, earlier.order_id limit 1`;

const STRIKES = `select distinct o.order_id as "orderId" from orders o cross join ${NEXT_TO_IT}
  and o.status = 'CANCELLED' and o.fulfilled_by = 'MERCHANT' and o.cancelled_by = 'MERCHANT' and not o.buyer_requested
  and o.updated_at >= $3::timestamptz and o.updated_at < $4::timestamptz order by o.order_id limit ${EXPOSED_AT_MOST}`;

/** Seller cancellations of the same SKU in a row. */
export function createSecondStrikes({ sql }: Engine): Pick<OrderFigures, 'secondStrike' | 'secondStrikes'> {
  return {
    secondStrike: async ({ accountId, orderId, since }) => {
      const { rows } = await sql.executeSql(STRIKE, [since.toISOString(), OPEN_STATES, accountId, orderId]);
      return strikesSchema.parse(rows)[0];
    },
    secondStrikes: async ({ from, to, since }) => {
      const { rows } = await sql.executeSql(STRIKES, [since.toISOString(), OPEN_STATES, from.toISOString(), to.toISOString()]);
      return idsSchema.parse(rows).map(({ orderId }) => orderId);
    },
  };
}
