import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppProcess } from '../../src/demo/app-process.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { CLEAN, settled } from './support/judge.js';
import { askUntilTold } from './support/people.js';
import { report, shareOf } from './support/scale.js';
import { appUrl, buildStage, type Stage } from './support/stage.js';

const SPEED = 60;
const CANCELLATIONS = shareOf(2000, 24);
/** Those who read English: what they see is read by the same words. */
const PEOPLE = ['U0AGENT01', 'U0AGENT02', 'U0LEAD001'];
/** Slack's requests come to the two that stay by turns. */
const TURN_MS = 37;
/** The third one lives this long after it is up. */
const LIVES_MS = 400;
const SETTLED_WITHIN_MS = 180_000;

describe.skipIf(!hasPostgres())('two instances on one database, and a third that is killed and started again all the time', () => {
  let server: PostgresServer;
  let stage: Stage;
  let stay: readonly AppProcess[];
  beforeAll(async () => {
    server = await startPostgres();
    // One that is fit to be cancelled is about every eighth order of the shop.
    stage = await buildStage({ speed: SPEED, environment: { DATABASE_URL: server.url }, orders: CANCELLATIONS * 8 + 400 });
    stay = [await stage.start(), await stage.start()];
  });
  afterAll(async () => {
    for (const app of stay) await app.kill();
    await stage.close();
    server.stop();
  });

  it('cancel every order once, though Slack delivers every request twice', { timeout: 3_600_000 }, async () => {
    stage.slack.fault({ kind: 'delivered-twice', times: 1_000_000 });
    let turn = 0;
    const turns = setInterval(() => {
      turn += 1;
      const app = stay[turn % stay.length];
      if (app !== undefined) stage.slack.setAppUrl(appUrl(app));
    }, TURN_MS);
    let [going, kills] = [true, 0];
    const third = (async () => {
      while (going) {
        const app = await stage.startAside();
        await new Promise((resolve) => setTimeout(resolve, LIVES_MS));
        await app.kill();
        kills += 1;
      }
    })();

    const orderIds = Array.from({ length: CANCELLATIONS }, () => stage.nextOrder());
    for (const orderId of orderIds) stage.amazon.control.requestCancellation(orderId);
    const left = [...orderIds];
    const from = performance.now();
    await Promise.all(
      PEOPLE.map(async (userId) => {
        const person = stage.slack.person(userId);
        for (let orderId = left.pop(); orderId !== undefined; orderId = left.pop()) await askUntilTold(person, orderId, 'buyer-asked');
      }),
    );
    const askedSeconds = Math.round((performance.now() - from) / 1000);
    const judgement = await settled(stage, orderIds, SETTLED_WITHIN_MS);
    going = false;
    await third;
    clearInterval(turns);
    report('Two instances and a third:', {
      cancellations: orderIds.length,
      kills,
      askedSeconds,
      allSeconds: Math.round((performance.now() - from) / 1000),
      feeds: stage.amazon.ledger.filter(({ operation, tookEffect }) => operation === 'createFeed' && tookEffect).length,
      stuck: judgement.stuck.length,
      uncertain: judgement.uncertain.length,
    });
    expect(judgement).toMatchObject(CLEAN);
    expect(kills).toBeGreaterThan(0);
  });
});
