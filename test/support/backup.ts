import { z } from 'zod';
import type { Engine } from '../../src/adapters/database/open.js';
import { emptyDatabase, TABLES } from './database.js';

/** Every row as it was. */
export type Backup = ReadonlyMap<string, string>;

/** Written by a trigger of the orders. */
const BY_THEMSELVES = ['order_skus'];
const rowsSchema = z.tuple([z.object({ rows: z.string() })]);

/** Takes a backup of every table. */
export async function takeBackup({ sql }: Engine): Promise<Backup> {
  const backup = new Map<string, string>();
  for (const table of TABLES.filter((name) => !BY_THEMSELVES.includes(name))) {
    const { rows } = await sql.executeSql(`select coalesce(jsonb_agg(to_jsonb(one)), '[]')::text as rows from ${table} one`);
    backup.set(table, rowsSchema.parse(rows)[0].rows);
  }
  return backup;
}

/** Puts it back, in the same place: nothing but its rows tells that it is an earlier state. `elsewhere`: in another one, as most restores are. */
export async function putBackupBack(engine: Engine, backup: Backup, where: 'elsewhere' | 'in-place'): Promise<void> {
  await emptyDatabase(engine);
  for (const [table, rows] of backup)
    await engine.sql.executeSql(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [rows]);
  if (where === 'elsewhere') await engine.sql.executeSql(`update continuity set place = 'another disk'`);
}
