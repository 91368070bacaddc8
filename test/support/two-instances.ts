import type { Engine } from '../../src/adapters/database/open.js';
import { type App, startApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { pretendedAccount } from '../../src/config/amazon.js';
import { type PracticeAmazon, startPracticeAmazon } from '../../src/practice/amazon/server.js';
import { type PracticeSlack, startPracticeSlack } from '../../src/practice/slack/server.js';
import { countedIds } from './counted-ids.js';
import { emptyDatabase } from './database.js';
import { type FrozenClock, frozenClock } from './frozen-clock.js';
import { silentLog } from './silent-log.js';

/** Two copies of the app on one database, before one pretended Amazon and one pretended Slack. */
export interface TwoInstances {
  readonly clock: FrozenClock;
  readonly amazon: PracticeAmazon;
  readonly slack: PracticeSlack;
  /** The first for 0, the second for all else. */
  instance(number: number): App;
  /** Moves the clock in steps, and lets both instances do at the same time what is due. */
  later(seconds: number): Promise<void>;
  /** Lets half an hour pass with the sweeps of a running app, so that nothing is left to be done but by people. */
  settle(): Promise<void>;
  end(): Promise<void>;
}

const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';
const BOT_TOKEN = 'xoxb-practice-token';
const START = '2026-11-24T15:00:00Z';
const STEP_SECONDS = 10;
/** How long a feed is on its way at Amazon: longer than the outbox window, so that the next one has to wait for it. */
export const FEED_SECONDS = 90;
const SETTLED_AFTER_MINUTES = 30;

/** Starts both on an emptied database; the rates are read, nothing waits. */
export async function startTwoInstances(
  engines: readonly [Engine, Engine],
  options: {
    readonly enforceRateLimits?: boolean;
    readonly environment?: Readonly<Record<string, string>>;
    /** Orders in the practice shop; its usual number when left out. */
    readonly orders?: number;
  } = {},
): Promise<TwoInstances> {
  const { enforceRateLimits = false, environment = {}, orders } = options;
  await emptyDatabase(engines[0]);
  const clock = frozenClock(START);
  const now = (): Date => clock.now();
  const amazon = await startPracticeAmazon({ now, enforceRateLimits, feedSeconds: FEED_SECONDS, ...(orders !== undefined && { orders }) });
  const slack = await startPracticeSlack({ signingSecret: SIGNING_SECRET, botToken: BOT_TOKEN, now });
  const read = readConfig({
    PORT: '0',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    APPROVERS: 'U0LEAD001,U0ADMIN01',
    APPROVALS_CHANNEL: 'C0APPROV1',
    ...environment,
  });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  const common = {
    config: read.config,
    amazon: pretendedAccount(amazon),
    practice: true,
    alone: false,
    clock,
    ids: countedIds(),
    log: silentLog,
  };
  const apps = [await startApp({ ...common, engine: engines[0] }), await startApp({ ...common, engine: engines[1] })] as const;
  const later = async (seconds: number, step = STEP_SECONDS): Promise<void> => {
    for (let left = seconds; left > 0; left -= step) {
      clock.advance(Math.min(left, step) * 1000);
      await Promise.all(apps.map(async (app) => await app.runDue()));
    }
  };
  await apps[0].desk.queue.add([{ job: { kind: 'sweep' } }]);
  await later(120);
  return {
    clock,
    amazon,
    slack,
    instance: (number) => apps[number === 0 ? 0 : 1],
    later,
    settle: async () => {
      for (let minute = 0; minute < SETTLED_AFTER_MINUTES; minute += 1) {
        await apps[1].desk.queue.add([{ job: { kind: 'sweep' } }]);
        await later(60, 30);
      }
    },
    end: async () => {
      await Promise.all(apps.map(async (app) => await app.stop()));
      await slack.close();
      await amazon.close();
    },
  };
}
