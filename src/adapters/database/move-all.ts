import { z } from 'zod';
import type { SqlExecutor } from '../../ports/queue.js';
import { type Engine, executorWithin } from './open.js';

/** A table with as many rows as it has. */
export interface TableCount {
  readonly table: string;
  readonly rows: number;
}

export type MoveOutcome =
  | { readonly kind: 'moved'; readonly tables: readonly TableCount[] }
  /** Nothing was written: what is in the target would be mixed with what comes. */
  | { readonly kind: 'target-not-empty'; readonly tables: readonly TableCount[] };

/** Not ours to move: Prisma keeps the first for itself, the embedded database the second; the third comes with the orders by itself. */
const NOT_MOVED = ['_prisma_migrations', 'durability_check', 'order_skus'];
const ROWS_AT_ONCE = 500;
const WITHIN_MS = 3_600_000;

const tablesSchema = z.array(z.object({ table: z.string() }));
const countSchema = z.tuple([z.object({ rows: z.coerce.number(), sum: z.string() })]);
const pageSchema = z.array(z.object({ row: z.string() }));
const sequencesSchema = z.array(z.object({ table: z.string(), column: z.string() }));

/**
 * Copies every row of every table from one migrated database to another, in one transaction of the target: all of it is
 * there and the same, or nothing is. The source is only read. Throws when a table came out different.
 */
export async function moveAll(source: Engine, target: Engine): Promise<MoveOutcome> {
  const tables = await tableNames(source.sql);
  const there = await counts(target.sql, tables);
  const filled = there.filter(({ rows }) => rows > 0);
  if (filled.length > 0) return { kind: 'target-not-empty', tables: filled };
  return await target.prisma.$transaction(
    async (within) => {
      const into = executorWithin(within);
      for (const table of tables) await copyTable({ from: source.sql, into, table });
      for (const table of tables) await compare({ from: source.sql, into, table });
      await continueNumbers(into);
      // Moved, and no copy that lacks what was done since.
      await into.executeSql('update continuity set place = $2 where place = $1', [source.place, target.place]);
      return { kind: 'moved', tables: await counts(into, tables) };
    },
    { timeout: WITHIN_MS, maxWait: WITHIN_MS },
  );
}

async function tableNames(sql: SqlExecutor): Promise<string[]> {
  const { rows } = await sql.executeSql(
    `select table_name as "table" from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  return tablesSchema.parse(rows).flatMap(({ table }) => (NOT_MOVED.includes(table) ? [] : [table]));
}

interface Copying {
  readonly from: SqlExecutor;
  readonly into: SqlExecutor;
  readonly table: string;
}

/** Nobody else writes into the source, so rows stay where they lie. As PostgreSQL's own JSON: every type that we have comes out of it as it went in. */
async function copyTable({ from, into, table }: Copying): Promise<void> {
  const { rows } = await from.executeSql(`select count(*) as rows, '' as sum from "${table}"`);
  const [{ rows: all }] = countSchema.parse(rows);
  for (let offset = 0; offset < all; offset += ROWS_AT_ONCE) {
    const page = await from.executeSql(
      `select to_jsonb(one)::text as row from "${table}" one order by ctid limit ${ROWS_AT_ONCE} offset ${offset}`,
    );
    const texts = pageSchema.parse(page.rows).map(({ row }) => row);
    await into.executeSql(`insert into "${table}" select * from jsonb_populate_recordset(null::"${table}", $1::jsonb)`, [
      `[${texts.join(',')}]`,
    ]);
  }
}

/** Counted, and summed up over every value of every row. */
async function compare({ from, into, table }: Copying): Promise<void> {
  const text = `select count(*) as rows, coalesce(md5(string_agg(md5(to_jsonb(one)::text), '' order by md5(to_jsonb(one)::text) collate "C")), '') as sum from "${table}" one`;
  const [before] = countSchema.parse((await from.executeSql(text)).rows);
  const [after] = countSchema.parse((await into.executeSql(text)).rows);
  if (before.rows !== after.rows || before.sum !== after.sum)
    throw new Error(`Table ${table} came out different: ${before.rows} rows there, ${after.rows} here. Nothing was moved`);
}

/** Numbers that are given out go on after the highest one. */
async function continueNumbers(into: SqlExecutor): Promise<void> {
  const { rows } = await into.executeSql(
    `select table_name as "table", column_name as "column" from information_schema.columns where table_schema = 'public' and column_default like 'nextval(%'`,
  );
  for (const { table, column } of sequencesSchema.parse(rows)) {
    await into.executeSql(
      `select setval(pg_get_serial_sequence('"${table}"', '${column}'), coalesce(max("${column}"), 0) + 1, false)::text as set from "${table}"`,
    );
  }
}

async function counts(sql: SqlExecutor, tables: readonly string[]): Promise<TableCount[]> {
  const counted: TableCount[] = [];
  for (const table of tables) {
    const [{ rows }] = countSchema.parse((await sql.executeSql(`select count(*) as rows, '' as sum from "${table}"`)).rows);
    counted.push({ table, rows });
  }
  return counted;
}
