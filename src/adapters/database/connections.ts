import { z } from 'zod';
import { accountIdSchema, connectionIdSchema, marketplaceIdSchema, userIdSchema } from '../../domain/ids.js';
import type { Connection, Connections } from '../../ports/connections.js';
import { OPEN_STATES } from './case-row.js';
import type { SellerAccountRow } from './generated/client.js';
import { executorWithin } from './open.js';
import type { RepositoryParts } from './parts.js';

const regionSchema = z.enum(['na', 'eu', 'fe']);
/** What is left of a connection that ended. */
const NO_SECRETS = { clientSecret: null, refreshToken: null, activeKey: null } as const;

function toConnection(row: SellerAccountRow): Connection {
  const client = row.clientId === null ? undefined : { id: row.clientId, secret: z.string().parse(row.clientSecret) };
  return {
    id: connectionIdSchema.parse(row.id),
    accountId: accountIdSchema.parse(row.accountId),
    sellerId: accountIdSchema.parse(row.sellerId),
    name: row.name,
    region: regionSchema.parse(row.region),
    marketplaceIds: row.marketplaceIds.map((id) => marketplaceIdSchema.parse(id)),
    sealed: { client, refreshToken: z.string().parse(row.refreshToken) },
    addedBy: userIdSchema.parse(row.addedBy),
    addedAt: row.addedAt,
  };
}

/** Connections of seller accounts, on the database. */
export function createConnections({ engine, enqueue, practice }: RepositoryParts): Connections {
  const rows = engine.prisma.sellerAccountRow;
  const keyOf = (accountId: string): string => `${practice ? 'practice' : 'live'}:${accountId}`;
  return {
    addChecked: async ({ sealed, marketplaceIds, ...plain }) => {
      const { client, refreshToken } = sealed;
      const secrets = { clientId: client?.id ?? null, clientSecret: client?.secret ?? null, refreshToken };
      await rows.create({ data: { ...plain, ...secrets, marketplaceIds: [...marketplaceIds], practice, state: 'checked' } });
    },
    findChecked: async (id) => {
      const row = await rows.findFirst({ where: { id, practice, state: 'checked' } });
      return row === null ? undefined : toConnection(row);
    },
    connected: async () =>
      (await rows.findMany({ where: { practice, state: 'connected' }, orderBy: { addedAt: 'asc' } })).map(toConnection),
    connect: async ({ id, marketplaceIds, change, jobs }) =>
      await engine.transaction(async (within) => {
        const row = await within.sellerAccountRow.findFirst({ where: { id, practice, state: 'checked' } });
        if (row === null) return false;
        const activeKey = keyOf(row.accountId);
        const ended = { state: 'replaced', endedBy: change.by, endedAt: change.at, ...NO_SECRETS };
        await within.sellerAccountRow.updateMany({ where: { activeKey }, data: ended });
        const data = { state: 'connected', activeKey, marketplaceIds: [...marketplaceIds] };
        const connected = await within.sellerAccountRow.updateMany({ where: { id, state: 'checked' }, data });
        if (connected.count !== 1) throw new Error(`Connection ${id} was connected by somebody else at the same moment`);
        await enqueue(jobs, executorWithin(within));
        return true;
      }),
    disconnect: async (accountId, { by, at }) => {
      const { rows: ended } = await engine.sql.executeSql(DISCONNECT, [keyOf(accountId), by, at.toISOString(), accountId, OPEN_STATES]);
      return ended.length === 1;
    },
    reseal: async (id, from, to) => {
      const where = { id, clientSecret: from.client?.secret ?? null, refreshToken: from.refreshToken };
      const data = { clientSecret: to.client?.secret ?? null, refreshToken: to.refreshToken };
      return (await rows.updateMany({ where, data })).count === 1;
    },
    forgetChecked: async (before) => (await rows.deleteMany({ where: { practice, state: 'checked', addedAt: { lt: before } } })).count,
  };
}

/** One statement: a case that is there by then keeps its account. */
const DISCONNECT = `update seller_accounts set state = 'disconnected', ended_by = $2, ended_at = $3::timestamptz, active_key = null,
    client_secret = null, refresh_token = null
  where active_key = $1 and not exists (select 1 from cancellation_cases where account_id = $4 and state = any($5::text[]))
  returning id`;
