import type { Engine } from '../../src/adapters/database/open.js';
import { ACCOUNT, NOON, US } from '../fixtures/cases.js';

const GERMANY = 'A1PA6795UKMFR9';
/** Few orders have any one SKU. */
const SKUS = 300;

/**
 * Fills the table of orders: of `total`, the last `toShip` are ours to ship within four days or late by less than one,
 * a quarter of them German and one in forty with the buyer's request; the rest is shipped.
 */
export async function fillOrders(engine: Engine, { total, toShip }: { readonly total: number; readonly toShip: number }): Promise<void> {
  await engine.sql.executeSql(
    `insert into orders (account_id, order_id, "order", read_at, marketplace_id, status, fulfilled_by, created_at, updated_at, ship_by, buyer_requested, skus)
    select $1, order_id, jsonb_build_object('orderId', order_id, 'marketplaceId', marketplace_id, 'createdAt', created_at, 'lastUpdatedAt', created_at,
      'status', status, 'fulfilledBy', 'MERCHANT', 'programs', '[]'::jsonb, 'shipBy', ship_by, 'items', jsonb_build_array(jsonb_build_object('orderItemId', '1',
      'sku', sku, 'title', 'Kettle', 'quantityOrdered', 1, 'quantityFulfilled', 0, 'buyerRequestedCancel', requested))),
      $2::timestamptz, marketplace_id, status, 'MERCHANT', created_at, created_at, ship_by, requested, array[sku]
    from (select '111-0000000-' || lpad(n::text, 7, '0') as order_id, 'SKU-' || n::bigint * 7919 % ${SKUS} as sku,
      case when n % 4 = 0 then '${GERMANY}' else '${US}' end as marketplace_id, n > $3::int - $4::int and n % 40 = 0 as requested,
      case when n > $3::int - $4::int then 'UNSHIPPED' else 'SHIPPED' end as status,
      $2::timestamptz - make_interval(mins => ($3::int - n) / 10) as created_at,
      $2::timestamptz + make_interval(mins => (n::bigint * 7919 % 7200)::int - 1440) as ship_by
      from generate_series(1, $3::int) n) filled`,
    [ACCOUNT, NOON.toISOString(), total, toShip],
  );
}
