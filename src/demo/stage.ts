import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../adapters/clock.js';
import { type PracticeAmazon, startPracticeAmazon } from '../practice/amazon/server.js';
import { allDoors, amazonDoor, controlDoor } from '../practice/slack/doors.js';
import { createPageDoor } from '../practice/slack/page-door.js';
import { type PracticeSlack, startPracticeSlack } from '../practice/slack/server.js';
import { teamReading, WORKSPACE } from '../practice/slack/workspace.js';
import { type AppProcess, startAppProcess } from './app-process.js';

/** A pretended Amazon, a pretended Slack, and between them the unchanged app as a process of its own. */
export interface Stage {
  readonly slack: PracticeSlack;
  readonly amazon: PracticeAmazon;
  readonly app: AppProcess;
  /** Ends all three; gives the app's exit code. */
  close(): Promise<number | null>;
}

export interface StageOptions {
  /** By Socket Mode in the place of signed HTTP. */
  readonly socketMode: boolean;
  readonly outboxSeconds: number;
  /** Where the workspace listens on this machine; 0 lets the system choose. */
  readonly port: number;
  /** What everybody reads; English, and one Chinese admin, when left out. */
  readonly language?: 'en' | 'zh';
  /** Serves the workspace as a page, with the practice Amazon beside it. */
  readonly page: boolean;
}

const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const BOT_TOKEN = 'xoxb-demo-token';
const APP_TOKEN = 'xapp-demo-token';
const FEED_SECONDS = 4;
const LOOK_AGAIN_MS = 200;

/** Amazon's first account-health report: before it is read every cancellation would need an approval. */
const RATES_WITHIN_MS = 40_000;

/**
 * Starts everything on loopback, on a new database that goes with it, and waits until the app knows the account's rates.
 * Rejects when something does not come up, and leaves nothing behind.
 */
export async function startStage(options: StageOptions): Promise<Stage> {
  const now = (): Date => systemClock.now();
  const dataDir = mkdtempSync(join(tmpdir(), 'cancel-desk-demo-'));
  const amazon = await startPracticeAmazon({ now, feedSeconds: FEED_SECONDS, controlDoor: true });
  const door = options.page ? allDoors([await createPageDoor(), controlDoor, amazonDoor(`${amazon.url}/_practice`)]) : undefined;
  const slack = await startPracticeSlack({
    signingSecret: SIGNING_SECRET,
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    now,
    port: options.port,
    workspace: options.language === 'zh' ? teamReading('zh-CN') : WORKSPACE,
    ...(door !== undefined && { door }),
  });
  const end = async (app: AppProcess | undefined): Promise<number | null> => {
    const code = (await app?.stop()) ?? null;
    await slack.close();
    await amazon.close();
    rmSync(dataDir, { recursive: true, force: true });
    return code;
  };
  let app: AppProcess | undefined;
  try {
    app = await startAppProcess({
      PORT: '0',
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      ...(options.socketMode && { SLACK_APP_TOKEN: APP_TOKEN }),
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
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      OUTBOX_WINDOW_SECONDS: String(options.outboxSeconds),
      APPROVERS: 'U0LEAD001,U0ADMIN01',
      ADMINS: 'U0ADMIN01',
      APPROVALS_CHANNEL: 'C0APPROV1',
      DIGEST_CHANNEL: 'C0CANCEL1',
      ...(options.language !== undefined && { WORKSPACE_LANGUAGE: options.language }),
      INBOX_CHANNEL: 'C0ORDERS1',
      WAREHOUSE_CHANNEL: 'C0WAREHS1',
    });
    slack.setAppUrl(`http://127.0.0.1:${app.port}/slack/events`);
    const running = app;
    await ratesAreRead(amazon);
    return { slack, amazon, app: running, close: async () => await end(running) };
  } catch (error) {
    await end(app);
    throw error;
  }
}

async function ratesAreRead(amazon: PracticeAmazon): Promise<void> {
  for (let waited = 0; waited < RATES_WITHIN_MS; waited += LOOK_AGAIN_MS) {
    if (amazon.ledger.some(({ operation }) => operation === 'downloadDocument')) return;
    await pause(LOOK_AGAIN_MS);
  }
  throw new Error('The app did not read the account-health report in time');
}
