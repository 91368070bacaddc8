import { AMAZON_CANCELS_HOURS_AFTER_SHIP_BY } from '../../domain/auto-cancellation.js';
import { executorWithin, type Transaction } from './open.js';

/** `countsAgainstSeller` of the domain in the database's words, of a cancelled order `o`. */
export const COUNTS = `coalesce(not o.buyer_requested and (o.cancelled_by = 'MERCHANT' or (o.cancelled_by = 'AMAZON'
  and o.updated_at >= o.ship_by + interval '${AMAZON_CANCELS_HOURS_AFTER_SHIP_BY} hours')), false)`;

/** `mayCountAgainstSeller` of the domain in the database's words, of a cancelled order `o`. */
export const MAY_COUNT = `not o.buyer_requested and o.cancelled_by is distinct from 'BUYER'`;

/**
 * Cancelled orders among those of `wanted` that no case of ours has cancelled or may still cancel. A case that found out
 * that it was somebody else says so itself, and stands here too. Each is written once, whatever happens later.
 */
const NOTE = `insert into cancelled_elsewhere
  (account_id, order_id, marketplace_id, cancelled_by, cancelled_at, noticed_at, counts, total_currency, total_minor_units)
select o.account_id, o.order_id, o.marketplace_id, o.cancelled_by, o.updated_at, $2::timestamptz, ${COUNTS},
  o."order"->'total'->>'currency', (o."order"->'total'->>'minorUnits')::bigint
from wanted join orders o using (account_id, order_id)
where o.status = 'CANCELLED' and o.fulfilled_by = 'MERCHANT' and not exists (
  select 1 from cancellation_cases c where c.account_id = o.account_id and c.order_id = o.order_id
    and (c.state in ('sending', 'sent', 'reading_back', 'stuck') or (c.state = 'cancelled' and coalesce(c.detail, '') not like 'cancelled-by-%')))
on conflict do nothing`;

/** An order of an account, as a row of JSON. */
export interface OrderKey {
  readonly account_id: string;
  readonly order_id: string;
}

/** Notes which of the orders were cancelled elsewhere. */
export async function noteElsewhere(within: Transaction, keys: readonly OrderKey[], at: Date): Promise<void> {
  const wanted = `with wanted as (select * from jsonb_to_recordset($1::jsonb) as key (account_id text, order_id text))`;
  await executorWithin(within).executeSql(`${wanted} ${NOTE}`, [JSON.stringify(keys), at.toISOString()]);
}

/** Notes the orders of cases that have ended, as far as they were cancelled elsewhere meanwhile. */
export async function noteElsewhereOfCases(within: Transaction, caseIds: readonly string[], at: Date): Promise<void> {
  const wanted = `with wanted as (select account_id, order_id from cancellation_cases where id in (select jsonb_array_elements_text($1::jsonb)::uuid))`;
  await executorWithin(within).executeSql(`${wanted} ${NOTE}`, [JSON.stringify(caseIds), at.toISOString()]);
}
