import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/** The embedded database of a folder, and how to let go of it. */
export interface Embedded {
  readonly database: PGlite;
  /** Takes the lock away; after the database is closed. */
  unlock(): void;
}

/** Opens the embedded database of a folder. Throws when another process has it: two would lose each other's rows without a word. */
export async function openEmbedded(dataDir: string, options: { readonly durable: boolean }): Promise<Embedded> {
  const folder = resolve(dataDir);
  mkdirSync(folder, { recursive: true });
  const unlock = lock(join(folder, 'cancel-desk.lock'));
  try {
    const database = await PGlite.create(join(folder, 'postgres'), options.durable ? { startParams: DURABLE } : {});
    if (options.durable) await makeDurable(database);
    return { database, unlock };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** PGlite starts PostgreSQL with fsync off; these switch it on, with the one method whose call its build does not leave out. */
const DURABLE = [...PGlite.defaultStartParams.filter((one) => one !== '-F'), '-c', 'fsync=on', '-c', 'wal_sync_method=fsync'];

/**
 * Passes PostgreSQL's fsync on to the system: PGlite's file layer has none. This hooks an internal of PGlite, whose
 * version is pinned for it; that it works is seen by counting over one commit, and refused otherwise.
 */
async function makeDurable(database: PGlite): Promise<void> {
  let synced = 0;
  const operations = property(database, 'Module', 'FS', 'filesystems', 'NODEFS', 'stream_ops');
  const fsync = (stream: unknown): number => {
    const descriptor = property(stream, 'nfd');
    if (typeof descriptor === 'number') fsyncSync(descriptor);
    synced += 1;
    return 0;
  };
  if (typeof operations === 'object' && operations !== null) Reflect.set(operations, 'fsync', fsync);
  await database.exec(
    'create table if not exists durability_check (at timestamptz); insert into durability_check values (now()); truncate durability_check;',
  );
  if (synced === 0)
    throw new Error('The embedded database does not write through to the disk with this version of PGlite; use DATABASE_URL');
}

function property(of: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined), of);
}

function lock(file: string): () => void {
  for (;;) {
    try {
      const descriptor = openSync(file, 'wx');
      writeFileSync(descriptor, String(process.pid));
      closeSync(descriptor);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!existsSync(file)) throw error;
      const owner = Number(readFileSync(file, 'utf8'));
      if (owner !== process.pid && isAlive(owner)) {
        throw new Error(
          `Process ${owner} already uses the database in this folder (${file}). Stop it, or use DATABASE_URL for several instances.`,
          { cause: error },
        );
      }
      // Left behind by a process that was killed.
      rmSync(file, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
