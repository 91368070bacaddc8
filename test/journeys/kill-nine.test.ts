import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/clock.js';
import { startAppProcess } from '../../src/demo/app-process.js';
import { startPracticeAmazon } from '../../src/practice/amazon/server.js';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { startPracticeSlack } from '../../src/practice/slack/server.js';
import { requestCancellation } from '../support/request.js';

const SECRET = '0123456789abcdef0123456789abcdef';

it('an app that gets kill -9 while a feed is uploaded carries the cancellation out when it is started again, once', {
  timeout: 120_000,
}, async () => {
  const now = (): Date => systemClock.now();
  const amazon = await startPracticeAmazon({ now, feedSeconds: 1 });
  const slack = await startPracticeSlack({ signingSecret: SECRET, botToken: 'xoxb-kill', now });
  const dataDir = mkdtempSync(join(tmpdir(), 'cancel-desk-kill-'));
  const environment = {
    PORT: '0',
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_BOT_TOKEN: 'xoxb-kill',
    SLACK_API_URL: slack.apiUrl,
    AMAZON_LWA_CLIENT_ID: amazon.credentials.clientId,
    AMAZON_LWA_CLIENT_SECRET: amazon.credentials.clientSecret,
    AMAZON_REFRESH_TOKEN: amazon.credentials.refreshToken,
    AMAZON_SELLER_ID: amazon.credentials.sellerId,
    AMAZON_REGION: amazon.region,
    AMAZON_MARKETPLACE_IDS: amazon.marketplaceIds.join(','),
    AMAZON_API_URL: amazon.url,
    AMAZON_LWA_URL: amazon.lwaUrl,
    DATA_DIR: dataDir,
    OUTBOX_WINDOW_SECONDS: '1',
  };
  const orderId = amazon.shop.samples.buyerRequested;
  amazon.control.fault({ kind: 'timeout-after', operation: 'uploadDocument', holdMs: 60_000, times: 1 });
  const first = await startAppProcess(environment);
  slack.setAppUrl(`http://127.0.0.1:${first.port}/slack/events`);
  await requestCancellation(slack.person('U0AGENT01'), { orderId, reason: 'buyer_asked' });
  await until(() => amazon.ledger.some((entry) => entry.operation === 'uploadDocument'));
  await first.kill();

  const second = await startAppProcess(environment);
  slack.setAppUrl(`http://127.0.0.1:${second.port}/slack/events`);
  await slack.waitForMessage('C0ORDERS1', (message) =>
    /Cancelled at Amazon[\s\S]*Message to the buyer: sent/.test(readAloud(message.blocks)),
  );
  const calls = (operation: string): number => amazon.ledger.filter((entry) => entry.operation === operation).length;
  expect([amazon.shop.order(orderId)?.status, calls('createFeed'), calls('createUnexpectedProblem')]).toEqual(['CANCELLED', 1, 1]);
  expect(slack.messages('C0ORDERS1')).toHaveLength(1);
  expect(await second.stop()).toBe(0);
  await slack.close();
  await amazon.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function until(seen: () => boolean): Promise<void> {
  while (!seen()) await new Promise((resolve) => setTimeout(resolve, 20));
}
