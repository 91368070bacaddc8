import type { OrderListQuery } from '../../ports/store.js';

/** A statement with its values, ready to be run. */
interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** What the list is sorted by, as its indexes have it. */
const SHIP_BY = `coalesce(ship_by, 'infinity'::timestamptz)`;

/**
 * One page of the list and one row more, which tells whether there is another page. A page begins beside a place, not
 * at a number: it costs the same however far down it is, and no order is left out when others come or go meanwhile.
 */
export function listStatement({ accountIds, filter, now, start, limit }: OrderListQuery): Statement {
  const values: unknown[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const conditions = [
    // Word for word the condition of the partial indexes.
    `status = 'UNSHIPPED' and fulfilled_by = 'MERCHANT'`,
    ...(filter.requested ? ['buyer_requested'] : []),
    ...(filter.marketplaceId === undefined ? [] : [`marketplace_id = ${value(filter.marketplaceId)}`]),
    ...(filter.sku === undefined ? [] : [`skus @> ${value([filter.sku])}::text[]`]),
    ...(filter.late ? [`${SHIP_BY} < ${value(now.toISOString())}::timestamptz`] : []),
    // Copies stay when an account is taken away; what nobody can act on any more is not listed. "is true" keeps the
    // planner from indexes that begin with the account: without statistics it takes them, and reads all of an account.
    `(account_id = any(${value(accountIds)}::text[])) is true`,
  ];
  const backwards = start.kind === 'before';
  if (start.kind !== 'top') {
    const { shipBy, orderId } = start.place;
    const place = `(${value(shipBy?.toISOString() ?? 'infinity')}::timestamptz, ${value(orderId)}::text)`;
    conditions.push(`(${SHIP_BY}, order_id) ${backwards ? '<' : '>'} ${place}`);
  }
  const direction = backwards ? 'desc' : 'asc';
  const text = `select account_id as "accountId", "order", read_at as "readAt" from orders
    where ${conditions.join(' and ')}
    order by ${SHIP_BY} ${direction}, order_id ${direction} limit ${value(limit + 1)}`;
  return { text, values };
}
