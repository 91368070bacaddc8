import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';
import { buildStage } from './support/stage.js';

describe('credentials that are not taken any more', () => {
  let journey: Journey;
  let orderId: string;
  beforeEach(async () => {
    journey = await startJourney();
    orderId = journey.amazon.shop.samples.buyerRequested;
    await requestCancellation(journey.anna, { orderId, reason: 'buyer_asked' });
    journey.anna.close();
  });
  afterEach(async () => await journey.end());

  const state = async (): Promise<string | undefined> => (await journey.caseOf(orderId))?.state;

  it('of Amazon: what waits in the outbox waits on, people and log are told, and it is sent once when they are right again', async () => {
    journey.amazon.control.fault({ kind: 'credentials-refused' });
    await journey.restart();
    await journey.later(300);
    expect([await state(), journey.calls('createFeed')]).toEqual(['queued', 0]);
    expect(journey.posted('C0ORDERS1', orderId)).toContain('Amazon does not take the app’s credentials.');
    await journey.anna.command(`/find-order ${journey.amazon.shop.samples.unshipped}`);
    await journey.anna.waitForEphemeral(
      /Amazon does not take the app’s credentials\. Nothing .* Tell your admin: they have to be renewed\./,
    );
    expect(journey.logged.filter((line) => line.includes('"reason":"locked-out"')).length).toBeGreaterThan(0);
    journey.amazon.control.clearFaults();
    await journey.later(1200);
    expect([await state(), journey.effects('createFeed'), journey.effects('createUnexpectedProblem')]).toEqual(['cancelled', 1, 1]);
  });

  it('of Amazon: a feed that is sealed waits on, and no order in it counts as refused', async () => {
    journey.amazon.control.fault({ kind: 'server-error', operation: 'createFeedDocument', times: 5 });
    await journey.later(70);
    journey.amazon.control.fault({ kind: 'credentials-refused' });
    await journey.restart();
    await journey.later(300);
    expect([await state(), journey.calls('createFeed')]).toEqual(['sending', 0]);
    journey.amazon.control.clearFaults();
    await journey.later(1200);
    expect([await state(), journey.effects('createFeed'), journey.effects('createUnexpectedProblem')]).toEqual(['cancelled', 1, 1]);
  });
});

it('a Slack token that is not taken at the start ends no process: it says why, is not ready, and works as soon as it is', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cancel-desk-token-'));
  const stage = await buildStage({ speed: 10, environment: { DATA_DIR: dataDir }, orders: 400 });
  stage.slack.revokeToken('invalid_auth');
  const app = await stage.start();
  const get = async (path: string): Promise<string> => await (await fetch(`http://127.0.0.1:${app.port}${path}`)).text();
  expect([await get('/healthz'), await get('/readyz')]).toEqual(['ok\n', 'Slack does not say who the app is\n']);
  const said =
    /Slack does not take SLACK_BOT_TOKEN: nothing is posted until it does, and nothing is lost.*invalid_auth|invalid_auth.*Slack does not take SLACK_BOT_TOKEN/;
  expect(app.lines.filter((line) => said.test(line))).toHaveLength(1);
  expect(await get('/metrics')).toContain('cancel_desk_slack_token_refused 1');
  stage.slack.restoreToken();
  const until = performance.now() + 40_000;
  while ((await get('/readyz')) !== 'ready\n' && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await get('/metrics')).toContain('cancel_desk_slack_token_refused 0');
  await stage.slack.person('U0AGENT01').command(`/find-order ${stage.amazon.shop.samples.unshipped}`);
  await stage.slack.person('U0AGENT01').waitForEphemeral(/It can be cancelled/);
  expect(await app.stop()).toBe(0);
  await stage.close();
  rmSync(dataDir, { recursive: true, force: true });
});
