import type { Engine } from '../../src/adapters/database/open.js';
import { type OrderId, orderIdSchema } from '../../src/domain/ids.js';

/** Rows a statement: more at a time would need the memory of all of them. */
const AT_A_TIME = 50_000;

/**
 * Orders of three marketplaces over 18 months: one in 200 is to be shipped, of those one in 13 with the buyer's request,
 * of the rest one in 20 is cancelled. 97 SKUs.
 */
const INSERT = `insert into orders (account_id, order_id, "order", read_at, marketplace_id, status, fulfilled_by, created_at, updated_at, ship_by, buyer_requested, cancelled_by, skus)
select 'A1SELLEREXAMPLE', order_id, jsonb_build_object('orderId', order_id, 'marketplaceId', marketplace_id, 'createdAt', created_at, 'lastUpdatedAt', created_at,
    'status', status, 'fulfilledBy', 'MERCHANT', 'programs', '[]'::jsonb, 'shipBy', created_at + interval '2 days', 'total', jsonb_build_object('currency', 'USD', 'minorUnits', 3999),
    'items', jsonb_build_array(jsonb_build_object('orderItemId', (10000000000000 + n)::text, 'sku', sku, 'asin', 'B000000001', 'title', 'Blue kettle, 1.7 litres',
      'quantityOrdered', 1, 'quantityFulfilled', 0, 'unitPrice', jsonb_build_object('currency', 'USD', 'minorUnits', 3999), 'buyerRequestedCancel', requested))),
  $3::timestamptz, marketplace_id, status, 'MERCHANT', created_at, created_at, created_at + interval '2 days', requested,
  case when status = 'CANCELLED' then 'MERCHANT' end, array[sku]
from (select n, '111-' || lpad((n / 10000000)::text, 7, '0') || '-' || lpad((n % 10000000)::text, 7, '0') as order_id,
    (array['ATVPDKIKX0DER', 'A2EUQ1WTGCTBG2', 'A1AM78C64UM0Y8'])[1 + n % 3] as marketplace_id, 'SKU-' || (n % 97) as sku,
    case when n % 200 = 0 then 'UNSHIPPED' when n % 20 = 1 then 'CANCELLED' else 'SHIPPED' end as status, n % 2600 = 0 as requested,
    $3::timestamptz - ((n::bigint * 7919) % 46656000) * interval '1 second' as created_at
  from generate_series($1::int, $2::int) n) made`;

/** Adds orders until there are so many; gives the milliseconds that it took. */
export async function growTo(engine: Engine, has: number, wanted: number, now: Date): Promise<number> {
  const began = performance.now();
  for (let from = has + 1; from <= wanted; from += AT_A_TIME) {
    await engine.sql.executeSql(INSERT, [from, Math.min(wanted, from + AT_A_TIME - 1), now.toISOString()]);
  }
  await engine.sql.executeSql('analyze orders, order_skus');
  return performance.now() - began;
}

/** The id of an order, by its number from 1. */
export function orderNumber(number: number): OrderId {
  return orderIdSchema.parse(
    `111-${String(Math.floor(number / 10_000_000)).padStart(7, '0')}-${String(number % 10_000_000).padStart(7, '0')}`,
  );
}
