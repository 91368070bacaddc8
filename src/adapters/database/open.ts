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
import { type Failed, serverPool } from './server-pool.js';

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
  /** Hears of every statement that failed, until the function that it gives is called. */
  onFailure(listener: Failed): () => void;
  close(): Promise<void>;
}

const MIGRATIONS = join(projectRoot, 'prisma/migrations');
/** One session serves everybody in the embedded database, so a transaction may have to wait for its turn. */
const TRANSACTION = { maxWait: 10_000, timeout: 20_000 } as const;
/** A server that does not let us in by then is not there. */
const CONNECT_WITHIN_MS = 2_000;

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
  // A session of its own: a migration of a large table, or the wait for another instance's, may take its time.
  const client = new pg.Client({ connectionString, options: '-c timezone=UTC', connectionTimeoutMillis: CONNECT_WITHIN_MS });
  // Whoever waits for an answer of it is told; nobody else is.
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    throw new Error(`DATABASE_URL cannot be used: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  });
  const session: MigrationSession = {
    query: async (text, values = []) => await client.query(text, [...values]),
    script: async (text) => void (await client.query(text)),
  };
  try {
    await migrate(session, MIGRATIONS);
    const [{ place }] = placeSchema.parse((await client.query(PLACE)).rows);
    const failures = createFailures();
    const pool = serverPool(connectionString, failures.failed);
    return engineOn(pool, { place, seals, onFailure: failures.onFailure, close: async () => await pool.end() });
  } finally {
    await client.end();
  }
}

async function openFolder(location: Extract<DatabaseLocation, { kind: 'embedded' }>, seals: AuditSeals): Promise<Engine> {
  const { database, unlock } = await openEmbedded(location.dataDir, { durable: location.durable ?? true });
  const session: MigrationSession = {
    query: async (text, values = []) => await database.query(text, [...values]),
    script: async (text) => void (await database.exec(text)),
  };
  await migrate(session, MIGRATIONS);
  const failures = createFailures();
  const pool = embeddedPool(database, failures.failed);
  const close = async (): Promise<void> => {
    await pool.end();
    unlock();
  };
  return engineOn(pool, { place: placeOfFolder(location.dataDir), seals, onFailure: failures.onFailure, close });
}

function createFailures(): Pick<Engine, 'onFailure'> & { readonly failed: Failed } {
  const listeners = new Set<Failed>();
  return {
    failed: (error) => {
      for (const listener of listeners) listener(error);
    },
    onFailure: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

interface Opened extends Pick<Engine, 'place' | 'onFailure' | 'close'> {
  readonly seals: AuditSeals;
}

function engineOn(pool: pg.Pool, { place, seals, onFailure, close }: Opened): Engine {
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: TRANSACTION });
  return {
    prisma,
    place,
    sql: { executeSql: async (text, values = []) => await pool.query(text, values) },
    transaction: async (work) =>
      await prisma.$transaction(
        async (within) => await insideTransaction.run(true, async () => await sealing.run(seals, async () => await work(within))),
      ),
    onFailure,
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
