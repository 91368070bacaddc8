import { z } from 'zod';
import { orderIdSchema } from '../../domain/ids.js';
import type { OrderFigures } from '../../ports/mirror.js';
import { OPEN_STATES } from './case-row.js';
import type { Engine } from './open.js';

const strikesSchema = z.array(z.object({ sku: z.string(), orderId: orderIdSchema }));
const idsSchema = z.array(z.object({ orderId: orderIdSchema }));

const EXPOSED_AT_MOST = 200;

/** The shipped order of the same SKU that comes next to an order `o` on one side of it. */
const SHIPPED_NEXT = (side: '<' | '>'): string => `(select near.created_at from order_skus near
    join orders s on s.account_id = near.account_id and s.order_id = near.order_id
  where near.account_id = o.account_id and near.marketplace_id = o.marketplace_id and near.sku = item.sku
    and near.created_at ${side} o.created_at and near.created_at >= $1::timestamptz
    and s.status in ('SHIPPED', 'PARTIALLY_SHIPPED') and s.fulfilled_by = 'MERCHANT'
  order by near.created_at ${side === '<' ? 'desc' : 'asc'} limit 1)`;

/**
 * Of each SKU of an order `o` an order that the seller cancelled or is about to cancel next to it, so that no shipped one
 * was placed between the two: looked for between the two shipped ones that are nearest, however many there are beyond.
 */
const NEXT_TO_IT = `unnest(o.skus) as item (sku)
  cross join lateral (select coalesce(${SHIPPED_NEXT('<')}, $1::timestamptz) as since, coalesce(${SHIPPED_NEXT('>')}, 'infinity') as until) bounds
  cross join lateral (
    select p.order_id, p.created_at from order_skus near join orders p on p.account_id = near.account_id and p.order_id = near.order_id
    where near.account_id = o.account_id and near.marketplace_id = o.marketplace_id and near.sku = item.sku
      and near.created_at >= bounds.since and near.created_at <= bounds.until and near.order_id <> o.order_id
      and case when p.status = 'CANCELLED' then p.fulfilled_by = 'MERCHANT' and p.cancelled_by = 'MERCHANT' and not p.buyer_requested
        else exists (select 1 from cancellation_cases c
          where c.account_id = p.account_id and c.order_id = p.order_id and c.state = any($2::text[]) and c.counts) end
  ) earlier
where o.created_at >= $1::timestamptz`;

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
