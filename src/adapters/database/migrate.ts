import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** One session of the database: several statements in one text, or one with values. */
export interface MigrationSession {
  query(text: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
  /** Runs a whole file of statements. */
  script(text: string): Promise<void>;
}

/** The lock that Prisma's own `migrate deploy` takes. */
const PRISMA_LOCK = 72707369;

const TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
  logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

const appliedSchema = z.array(z.object({ migration_name: z.string(), checksum: z.string(), finished_at: z.unknown() }));

/**
 * Applies the migrations that the database does not have yet, in order, keeping the same book as Prisma, so that
 * `prisma migrate deploy` can be used on the same database. Throws for a file that was changed after it was applied,
 * and for one that began and did not end.
 */
export async function migrate(session: MigrationSession, folder: string): Promise<void> {
  await session.query(`select pg_advisory_lock(${PRISMA_LOCK})`);
  try {
    await session.script(TABLE);
    const known = await session.query('select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null');
    const applied = new Map(appliedSchema.parse(known.rows).map((row) => [row.migration_name, row]));
    for (const name of migrationNames(folder)) {
      const sql = readFileSync(join(folder, name, 'migration.sql'));
      const checksum = createHash('sha256').update(sql).digest('hex');
      const before = applied.get(name);
      if (before === undefined) await apply(session, { name, checksum, sql: sql.toString('utf8') });
      else if (before.finished_at === null) throw new Error(`Migration ${name} began and did not end: see _prisma_migrations`);
      else if (before.checksum !== checksum) throw new Error(`Migration ${name} was changed after it was applied`);
    }
  } finally {
    await session.query(`select pg_advisory_unlock(${PRISMA_LOCK})`);
  }
}

function migrationNames(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function apply(
  session: MigrationSession,
  migration: { readonly name: string; readonly checksum: string; readonly sql: string },
): Promise<void> {
  const id = randomUUID();
  await session.query('insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)', [
    id,
    migration.checksum,
    migration.name,
  ]);
  try {
    await session.script(`begin;\n${migration.sql}\ncommit;`);
  } catch (error) {
    await session.script('rollback');
    await session.query('update _prisma_migrations set logs = $2 where id = $1', [id, String(error)]);
    throw new Error(`Migration ${migration.name} failed`, { cause: error });
  }
  await session.query('update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1', [id]);
}
