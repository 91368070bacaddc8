import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { Mutex } from './mutex.js';
import type { Failed } from './server-pool.js';
import { toText } from './values.js';
import { createFollow } from './written.js';

/** What pg and Prisma's adapter ask of a query. */
interface QueryRequest {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly rowMode?: 'array';
  readonly types?: { getTypeParser(oid: number, format: 'text'): (text: string) => unknown };
}

interface QueryAnswer {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
  readonly rows: unknown[];
  readonly rowCount: number;
}

/** Holds true while code runs inside a transaction, where asking the pool itself would wait for ever. */
export const insideTransaction = new AsyncLocalStorage<true>();

/**
 * The embedded database as a pg.Pool, which is what Prisma's adapter takes. It has one session, so whoever has a
 * client or runs a query has it alone; the rest wait in line.
 */
export function embeddedPool(database: PGlite, failed: Failed): pg.Pool {
  const mutex = new Mutex();
  const ask = createRun(database);
  // It is in this very process: whatever it throws is its own word.
  const follow = createFollow(() => true);
  const run = async (request: string | QueryRequest, values?: readonly unknown[]): Promise<QueryAnswer> => {
    try {
      return await follow(typeof request === 'string' ? request : request.text, async () => await ask(request, values));
    } catch (error) {
      failed(error);
      throw error;
    }
  };
  const take = async (): Promise<() => void> => {
    if (insideTransaction.getStore() === true) throw new Error('Inside a transaction its own client must be used, not the database');
    return await mutex.acquire();
  };
  const query = async (request: string | QueryRequest, values?: readonly unknown[]): Promise<QueryAnswer> => {
    const release = await take();
    try {
      return await run(request, values);
    } finally {
      release();
    }
  };
  const connect = async (): Promise<unknown> => {
    const release = await take();
    return Object.assign(new EventEmitter(), { query: run, release });
  };
  const pool = new pg.Pool({ max: 1 });
  // pg's own types have a dozen overloads with callbacks that nobody here uses.
  Object.defineProperties(pool, {
    query: { value: query },
    connect: { value: connect },
    end: { value: async () => await database.close() },
  });
  return pool;
}

function createRun(database: PGlite): (request: string | QueryRequest, values?: readonly unknown[]) => Promise<QueryAnswer> {
  const asText = Object.fromEntries(Object.keys(database.parsers).map((oid) => [oid, (text: string) => text]));
  const asGiven = Object.fromEntries(Object.keys(database.serializers).map((oid) => [oid, (text: string) => text]));
  return async (request, values) => {
    const wanted: QueryRequest = typeof request === 'string' ? { text: request, ...(values && { values }) } : request;
    const parameters = (wanted.values ?? []).map(toText);
    const answer = await database.query<readonly (string | null)[]>(wanted.text, parameters, {
      rowMode: 'array',
      parsers: asText,
      serializers: asGiven,
    });
    const types = wanted.types ?? pg.types;
    const parsers = answer.fields.map((field) => types.getTypeParser(field.dataTypeID, 'text'));
    const parsed = answer.rows.map((row) => row.map((text, column) => (text === null ? null : parsers[column]?.(text))));
    const rows =
      wanted.rowMode === 'array'
        ? parsed
        : parsed.map((row) => Object.fromEntries(answer.fields.map((field, column) => [field.name, row[column]])));
    return { fields: answer.fields, rows, rowCount: answer.rows.length > 0 ? answer.rows.length : (answer.affectedRows ?? 0) };
  };
}
