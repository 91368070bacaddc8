import { z } from 'zod';
import type { SqlExecutor } from '../../ports/queue.js';

/**
 * A server cleans up after itself; the embedded database has nobody for it: rows that are gone keep their room, and what is
 * known of a table's contents stays as it was. By the same thresholds as PostgreSQL's autovacuum (section 24.1.6 of its manual).
 */
const DUE = `select table_stats.relname as name,
    n_dead_tup > 50 + 0.2 * greatest(tables.reltuples, 0) as dead, n_mod_since_analyze > 50 + 0.1 * greatest(tables.reltuples, 0) as changed
  from pg_stat_user_tables table_stats join pg_class tables on tables.oid = table_stats.relid order by n_dead_tup`;
const dueSchema = z.array(z.object({ name: z.string().regex(/^[a-z_]+$/), dead: z.boolean(), changed: z.boolean() }));

/** Cleans what needs it, a table at a time, so that others have their turn between. */
export async function upkeep(sql: SqlExecutor): Promise<void> {
  // What was counted last is written down within a second; here at once.
  await sql.executeSql('select pg_stat_force_next_flush()');
  const tables = dueSchema.parse((await sql.executeSql(DUE)).rows);
  for (const { name, dead, changed } of tables) {
    if (dead) await sql.executeSql(`vacuum (analyze) "${name}"`);
    else if (changed) await sql.executeSql(`analyze "${name}"`);
  }
}
