import { z } from 'zod';
import { type AccountId, accountIdSchema } from '../../domain/ids.js';
import { cancelledBy, isBuyerRequested, type OrderCopy } from '../../domain/order.js';
import type { OrderCopies } from '../../ports/store.js';
import { orderSchema } from './json.js';
import { noticeCancelled } from './notice-cancelled.js';
import type { OrderKey } from './note-elsewhere.js';
import { noticeRequests } from './notice-requests.js';
import { executorWithin, type Transaction } from './open.js';
import type { RepositoryParts } from './parts.js';
import { listStatement } from './order-list.js';

export const copySchema = z
  .object({ accountId: accountIdSchema, order: orderSchema, readAt: z.date() })
  .transform(({ accountId, order, readAt }): OrderCopy => ({ accountId, order, readAt }));

/** The copies of orders. Of two copies the newer one is kept: by Amazon's own word, then by when it was read. */
export function createOrderCopies(parts: RepositoryParts): OrderCopies {
  const { prisma, sql, transaction } = parts.engine;
  return {
    find: async (accountId, orderId) => {
      const row = await prisma.orderRow.findUnique({ where: { accountId_orderId: { accountId, orderId } } });
      return row === null ? undefined : copySchema.parse(row);
    },
    findEach: async (accountId, orderIds) =>
      (await prisma.orderRow.findMany({ where: { accountId, orderId: { in: [...orderIds] } } })).map((row) => copySchema.parse(row)),
    findAnywhere: async (orderId) => {
      const row = await prisma.orderRow.findFirst({ where: { orderId }, orderBy: { readAt: 'desc' } });
      return row === null ? undefined : copySchema.parse(row);
    },
    save: async (copies) => {
      if (copies.length > 0) await transaction(async (within) => await saveCopies(parts, within, copies));
    },
    count: async (accountIds) => await prisma.orderRow.count({ where: { accountId: { in: [...accountIds] } } }),
    list: async (query) => {
      const { text, values } = listStatement(query);
      const { rows } = await sql.executeSql(text, values);
      const copies = rows.slice(0, query.limit).map((row) => copySchema.parse(row));
      return { copies: query.start.kind === 'before' ? copies.toReversed() : copies, more: rows.length > query.limit };
    },
  };
}

/** Saves copies in an open transaction, with what follows for cases and for buyers' requests. */
export async function saveCopies(parts: RepositoryParts, within: Transaction, copies: readonly OrderCopy[]): Promise<void> {
  if (copies.length === 0) return;
  await executorWithin(within).executeSql(SAVE, [rowsOf(copies)]);
  const cancelled = copies.filter(isCancelled).map(keyColumns);
  if (cancelled.length > 0) await noticeCancelled(parts, within, cancelled);
  await noticeRequests(parts, within, copies.map(keyColumns));
}

function keyColumns({ accountId, order }: OrderCopy): OrderKey {
  return { account_id: accountId, order_id: order.orderId };
}

function isCancelled({ order }: OrderCopy): boolean {
  return order.status === 'CANCELLED';
}

function rowsOf(copies: readonly OrderCopy[]): string {
  return JSON.stringify(latestOfEach(copies).map(columnsOf));
}

const SAVE = `insert into orders (account_id, order_id, "order", read_at, marketplace_id, status, fulfilled_by, created_at, updated_at, ship_by, buyer_requested, cancelled_by, skus)
  select account_id, order_id, "order", read_at, marketplace_id, status, fulfilled_by, created_at, updated_at, ship_by, buyer_requested, cancelled_by, skus
  from jsonb_to_recordset($1::jsonb) as given (account_id text, order_id text, "order" jsonb, read_at timestamptz, marketplace_id text, status text,
    fulfilled_by text, created_at timestamptz, updated_at timestamptz, ship_by timestamptz, buyer_requested boolean, cancelled_by text, skus text[])
  on conflict (account_id, order_id) do update set "order" = excluded."order", read_at = excluded.read_at, marketplace_id = excluded.marketplace_id,
    status = excluded.status, fulfilled_by = excluded.fulfilled_by, created_at = excluded.created_at, updated_at = excluded.updated_at,
    ship_by = excluded.ship_by, buyer_requested = excluded.buyer_requested, cancelled_by = excluded.cancelled_by, skus = excluded.skus
  where (orders.updated_at, orders.read_at) <= (excluded.updated_at, excluded.read_at)`;

/** One statement may not change a row twice. */
function latestOfEach(copies: readonly OrderCopy[]): readonly OrderCopy[] {
  const latest = new Map<string, OrderCopy>();
  for (const copy of copies) {
    const key = keyOf(copy.accountId, copy.order.orderId);
    const other = latest.get(key);
    if (other === undefined || ageOf(other) <= ageOf(copy)) latest.set(key, copy);
  }
  // Always in the same order, so that two that save the same orders wait for each other instead of both for ever.
  return [...latest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, copy]) => copy);
}

function keyOf(accountId: AccountId, orderId: string): string {
  return `${accountId}:${orderId}`;
}

/** Sorts as the database compares: by Amazon's last change, then by when it was read. */
function ageOf({ order, readAt }: OrderCopy): string {
  return `${order.lastUpdatedAt.toISOString()} ${readAt.toISOString()}`;
}

function columnsOf({ accountId, order, readAt }: OrderCopy) {
  return {
    account_id: accountId,
    order_id: order.orderId,
    order,
    read_at: readAt,
    marketplace_id: order.marketplaceId,
    status: order.status,
    fulfilled_by: order.fulfilledBy,
    created_at: order.createdAt,
    updated_at: order.lastUpdatedAt,
    ship_by: order.shipBy ?? null,
    buyer_requested: isBuyerRequested(order),
    cancelled_by: cancelledBy(order) ?? null,
    skus: [...new Set(order.items.flatMap((item) => item.sku ?? []))],
  };
}
