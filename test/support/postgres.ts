import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL server of its own in a temporary folder. */
export interface PostgresServer {
  readonly url: string;
  stop(): void;
}

/** True when the machine has PostgreSQL's programs. */
export function hasPostgres(): boolean {
  return spawnSync('initdb', ['--version']).status === 0 && spawnSync('pg_ctl', ['--version']).status === 0;
}

/** Starts a server; as the user `postgres` when the tests run as root, which PostgreSQL refuses. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cancel-desk-postgres-'));
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
  run(`pg_ctl -w -D ${folder}/data -o '-p ${port} -k ${folder} -c fsync=off' -l ${folder}/log start`);
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    stop: () => {
      run(`pg_ctl -w -D ${folder}/data -m immediate stop`);
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
