import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../src/practice/amazon/random.js';
import { freshDataDir } from '../support/database.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { CLEAN, settled } from './support/judge.js';
import { type Moment, momentOf, reached } from './support/moment.js';
import { approveUntilTold, askUntilTold } from './support/people.js';
import { report, RUNS, SEED } from './support/scale.js';
import { buildStage } from './support/stage.js';

/** The app's ten minutes of certainty that a feed never arrived are ten seconds. */
const SPEED = 60;
/** After so many kills it is left alone, and everything that was begun is judged. */
const KILLS_PER_WORLD = 10;
const SETTLED_WITHIN_MS = 90_000;

const engines = hasPostgres() ? ['embedded', 'server'] : ['embedded'];
if (engines.length === 1) console.info('PostgreSQL is not installed: the process is killed on the embedded database only.');
const worlds = Math.ceil(RUNS / engines.length / KILLS_PER_WORLD);
const killsInWorld = Math.ceil(RUNS / engines.length / worlds);

describe.each(engines)('an app that gets kill -9 again and again, on the %s database', (engine) => {
  let server: PostgresServer | undefined;
  beforeAll(async () => {
    server = engine === 'server' ? await startPostgres() : undefined;
  });
  afterAll(() => server?.stop());

  it.each(Array.from({ length: worlds }, (_, world) => world))(
    'cancels everything once and loses nothing (part %i)',
    { timeout: 600_000 },
    async (world) => {
      const dataDir = await freshDataDir();
      const database = server === undefined ? { DATA_DIR: dataDir } : { DATABASE_URL: await server.createDatabase(`kill_${world}`) };
      const random = createRandom(SEED + world * engines.length + engines.indexOf(engine));
      const stage = await buildStage({ speed: SPEED, environment: database });
      const [anna, ben] = [stage.slack.person('U0AGENT01'), stage.slack.person('U0AGENT02')];
      const orderIds: string[] = [];
      const moments: Moment[] = [];
      let app = await stage.start();
      onTestFinished(async () => {
        await app.kill();
        await stage.close();
        rmSync(dataDir, { recursive: true, force: true });
      });
      for (let index = 0; index < killsInWorld; index += 1) {
        const moment = momentOf((world * engines.length + engines.indexOf(engine)) * killsInWorld + index, random);
        moments.push(moment);
        const [asked, doubtful] = [stage.nextOrder(), stage.nextOrder()];
        stage.amazon.control.requestCancellation(asked);
        const told = Promise.all([
          askUntilTold(anna, asked, 'buyer-asked'),
          askUntilTold(ben, doubtful, 'fraud').then(async () => await approveUntilTold(stage, doubtful)),
        ]);
        await reached(stage, moment);
        await app.kill();
        stage.amazon.control.clearFaults();
        stage.slack.faults.clear();
        app = await stage.start();
        await told;
        orderIds.push(asked, doubtful);
      }
      const judgement = await settled(stage, orderIds, SETTLED_WITHIN_MS);
      report(`kill -9, ${engine}, part ${world}:`, {
        kills: killsInWorld,
        orders: orderIds.length,
        twice: judgement.cancelledTwice.length + judgement.messagedTwice.length,
        lost: judgement.lost.length + judgement.untold.length,
        stuck: judgement.stuck.length,
        uncertain: judgement.uncertain.length,
      });
      expect({ seed: SEED, moments, ...judgement }).toMatchObject(CLEAN);
      expect(await app.stop()).toBe(0);
    },
  );
});
