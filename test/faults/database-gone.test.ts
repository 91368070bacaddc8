import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppProcess } from '../../src/demo/app-process.js';
import { fillIn } from '../support/request.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { CLEAN, settled } from './support/judge.js';
import { askUntilTold } from './support/people.js';
import { report, shareOf } from './support/scale.js';
import { buildStage, type Stage } from './support/stage.js';

const SPEED = 10;
const GONE_SECONDS = shareOf(60, 5);
/** Slack waits three seconds for an answer; people are told by then. */
const TOLD_WITHIN_MS = 3_000;
const READY_WITHIN_MS = 10_000;
const SETTLED_WITHIN_MS = 60_000;

describe.skipIf(!hasPostgres())('a database that is gone', () => {
  let server: PostgresServer;
  let stage: Stage;
  let app: AppProcess;
  beforeAll(async () => {
    server = await startPostgres();
    stage = await buildStage({ speed: SPEED, environment: { DATABASE_URL: server.url }, feedSeconds: 40 });
    app = await stage.start();
  });
  afterAll(async () => {
    await app.kill();
    await stage.close();
    server.stop();
  });

  const ready = async (): Promise<string> => await (await fetch(`http://127.0.0.1:${app.port}/readyz`)).text();

  const homeOpened = (): readonly unknown[] => stage.slack.ledger.flatMap(({ what, answer }) => (what === 'event' ? [answer] : []));

  it('is said in time, ends no process, loses nothing that was taken, and all goes on by itself when it is back', async () => {
    const [taken, clicked, asked, after] = [stage.nextOrder(), stage.nextOrder(), stage.nextOrder(), stage.nextOrder()];
    for (const orderId of [taken, clicked, asked, after]) stage.amazon.control.requestCancellation(orderId);
    const [anna, ben] = [stage.slack.person('U0AGENT01'), stage.slack.person('U0AGENT02')];
    await askUntilTold(anna, taken, 'buyer-asked');
    await fillIn(ben, { orderId: clicked, reason: 'buyer_asked' });
    anna.close();

    server.down();
    const goneAt = performance.now();
    await ben.click('confirm_request');
    await ben.waitForView(/Our database does not answer\. This was not taken, and nothing was cancelled\./, TOLD_WITHIN_MS);
    await anna.command(`/cancel-order ${asked}`);
    await anna.waitForView(/Our database does not answer\. This was not taken, and nothing was cancelled\./, TOLD_WITHIN_MS);
    await anna.command(`/find-order ${asked}`);
    await anna.waitForEphemeral(/Our database does not answer\. This was not taken, and nothing was cancelled\./, TOLD_WITHIN_MS);
    expect(await ready()).toBe('database does not answer\n');
    await pause(GONE_SECONDS * 1000 - (performance.now() - goneAt));
    expect(await ready()).toBe('database does not answer\n');
    const home = ben.openHome();
    while (homeOpened().length < 2) await pause(20);

    server.up();
    const backAt = performance.now();
    while ((await ready()) !== 'ready\n' && performance.now() - backAt < READY_WITHIN_MS) await pause(50);
    const readyAfterMs = Math.round(performance.now() - backAt);
    expect(await ready()).toBe('ready\n');
    await askUntilTold(anna, after, 'buyer-asked');
    // Slack brings the event again after a minute, or after five.
    expect(await home).toContain(taken);
    const again = { status: 503, body: 'Send it again.' };
    expect([...homeOpened().slice(0, 2), homeOpened().at(-1)]).toEqual([again, again, { status: 200, body: '' }]);
    const judgement = await settled(stage, [taken, after], SETTLED_WITHIN_MS);
    expect(await app.stop()).toBe(0);
    report('Database gone:', { goneSeconds: GONE_SECONDS, readyAfterMs, settledAfterMs: Math.round(performance.now() - backAt) });
    expect(judgement).toMatchObject({ ...CLEAN, stuck: [], uncertain: [] });
    // What was said not to be taken was not.
    expect([clicked, asked].map((orderId) => stage.amazon.shop.order(orderId)?.status)).toEqual(['UNSHIPPED', 'UNSHIPPED']);
  });
});

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
}
