import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL server of its own in a temporary folder. */
export interface PostgresServer {
  readonly url: string;
  /** Makes an empty database of this name; gives its address. */
  createDatabase(name: string): Promise<string>;
  /** Ends the server at once, and starts it again with what it has written. */
  down(): void;
  up(): void;
  /** Stops every process of the server where it is, as a disk or a machine does that hangs, and lets them go on. */
  freeze(): void;
  thaw(): void;
  stop(): void;
}

/** True when the machine has PostgreSQL's programs. */
export function hasPostgres(): boolean {
  return spawnSync('initdb', ['--version']).status === 0 && spawnSync('pg_ctl', ['--version']).status === 0;
}

/** Starts a server with its data somewhere on this disk; as the user `postgres` when the tests run as root, which PostgreSQL refuses. */
export async function startPostgres({ disk = tmpdir() }: { readonly disk?: string } = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(disk, 'cancel-desk-postgres-'));
  const port = await freePort();
  const root = userInfo().uid === 0;
  if (root) {
    execFileSync('chown', ['postgres', folder]);
    chmodSync(folder, 0o700);
  }
  const run = (command: string): void => {
    execFileSync(root ? 'su' : 'sh', root ? ['postgres', '-c', command] : ['-c', command], { stdio: 'ignore', cwd: '/' });
  };
  run(`initdb -D ${folder}/data -A trust -U postgres`);
  const up = (): void => run(`pg_ctl -w -D ${folder}/data -o '-p ${port} -k ${folder} -c fsync=off' -l ${folder}/log start`);
  const down = (): void => run(`pg_ctl -w -D ${folder}/data -m immediate stop`);
  const address = (name: string): string => `postgresql://postgres@127.0.0.1:${port}/${name}`;
  // The first one first, so that it makes no other meanwhile.
  const signal = (name: NodeJS.Signals): void => {
    const first = Number(readFileSync(`${folder}/data/postmaster.pid`, 'utf8').split('\n', 1)[0]);
    process.kill(first, name);
    const others = readFileSync(`/proc/${first}/task/${first}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    for (const pid of others) process.kill(pid, name);
  };
  up();
  return {
    url: address('postgres'),
    createDatabase: async (name) => {
      const client = new pg.Client({ connectionString: address('postgres') });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return address(name);
    },
    down,
    up,
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    stop: () => {
      if (existsSync(`${folder}/data/postmaster.pid`)) down();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
