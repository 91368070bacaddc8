import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../adapters/clock.js';
import { type PracticeAmazon, startPracticeAmazon } from '../practice/amazon/server.js';
import { type Door, type PracticeSlack, startPracticeSlack } from '../practice/slack/server.js';
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
  /** What the workspace serves beside Slack's own addresses. */
  readonly door?: (amazon: PracticeAmazon) => Door;
}

const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const BOT_TOKEN = 'xoxb-demo-token';
const APP_TOKEN = 'xapp-demo-token';
const FEED_SECONDS = 4;

/** Starts everything on loopback, on a new database that goes with it. Rejects when something does not come up, and leaves nothing behind. */
export async function startStage(options: StageOptions): Promise<Stage> {
  const now = (): Date => systemClock.now();
  const dataDir = mkdtempSync(join(tmpdir(), 'cancel-desk-demo-'));
  const amazon = await startPracticeAmazon({ now, feedSeconds: FEED_SECONDS, controlDoor: true });
  const door = options.door?.(amazon);
  const slack = await startPracticeSlack({
    signingSecret: SIGNING_SECRET,
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    now,
    port: options.port,
    ...(door !== undefined && { door }),
  });
  const end = async (app: AppProcess | undefined): Promise<number | null> => {
    const code = (await app?.stop()) ?? null;
    await slack.close();
    await amazon.close();
    rmSync(dataDir, { recursive: true, force: true });
    return code;
  };
  try {
    const app = await startAppProcess({
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
      OUTBOX_WINDOW_SECONDS: String(options.outboxSeconds),
      APPROVERS: 'U0LEAD001,U0ADMIN01',
      ADMINS: 'U0ADMIN01',
      APPROVALS_CHANNEL: 'C0APPROV1',
      DIGEST_CHANNEL: 'C0CANCEL1',
    });
    slack.setAppUrl(`http://127.0.0.1:${app.port}/slack/events`);
    return { slack, amazon, app, close: async () => await end(app) };
  } catch (error) {
    await end(undefined);
    throw error;
  }
}
