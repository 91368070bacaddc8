import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppProcess } from '../../src/demo/app-process.js';
import { fillIn } from '../support/request.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { startBalancer, type Balancer } from './support/balancer.js';
import { CLEAN, settled } from './support/judge.js';
import { report, shareOf } from './support/scale.js';
import { buildStage, type Stage } from './support/stage.js';

const SPEED = 10;
const RESTARTS = shareOf(50, 4);
/** Requests at a time, each followed by the next. */
const AT_ONCE = 4;
const SETTLED_WITHIN_MS = 120_000;

describe.skipIf(!hasPostgres())('a rolling restart under load', () => {
  let server: PostgresServer;
  let stage: Stage;
  let balancer: Balancer;
  const apps: AppProcess[] = [];
  beforeAll(async () => {
    server = await startPostgres();
    stage = await buildStage({ speed: SPEED, environment: { DATABASE_URL: server.url } });
    apps.push(await stage.start(), await stage.start());
    balancer = await startBalancer(() => apps.map(({ port }) => port));
    stage.slack.setAppUrl(`${balancer.url}/slack/events`);
  });
  afterAll(async () => {
    for (const app of apps) await app.kill();
    await balancer.close();
    await stage.close();
    server.stop();
  });

  it('answers every request, and finishes what was begun after an answer', { timeout: 1_800_000 }, async () => {
    let going = true;
    const statuses: number[] = [];
    const load = Array.from({ length: AT_ONCE }, async (_, number) => {
      const { sender } = stage.slack;
      for (let request = 0; going; request += 1) {
        const payload = { command: '/find-order', text: 'nothing', user_id: 'U0AGENT02', team_id: 'T0CANCEL1', channel_id: 'C0ORDERS1' };
        const answer = await sender.deliver({ kind: 'command', payload: { ...payload, trigger_id: `${number}.${request}` } });
        statuses.push(answer.status);
      }
    });
    const anna = stage.slack.person('U0AGENT01');
    const orderIds: string[] = [];
    const from = performance.now();
    for (let restart = 0; restart < RESTARTS; restart += 1) {
      const orderId = stage.nextOrder();
      stage.amazon.control.requestCancellation(orderId);
      anna.close();
      await fillIn(anna, { orderId, reason: 'buyer_asked' });
      // Clicked and answered just before it goes: the rest of the click is the leaving one's to finish.
      expect((await anna.click('confirm_request')).status).toBe(200);
      orderIds.push(orderId);
      const leaving = apps[0];
      if (leaving === undefined) throw new Error('no app');
      const fresh = await stage.startAside();
      apps.push(fresh);
      expect(await leaving.stop()).toBe(0);
      apps.shift();
    }
    going = false;
    await Promise.all(load);
    const seconds = Math.round((performance.now() - from) / 1000);
    const judgement = await settled(stage, orderIds, SETTLED_WITHIN_MS);
    report('Rolling restart:', {
      restarts: RESTARTS,
      requests: statuses.length,
      failed: statuses.filter((status) => status !== 200).length,
      seconds,
      perSecond: Math.round(statuses.length / seconds),
    });
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect(judgement).toMatchObject({ ...CLEAN, stuck: [], uncertain: [] });
  });
});
