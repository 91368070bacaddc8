import { statSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { z } from 'zod';
import type { SqlExecutor } from '../../ports/queue.js';
import { projectRoot } from '../../root.js';
import { type AuditSeals, createAuditSeals, sealing } from './audit-seal.js';
import { embeddedPool, insideTransaction } from './embedded-pool.js';
import { openEmbedded } from './embedded.js';
import { type Prisma, PrismaClient } from './generated/client.js';
import { migrate, type MigrationSession } from './migrate.js';

/** Where the rows are. `durable` false only where losing them with the machine is no loss, as in tests. */
export type DatabaseLocation =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'embedded'; readonly dataDir: string; readonly durable?: boolean };

/** What is used inside a transaction. */
export type Transaction = Prisma.TransactionClient;

/** The open database, migrated. */
export interface Engine {
  readonly prisma: PrismaClient;
  /** Tells this database from any copy of it. */
  readonly place: string;
  /** Single statements outside a transaction. */
  readonly sql: SqlExecutor;
  /** All or nothing. Inside, only what is passed in may be used. */
  transaction<T>(work: (within: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const MIGRATIONS = join(projectRoot, 'prisma/migrations');
/** One session serves everybody in the embedded database, so a transaction may have to wait for its turn. */
const TRANSACTION = { maxWait: 10_000, timeout: 10_000 } as const;
const CONNECTIONS = 10;
/** A person waits: a server that does not answer is said to be away before Slack gives up. */
const CONNECT_WITHIN_MS = 2_000;
/** Far more than any statement of ours takes; a connection whose other end is gone is noticed by it. */
const ANSWER_WITHIN_MS = 15_000;

/**
 * What changes with a dump that is put back, with a copy by a template and with a recovery to an earlier moment, and with
 * nothing else. Some hosts do not let everybody look at the server's control data.
 */
const PLACE = `select concat_ws('.', (select oid from pg_database where datname = current_database()), 'continuity'::regclass::oid,
  case when has_function_privilege('pg_control_system()', 'execute') then (select system_identifier from pg_control_system()) end,
  case when has_function_privilege('pg_control_checkpoint()', 'execute') then (select timeline_id from pg_control_checkpoint()) end) as place`;
const placeSchema = z.tuple([z.object({ place: z.string() })]);

/**
 * A file that is written once, when the database is made: no copy of it has its number and its moment of birth. A file
 * system that keeps no birth gives the last change of owner or rights instead.
 */
function placeOfFolder(dataDir: string): string {
  const { ino, birthtimeNs, ctimeNs } = statSync(join(dataDir, 'postgres/PG_VERSION'), { bigint: true });
  return `${ino}.${birthtimeNs > 0n ? birthtimeNs : ctimeNs}`;
}

/** Opens the database and brings its tables up to date; audit rows are sealed under the first of `keys`. Throws when it cannot be reached, locked or migrated. */
export async function openDatabase(location: DatabaseLocation, keys: readonly Buffer[] = []): Promise<Engine> {
  const seals = createAuditSeals(keys);
  return location.kind === 'url' ? await openServer(location.url, seals) : await openFolder(location, seals);
}

async function openServer(connectionString: string, seals: AuditSeals): Promise<Engine> {
  // Prisma's adapter writes moments without an offset: every session must be in UTC.
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    options: '-c timezone=UTC',
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
  });
  // An idle connection that breaks is none of anybody's errors: the pool makes another one.
  pool.on('error', () => undefined);
  const client = await pool.connect().catch((error: unknown) => {
    throw new Error(`DATABASE_URL cannot be used: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  });
  const session: MigrationSession = {
    query: async (text, values = []) => await client.query(text, [...values]),
    script: async (text) => void (await client.query(text)),
  };
  try {
    await migrate(session, MIGRATIONS);
    const [{ place }] = placeSchema.parse((await client.query(PLACE)).rows);
    return engineOn({ pool, place, seals }, async () => await pool.end());
  } finally {
    client.release();
  }
}

async function openFolder(location: Extract<DatabaseLocation, { kind: 'embedded' }>, seals: AuditSeals): Promise<Engine> {
  const { database, unlock } = await openEmbedded(location.dataDir, { durable: location.durable ?? true });
  const session: MigrationSession = {
    query: async (text, values = []) => await database.query(text, [...values]),
    script: async (text) => void (await database.exec(text)),
  };
  await migrate(session, MIGRATIONS);
  const pool = embeddedPool(database);
  return engineOn({ pool, place: placeOfFolder(location.dataDir), seals }, async () => {
    await pool.end();
    unlock();
  });
}

interface Opened {
  readonly pool: pg.Pool;
  readonly place: string;
  readonly seals: AuditSeals;
}

function engineOn({ pool, place, seals }: Opened, close: () => Promise<void>): Engine {
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: TRANSACTION });
  return {
    prisma,
    place,
    sql: { executeSql: async (text, values = []) => await pool.query(text, values) },
    transaction: async (work) =>
      await prisma.$transaction(
        async (within) => await insideTransaction.run(true, async () => await sealing.run(seals, async () => await work(within))),
      ),
    close: async () => {
      await prisma.$disconnect();
      await close();
    },
  };
}

/** A transaction as the queue sees it. */
export function executorWithin(within: Transaction): SqlExecutor {
  return { executeSql: async (text, values = []) => ({ rows: await within.$queryRawUnsafe<unknown[]>(text, ...values) }) };
}
