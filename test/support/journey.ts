import { startApp, type App } from '../../src/app.js';
import { type Config, readConfig } from '../../src/config.js';
import { pretendedAccount } from '../../src/config/amazon.js';
import type { CancellationCase } from '../../src/domain/cancellation.js';
import { orderIdSchema } from '../../src/domain/ids.js';
import { createLog } from '../../src/log.js';
import { type PracticeAmazon, startPracticeAmazon } from '../../src/practice/amazon/server.js';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { type PracticeSlack, startPracticeSlack } from '../../src/practice/slack/server.js';
import type { PostedMessage } from '../../src/practice/slack/state.js';
import type { Person } from '../../src/practice/slack/person.js';
import type { Engine } from '../../src/adapters/database/open.js';
import type { AuditEvent } from '../../src/domain/audit.js';
import { auditEventSchema } from './audit.js';
import { countedIds } from './counted-ids.js';
import { dump, emptyDatabase, freshDatabase } from './database.js';
import { type FrozenClock, frozenClock } from './frozen-clock.js';

/** The whole app between a pretended Slack and a pretended Amazon, with a clock that only the test moves. */
export interface Journey {
  readonly clock: FrozenClock;
  readonly slack: PracticeSlack;
  readonly amazon: PracticeAmazon;
  readonly app: App;
  readonly anna: Person;
  readonly lena: Person;
  /** How often Amazon got a call of an operation, by its name in Amazon's model. */
  calls(operation: string): number;
  /** How often a call of an operation took effect at Amazon. */
  effects(operation: string): number;
  readonly engine: Engine;
  /** The one message about an order in a channel, as a person would read it aloud. */
  posted(channelId: string, orderId: string): string;
  /** The id of a button on the message about an order. */
  button(
    channelId: string,
    orderId: string,
    actionId: string,
  ): { readonly channelId: string; readonly ts: string; readonly actionId: string };
  /** The newest case of an order. */
  caseOf(orderId: string): Promise<CancellationCase | undefined>;
  /** What happened to a case, in order. */
  audit(caseId: string): Promise<readonly AuditEvent[]>;
  /** Every row of every table, as text. */
  dump(): Promise<string>;
  /** Every line that was logged. */
  readonly logged: readonly string[];
  /** Does what is due now. */
  work(): Promise<void>;
  /** Moves the clock and does what is due then; in steps, so that what follows from it is done in its own time. */
  later(seconds: number): Promise<void>;
  /** Stops the app as a crash would, between two steps, and starts another on the same database; with other settings, or another grant of Amazon's, if given. */
  restart(environment?: Readonly<Record<string, string>>, refreshToken?: string): Promise<void>;
  end(): Promise<void>;
}

export interface JourneyOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Orders in the practice shop; its usual number when left out. */
  readonly orders?: number;
  /** How far the app's clock is ahead of Amazon's, in milliseconds. */
  readonly aheadMs?: () => number;
  /** A database that is emptied and outlives the journey; a fresh one when left out. */
  readonly engine?: Engine;
}

const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';
const BOT_TOKEN = 'xoxb-practice-token';
const START = '2026-11-24T15:00:00Z';
const STEP_SECONDS = 10;

/** Starts a journey: the app is running, the rates are read, nothing waits. */
export async function startJourney(options: JourneyOptions = {}): Promise<Journey> {
  const clock = frozenClock(START);
  const now = (): Date => clock.now();
  const amazonNow = (): Date => new Date(clock.now().getTime() - (options.aheadMs?.() ?? 0));
  const amazon = await startPracticeAmazon({ now: amazonNow, ...(options.orders !== undefined && { orders: options.orders }) });
  const slack = await startPracticeSlack({ signingSecret: SIGNING_SECRET, botToken: BOT_TOKEN, now });
  const logged: string[] = [];
  const log = createLog({ level: 'debug', stream: { write: (line: string) => void logged.push(line) } });
  const engine = options.engine ?? (await freshDatabase());
  if (options.engine !== undefined) await emptyDatabase(engine);
  let config = configOf({ SLACK_API_URL: slack.apiUrl, ...options.environment });
  const ids = countedIds();
  let { refreshToken } = amazon.credentials;
  const begin = async (): Promise<App> => {
    const app = await startApp({
      config,
      amazon: { ...pretendedAccount(amazon), refreshToken },
      practice: true,
      engine,
      alone: true,
      clock,
      ids,
      log,
    });
    slack.setAppUrl(`http://127.0.0.1:${app.port}/slack/events`);
    return app;
  };
  let app = await begin();
  const work = async (): Promise<void> => void (await app.runDue());
  const later = async (seconds: number): Promise<void> => {
    for (let left = seconds; left > 0; left -= STEP_SECONDS) {
      clock.advance(Math.min(left, STEP_SECONDS) * 1000);
      await work();
    }
  };
  await app.desk.queue.add([{ job: { kind: 'sweep' } }]);
  await work();
  await later(120);
  return {
    clock,
    slack,
    amazon,
    get app() {
      return app;
    },
    anna: slack.person('U0AGENT01'),
    lena: slack.person('U0LEAD001'),
    logged,
    engine,
    effects: (operation) =>
      amazon.ledger.filter((entry) => entry.operation === operation && entry.status !== undefined && entry.status < 300).length,
    calls: (operation) => amazon.ledger.filter((entry) => entry.operation === operation).length,
    posted: (channelId, orderId) => readAloud(messageAbout(slack, channelId, orderId).blocks),
    button: (channelId, orderId, actionId) => {
      const message = messageAbout(slack, channelId, orderId);
      const found = new RegExp(`"action_id":"(${actionId}[^"]*)"`).exec(JSON.stringify(message.blocks))?.[1];
      if (found === undefined) throw new Error(`No button ${actionId} on:\n${readAloud(message.blocks)}`);
      return { channelId, ts: message.ts, actionId: found };
    },
    caseOf: async (orderId) => {
      const { accounts, cancellations } = app.desk;
      const cases = await Promise.all(accounts.all().map(async ({ id }) => await cancellations.ofOrder(id, orderIdSchema.parse(orderId))));
      return cases.flat()[0];
    },
    audit: async (caseId) =>
      (await engine.prisma.auditRow.findMany({ where: { caseId }, orderBy: { id: 'asc' } })).map((row) =>
        auditEventSchema.parse(row.event),
      ),
    dump: async () => await dump(engine),
    work,
    later,
    restart: async (environment, newGrant = refreshToken) => {
      await app.stop();
      refreshToken = newGrant;
      if (environment !== undefined) config = configOf({ SLACK_API_URL: slack.apiUrl, ...environment });
      app = await begin();
    },
    end: async () => {
      await app.stop();
      if (options.engine === undefined) await engine.close();
      await slack.close();
      await amazon.close();
    },
  };
}

function messageAbout(slack: PracticeSlack, channelId: string, orderId: string): PostedMessage {
  const [message, ...others] = slack.messages(channelId).filter((one) => JSON.stringify(one.blocks).includes(orderId));
  if (message === undefined || others.length > 0)
    throw new Error(`${message === undefined ? 'No' : 'More than one'} message about ${orderId} in ${channelId}`);
  return message;
}

function configOf(environment: Readonly<Record<string, string>>): Config {
  const read = readConfig({
    PORT: '0',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    APPROVERS: 'U0LEAD001,U0ADMIN01',
    APPROVALS_CHANNEL: 'C0APPROV1',
    ...environment,
  });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.config;
}
