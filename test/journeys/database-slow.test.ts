import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Engine, openDatabase } from '../../src/adapters/database/open.js';
import { type Journey, startJourney } from '../support/journey.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { fillIn, requestCancellation } from '../support/request.js';

const TOLD_WITHIN_MS = 3_000;
const NOT_TAKEN = /Our database does not answer\. This was not taken, and nothing was cancelled\./;
const UNSURE = /Our database failed in the middle of this\. Whether it was taken is not known: look the order up with `\/find-order`/;
/** Longer than a person waits, and shorter than the app waits for what nobody looks at. */
const LONG_SECONDS = 4;

describe.skipIf(!hasPostgres())('a database that is slow', () => {
  let server: PostgresServer;
  let way: SlowWay;
  let engine: Engine;
  let journey: Journey;
  beforeAll(async () => {
    server = await startPostgres();
    way = await slowWay(Number(new URL(server.url).port));
    engine = await openDatabase({ kind: 'url', url: server.url.replace(/:\d+\//, `:${way.port}/`) });
  });
  afterAll(async () => {
    await engine.close();
    way.close();
    server.stop();
  });
  beforeEach(async () => {
    journey = await startJourney({ engine });
  });
  afterEach(async () => {
    way.delayMs = 0;
    await journey.end();
  });

  const readyz = async (): Promise<string> => await (await fetch(`http://127.0.0.1:${journey.app.port}/readyz`)).text();

  it('is said within three seconds where every statement takes two, and the same click works afterwards', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.unshipped;
    await fillIn(anna, { orderId, reason: 'defect', subReason: 'damaged' });
    way.delayMs = 2_000;
    await anna.click('confirm_request');
    await anna.waitForView(NOT_TAKEN, TOLD_WITHIN_MS);
    way.delayMs = 0;
    expect(await journey.caseOf(orderId)).toBeUndefined();
    anna.close();
    await fillIn(anna, { orderId, reason: 'defect', subReason: 'damaged' });
    await anna.click('confirm_request');
    await anna.waitForView(/\[ Requested \]/);
    await journey.later(300);
    expect([amazon.shop.order(orderId)?.status, journey.effects('createFeed')]).toEqual(['CANCELLED', 1]);
  });

  it('is said where others have every connection', async () => {
    const { anna, amazon } = journey;
    const others = Array.from({ length: 10 }, async () => await engine.sql.executeSql(`select pg_sleep(${2 * LONG_SECONDS})`));
    await anna.command(`/find-order ${amazon.shop.samples.unshipped}`);
    await anna.waitForEphemeral(NOT_TAKEN, TOLD_WITHIN_MS);
    expect(await readyz()).toBe('database does not answer\n');
    await Promise.all(others);
    expect(await readyz()).toBe('ready\n');
  });

  it('is said where it only reads, as one does that a failover left behind, and writes as soon as it can', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.unshipped;
    await fillIn(anna, { orderId, reason: 'defect', subReason: 'damaged' });
    await onlyRead('on');
    await anna.click('confirm_request');
    await anna.waitForView(
      /Amazon was not asked, since our database does not answer\. Nothing was changed\. Try again in a few minutes\./,
      TOLD_WITHIN_MS,
    );
    expect(await readyz()).toBe('database does not answer\n');
    await onlyRead('off');
    await vi.waitFor(async () => expect(await readyz()).toBe('ready\n'), 5_000);
    expect(await journey.caseOf(orderId)).toBeUndefined();
    anna.close();
    await requestCancellation(anna, { orderId, reason: 'defect', subReason: 'damaged' });
    await journey.later(300);
    expect([amazon.shop.order(orderId)?.status, journey.effects('createFeed')]).toEqual(['CANCELLED', 1]);
  });

  it('ends no process when it breaks connections that somebody has, at a statement or between two', async () => {
    const sleeping = Array.from({ length: 4 }, async () => await engine.sql.executeSql('select pg_sleep(30)'));
    const between = engine.transaction(async (within) => {
      await within.$queryRawUnsafe('select 1');
      await pause(1_000);
      await within.$queryRawUnsafe('select 1');
    });
    const ended = Promise.allSettled([...sleeping, between]);
    await pause(500);
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and usename is not null');
    await client.end();
    expect((await ended).map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'rejected'));
    expect((await engine.sql.executeSql('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('is not said to have taken nothing where the commit was sent and its answer did not come', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.unshipped;
    await fillIn(anna, { orderId, reason: 'defect', subReason: 'damaged' });
    const forget = await slowly('cancellation_cases', 'at its commit');
    await anna.click('confirm_request');
    await anna.waitForView(UNSURE, TOLD_WITHIN_MS);
    await pause(LONG_SECONDS * 1000);
    await forget();
    // It was taken after all, which is why the order has to be looked up.
    expect((await journey.caseOf(orderId))?.state).toBe('queued');
    await journey.later(300);
    expect([amazon.shop.order(orderId)?.status, journey.effects('createFeed')]).toEqual(['CANCELLED', 1]);
  });

  it.each(['audit', 'drafts'])(
    'is said to have taken nothing where it took too long before the commit, of which nothing is left (%s)',
    async (table) => {
      const { anna, amazon } = journey;
      const orderId = amazon.shop.samples.unshipped;
      await fillIn(anna, { orderId, reason: 'defect', subReason: 'damaged' });
      const forget = await slowly(table, 'at once');
      await anna.click('confirm_request');
      await anna.waitForView(NOT_TAKEN, TOLD_WITHIN_MS);
      await pause(LONG_SECONDS * 1000);
      await forget();
      expect(await journey.caseOf(orderId)).toBeUndefined();
      await journey.later(300);
      expect(journey.calls('createFeed')).toBe(0);
    },
  );

  /** For all sessions, also those that are open. */
  async function onlyRead(wanted: 'on' | 'off'): Promise<void> {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`alter system set default_transaction_read_only = ${wanted}`);
    await client.query('select pg_reload_conf()');
    await client.end();
    await pause(200);
  }

  /** Every write of a table takes long; gives what ends that. */
  async function slowly(table: string, when: 'at its commit' | 'at once'): Promise<() => Promise<void>> {
    const kind = when === 'at its commit' ? 'constraint trigger' : 'trigger';
    const deferred = when === 'at its commit' ? 'deferrable initially deferred' : '';
    await engine.sql.executeSql(
      `create function takes_long() returns trigger language plpgsql as $$ begin perform pg_sleep(${LONG_SECONDS}); return null; end $$`,
    );
    await engine.sql.executeSql(
      `create ${kind} slow after insert or update on ${table} ${deferred} for each row execute function takes_long()`,
    );
    return async () => {
      await engine.sql.executeSql(`drop trigger slow on ${table}`);
      await engine.sql.executeSql('drop function takes_long');
    };
  }
});

interface SlowWay {
  readonly port: number;
  /** How long each of the database's answers is on its way. */
  delayMs: number;
  close(): void;
}

/** A way to the server on which its answers take as long as they are told to. */
async function slowWay(to: number): Promise<SlowWay> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    near.on('data', (data) => far.write(data));
    far.on('data', (data) => void setTimeout(() => near.writable && near.write(data), way.delayMs));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(portOf(server.address())));
  });
  const way: SlowWay = {
    port,
    delayMs: 0,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return way;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
