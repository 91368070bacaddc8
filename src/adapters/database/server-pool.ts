import pg from 'pg';
import { DatabaseSilent, patiently } from './person.js';
import { createFollow } from './written.js';

/** Hears of everything that the database failed in. */
export type Failed = (error: unknown) => void;

type Answer = pg.QueryResult;

const CONNECTIONS = 10;
/** A server that does not let us in is said to be away before Slack gives up. */
const CONNECT_WITHIN_MS = 2_000;
/**
 * Prisma's adapter writes moments without an offset: every session must be in UTC. Should this process hang or give a
 * statement up, the server ends it by itself, and with it the locks that others wait for.
 */
const SESSION = '-c timezone=UTC -c statement_timeout=20s -c idle_in_transaction_session_timeout=30s';

/**
 * A server's connections. Whoever asks waits as long as it can; a connection that said nothing for so long is closed:
 * back in the pool, with its statement or even its transaction still open, it would swallow what others write.
 */
export function serverPool(connectionString: string, failed: Failed): pg.Pool {
  const connections = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    options: SESSION,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
  });
  // An idle connection that breaks is none of anybody's errors: the pool makes another one.
  connections.on('error', () => undefined);
  connections.on('connect', (client) => watch(client, failed));
  const connect = async (): Promise<pg.PoolClient> => {
    const pending = connections.connect();
    try {
      return await patiently(pending);
    } catch (error) {
      // It may still come, and somebody else may have it.
      pending.then((client) => client.release()).catch(() => undefined);
      failed(error);
      throw error;
    }
  };
  const query = async (request: string | pg.QueryConfig, values?: unknown[]): Promise<Answer> => {
    const client = await connect();
    let broken = false;
    try {
      return await client.query(request, values);
    } catch (error) {
      broken = true;
      throw error;
    } finally {
      client.release(broken);
    }
  };
  const pool = new pg.Pool({ max: 1 });
  // pg's own types have a dozen overloads with callbacks that nobody here uses.
  Object.defineProperties(pool, {
    query: { value: query },
    connect: { value: connect },
    end: { value: async () => await connections.end() },
  });
  return pool;
}

function watch(client: pg.PoolClient, failed: Failed): void {
  // One that breaks while somebody has it tells its statement; without anybody who listens it would end the process, too.
  client.on('error', () => undefined);
  const ask = client.query.bind<(request: string | pg.QueryConfig, values?: unknown[]) => Promise<Answer>>(client);
  const follow = createFollow(isRefusal);
  const query = async (request: string | pg.QueryConfig, values?: unknown[]): Promise<Answer> => {
    try {
      return await follow(typeof request === 'string' ? request : request.text, async () => await patiently(ask(request, values)));
    } catch (error) {
      if (error instanceof DatabaseSilent || isOnlyReading(error)) giveUp(client);
      failed(error);
      throw error;
    }
  };
  Object.defineProperty(client, 'query', { value: query });
}

/** After a failover the old server may still read: a new connection leads to the one that writes. */
function isOnlyReading(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '25006';
}

/** Closes it without a word to the server, which would not hear it; whoever has it gives it back as a broken one. */
function giveUp(client: pg.PoolClient): void {
  const end: unknown = Reflect.get(client, 'end');
  if (typeof end === 'function') Promise.resolve(Reflect.apply(end, client, [])).catch(() => undefined);
}

/** The server's own word about a statement; when it ends the whole session, how far it came is not known. */
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.severity === 'ERROR';
}
