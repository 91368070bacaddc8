import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppProcess } from '../../src/demo/app-process.js';
import { createRandom } from '../../src/practice/amazon/random.js';
import { repeated, sentMessages, takenFeeds } from '../support/at-most-once.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { CLEAN, settled } from './support/judge.js';
import { momentOf, reached } from './support/moment.js';
import { askUntilTold } from './support/people.js';
import { report, SEED, shareOf } from './support/scale.js';
import { appUrl, buildStage, type Stage } from './support/stage.js';

/** A lease of a minute is over after a second, the ten minutes of certainty that a feed never arrived after ten. */
const SPEED = 60;
const LONGER_THAN_A_LEASE_MS = 1_300;
/** What was held back in a stopped process is out by then. */
const AWAKE_MS = 1_500;
const FREEZES = shareOf(200, 6);
const SETTLED_WITHIN_MS = 90_000;

describe.skipIf(!hasPostgres())('a process that is stopped for longer than its lease and goes on', () => {
  let server: PostgresServer;
  let database: pg.Client;
  let stage: Stage;
  let apps: AppProcess[];
  let worlds = 0;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    worlds += 1;
    const url = await server.createDatabase(`zombie_${worlds}`);
    stage = await buildStage({ speed: SPEED, environment: { DATABASE_URL: url } });
    apps = [await stage.start()];
    database = new pg.Client({ connectionString: url });
    await database.connect();
  });
  afterEach(async () => {
    for (const app of apps) await app.kill();
    await database.end();
    await stage.close();
  });

  const until = async (query: string): Promise<void> => {
    const { rows } = await database.query(query);
    if (rows.length > 0) return;
    await pause(20);
    await until(query);
  };

  /** Asks for an order and stops the process when the call is written down, has asked for its turn, and was not made yet. */
  const stoppedBefore = async (operation: string, writtenDown: string): Promise<{ orderId: string; stopped: AppProcess }> => {
    const [stopped] = apps;
    if (stopped === undefined) throw new Error('no app');
    const turns = [stage.amazon.credentials.sellerId, operation];
    await database.query(
      `insert into rate_limits (account_id, operation, counted_at, tokens, wait_ms) values ($1, $2, '2020-01-01Z', 5, 0) on conflict do nothing`,
      turns,
    );
    await database.query('begin');
    await database.query('select 1 from rate_limits where account_id = $1 and operation = $2 for update', turns);
    const orderId = stage.nextOrder();
    stage.amazon.control.requestCancellation(orderId);
    await askUntilTold(stage.slack.person('U0AGENT01'), orderId, 'buyer-asked');
    await until(writtenDown);
    await until(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%rate_limits%'`);
    stopped.freeze();
    await database.query('commit');
    const other = await stage.startAside();
    apps.push(other);
    stage.slack.setAppUrl(appUrl(other));
    return { orderId, stopped };
  };

  it('does not make a feed any more that was looked for, found nowhere, and sent by another', { timeout: 120_000 }, async () => {
    const { orderId, stopped } = await stoppedBefore('createFeed', `select 1 from feeds where state = 'creating'`);
    const judgement = await settled(stage, [orderId], SETTLED_WITHIN_MS);
    expect(judgement).toMatchObject(CLEAN);
    stopped.thaw();
    await pause(AWAKE_MS);
    const feeds = takenFeeds(stage.amazon.ledger).map(({ orderIds }) => orderIds);
    expect(feeds).toEqual([[orderId]]);
    expect(repeated(sentMessages(stage.amazon.ledger))).toEqual([]);
  });

  it('does not send a message any more that people were told of as one that may have been sent', { timeout: 120_000 }, async () => {
    const written = `select 1 from cancellation_cases where message_state = 'sending'`;
    const { orderId, stopped } = await stoppedBefore('createUnexpectedProblem', written);
    await until(`select 1 from cancellation_cases where message_state = 'uncertain'`);
    stopped.thaw();
    await pause(AWAKE_MS);
    expect(sentMessages(stage.amazon.ledger)).toEqual([]);
    const judgement = await settled(stage, [orderId], SETTLED_WITHIN_MS);
    expect(judgement).toMatchObject({ ...CLEAN, uncertain: [orderId] });
  });

  it('does no harm at whatever moment it is stopped, again and again', { timeout: 3_600_000 }, async () => {
    apps.push(await stage.startAside());
    const random = createRandom(SEED);
    const orderIds: string[] = [];
    for (let index = 0; index < FREEZES; index += 1) {
      const [stops = apps[0], goesOn = apps[0]] = index % 2 === 0 ? apps : [...apps].reverse();
      if (stops === undefined || goesOn === undefined) throw new Error('no app');
      const moment = momentOf(index, random);
      const orderId = stage.nextOrder();
      stage.amazon.control.requestCancellation(orderId);
      stage.slack.setAppUrl(appUrl(stops));
      const told = askUntilTold(stage.slack.person('U0AGENT01'), orderId, 'buyer-asked');
      await reached(stage, moment);
      stops.freeze();
      stage.slack.setAppUrl(appUrl(goesOn));
      stage.amazon.control.clearFaults();
      stage.slack.faults.clear();
      await pause(LONGER_THAN_A_LEASE_MS + random.int(0, 500));
      stops.thaw();
      await told;
      orderIds.push(orderId);
    }
    const judgement = await settled(stage, orderIds, SETTLED_WITHIN_MS);
    const tookOver = apps.map(({ lines }) => lines.filter((line) => line.includes('job was taken over by another worker')).length);
    report('Stopped and gone on:', {
      freezes: FREEZES,
      tookOver: tookOver.reduce((sum, count) => sum + count, 0),
      stuck: judgement.stuck.length,
      uncertain: judgement.uncertain.length,
    });
    expect({ seed: SEED, ...judgement }).toMatchObject(CLEAN);
  });
});

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
