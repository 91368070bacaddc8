import { join } from 'node:path';
import { type AppProcess, startAppProcess } from '../../../src/demo/app-process.js';
import { type PracticeAmazon, startPracticeAmazon } from '../../../src/practice/amazon/server.js';
import { type PracticeSlack, RETRY_AFTER_MS, startPracticeSlack } from '../../../src/practice/slack/server.js';
import { projectRoot } from '../../../src/root.js';
import { isCancellable } from '../../support/cancellable.js';

const SECRET = '0123456789abcdef0123456789abcdef';
const TOKEN = 'xoxb-faults';

/** A pretended Amazon and Slack that outlive the app's processes, and how to start those. */
export interface Stage {
  readonly amazon: PracticeAmazon;
  readonly slack: PracticeSlack;
  /** What every process of the app is started with. */
  readonly environment: Readonly<Record<string, string>>;
  /** Orders that can be cancelled and were not given out yet. */
  nextOrder(): string;
  /** Starts the unchanged app as a process of its own; Slack's requests go to the one that was started last. */
  start(environment?: Readonly<Record<string, string>>): Promise<AppProcess>;
  /** Starts another one that gets none of Slack's requests by itself. */
  startAside(): Promise<AppProcess>;
  close(): Promise<void>;
}

export interface StageOptions {
  /** How much faster than the machine's the one clock of the app, Amazon and Slack runs. */
  readonly speed: number;
  /** DATA_DIR or DATABASE_URL. */
  readonly environment: Readonly<Record<string, string>>;
  readonly orders?: number;
  readonly feedSeconds?: number;
  readonly enforceRateLimits?: boolean;
}

/** A modal may take its three seconds on the machine's clock, however fast the practice clock is. */
const TRIGGER_LASTS_MS = 3_000;

/** Builds the stage with no app on it. */
export async function buildStage({
  speed,
  environment,
  orders = 6000,
  feedSeconds = 20,
  enforceRateLimits = false,
}: StageOptions): Promise<Stage> {
  const from = Date.now();
  const now = (): Date => new Date(from + (Date.now() - from) * speed);
  const amazon = await startPracticeAmazon({ now, orders, feedSeconds, enforceRateLimits });
  const slack = await startPracticeSlack({
    signingSecret: SECRET,
    botToken: TOKEN,
    now,
    triggerLastsMs: TRIGGER_LASTS_MS * speed,
    retryAfterMs: RETRY_AFTER_MS.map((wait) => wait / speed),
  });
  const common = {
    PORT: '0',
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_BOT_TOKEN: TOKEN,
    SLACK_API_URL: slack.apiUrl,
    AMAZON_LWA_CLIENT_ID: amazon.credentials.clientId,
    AMAZON_LWA_CLIENT_SECRET: amazon.credentials.clientSecret,
    AMAZON_REFRESH_TOKEN: amazon.credentials.refreshToken,
    AMAZON_SELLER_ID: amazon.credentials.sellerId,
    AMAZON_REGION: amazon.region,
    AMAZON_MARKETPLACE_IDS: amazon.marketplaceIds.join(','),
    AMAZON_API_URL: amazon.url,
    AMAZON_LWA_URL: amazon.lwaUrl,
    OUTBOX_WINDOW_SECONDS: '1',
    APPROVERS: 'U0LEAD001,U0ADMIN01',
    APPROVALS_CHANNEL: 'C0APPROV1',
    FAST_CLOCK_FROM: String(from),
    FAST_CLOCK_SPEED: String(speed),
    NODE_OPTIONS: `--import ${join(projectRoot, 'test/faults/support/fast-clock.mjs')}`,
    PATH: process.env['PATH'] ?? '',
  };
  const open = amazon.shop.listOrders().filter(isCancellable);
  return {
    amazon,
    slack,
    environment: { ...common, ...environment },
    nextOrder: () => {
      const order = open.pop();
      if (order === undefined) throw new Error('The shop has no order left to cancel');
      return order.orderId;
    },
    start: async (more = {}) => {
      const app = await startAppProcess({ ...common, ...environment, ...more });
      slack.setAppUrl(appUrl(app));
      return app;
    },
    startAside: async () => await startAppProcess({ ...common, ...environment }),
    close: async () => {
      await slack.close();
      await amazon.close();
    },
  };
}

/** Where an app takes Slack's requests. */
export function appUrl({ port }: AppProcess): string {
  return `http://127.0.0.1:${port}/slack/events`;
}
