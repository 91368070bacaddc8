import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppProcess } from '../../src/demo/app-process.js';
import type { Person } from '../../src/practice/slack/person.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { fillIn } from '../support/request.js';
import { CLEAN, settled } from './support/judge.js';
import { askUntilTold } from './support/people.js';
import { report, shareOf } from './support/scale.js';
import { buildStage, type Stage } from './support/stage.js';

const SPEED = 10;
/** In full much longer than anything of the app waits for an answer. */
const HANGS_SECONDS = shareOf(60, 8);
const TOLD_WITHIN_MS = 3_000;
const READY_WITHIN_MS = 10_000;
const SETTLED_WITHIN_MS = 60_000;
const NOT_TAKEN = /Our database does not answer\. This was not taken, and nothing was cancelled\./;

describe.skipIf(!hasPostgres())('a database that hangs', () => {
  let server: PostgresServer;
  let stage: Stage;
  let app: AppProcess;
  beforeAll(async () => {
    server = await startPostgres();
    stage = await buildStage({ speed: SPEED, environment: { DATABASE_URL: server.url }, feedSeconds: 40 });
    app = await stage.start();
  });
  afterAll(async () => {
    server.thaw();
    await app.kill();
    await stage.close();
    server.stop();
  });

  const ready = async (): Promise<string> => await (await fetch(`http://127.0.0.1:${app.port}/readyz`)).text();
  const said = (event: RegExp): number => app.lines.filter((line) => event.test(line)).length;

  it('is said in time, with the truth, ends no process, and loses and doubles nothing', async () => {
    const [taken, clicked, asked, after] = [stage.nextOrder(), stage.nextOrder(), stage.nextOrder(), stage.nextOrder()];
    for (const orderId of [taken, clicked, asked, after]) stage.amazon.control.requestCancellation(orderId);
    const [anna, ben, lena] = [stage.slack.person('U0AGENT01'), stage.slack.person('U0AGENT02'), stage.slack.person('U0LEAD001')];
    await askUntilTold(anna, taken, 'buyer-asked');
    await fillIn(ben, { orderId: clicked, reason: 'buyer_asked' });
    anna.close();

    server.freeze();
    const hangsFrom = performance.now();
    await ben.click('confirm_request');
    await ben.waitForView(NOT_TAKEN, TOLD_WITHIN_MS);
    await anna.command(`/cancel-order ${asked}`);
    await anna.waitForView(NOT_TAKEN, TOLD_WITHIN_MS);
    // More at a time than there are connections.
    await Promise.all(Array.from({ length: 15 }, async () => await lena.command(`/find-order ${asked}`)));
    await toldTimes(lena, 15);
    expect(await ready()).toBe('database does not answer\n');
    for (let times = 1; performance.now() - hangsFrom < HANGS_SECONDS * 1000; times += 1) {
      await anna.command(`/find-order ${asked}`);
      await toldTimes(anna, times);
      expect(await ready()).toBe('database does not answer\n');
    }

    server.thaw();
    const backAt = performance.now();
    while ((await ready()) !== 'ready\n' && performance.now() - backAt < READY_WITHIN_MS) await pause(50);
    const readyAfterMs = Math.round(performance.now() - backAt);
    expect(await ready()).toBe('ready\n');
    await askUntilTold(anna, after, 'buyer-asked');
    const normalAfterMs = Math.round(performance.now() - backAt);
    expect(normalAfterMs).toBeLessThan(READY_WITHIN_MS);
    const judgement = await settled(stage, [taken, after], SETTLED_WITHIN_MS);
    const settledAfterMs = Math.round(performance.now() - backAt);
    expect(await app.stop()).toBe(0);
    report('Database hangs:', { hangsSeconds: HANGS_SECONDS, readyAfterMs, normalAfterMs, settledAfterMs });
    expect(judgement).toMatchObject({ ...CLEAN, stuck: [], uncertain: [] });
    expect([clicked, asked].map((orderId) => stage.amazon.shop.order(orderId)?.status)).toEqual(['UNSHIPPED', 'UNSHIPPED']);
    expect([said(/The database does not answer/), said(/the database answers again/), said(/request failed/)]).toEqual([1, 1, 0]);
  });
});

/** Waits until a person was told so often in all. */
async function toldTimes(person: Person, times: number): Promise<void> {
  const until = performance.now() + TOLD_WITHIN_MS;
  const told = (): number => person.ephemerals().filter((one) => NOT_TAKEN.test(JSON.stringify(one))).length;
  while (told() < times && performance.now() < until) await pause(20);
  expect(told()).toBe(times);
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
}
