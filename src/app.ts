import { join } from 'node:path';
import type { Engine } from './adapters/database/open.js';
import { upkeep as keepDatabase } from './adapters/database/upkeep.js';
import { watchDatabase } from './adapters/database/watch.js';
import { type SqsReader, startSqsReader } from './adapters/notifications/sqs-reader.js';
import type { AppQueue } from './adapters/queue/queue.js';
import { loadTemplates } from './adapters/templates/load-templates.js';
import type { Config } from './config.js';
import type { LiveAmazon } from './config/amazon.js';
import { createProbes } from './http/probes.js';
import { createReadiness } from './http/readiness.js';
import { jobHandlers } from './jobs/handlers.js';
import { startSchedule } from './jobs/schedule.js';
import type { Clock } from './ports/clock.js';
import type { Desk, Settings } from './ports/desk.js';
import type { Ids } from './ports/ids.js';
import type { Log } from './ports/log.js';
import type { Hint } from './ports/notifications.js';
import { projectRoot } from './root.js';
import { createAnnouncer } from './slack/announcer.js';
import { createApprovers } from './slack/approvers.js';
import { createSlackClients } from './slack/clients.js';
import { TEXTS } from './slack/languages.js';
import { startSlack } from './slack/start.js';
import { wireDesk } from './wiring.js';
import { renewSecrets } from './use-cases/settings/renew-secrets.js';
import { takeUpWork } from './use-cases/restore/take-up.js';
import { takeHint } from './use-cases/mirror/take-hint.js';

/** Who signs a message to a buyer. */
const SENDER_NAME = 'Customer Service';

/** What the app is made of. In practice mode `amazon` names the pretended one; nothing but the label can tell. */
export interface AppParts {
  readonly config: Config;
  readonly amazon: LiveAmazon;
  readonly practice: boolean;
  /** Open and migrated; whoever opened it closes it. */
  readonly engine: Engine;
  /** No other process works on this database. */
  readonly alone: boolean;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** The app, wired and listening. */
export interface App {
  readonly port: number;
  readonly desk: Desk;
  /** Begins to work on what is due, and goes on by itself. */
  startWork(): Promise<void>;
  /** Does what is due by the clock and gives the number of jobs; for those who move the clock themselves. */
  runDue(): Promise<number>;
  /** What waits to be done. */
  waiting: AppQueue['waiting'];
  /** Is not ready any more, and takes what still comes: those who share out requests look now and then. */
  leave(): void;
  /** Lets everything under way come to its end, loses nothing. */
  stop(): Promise<void>;
}

/** Wires the app and opens its door. Throws when the templates cannot be used. */
export async function startApp(parts: AppParts): Promise<App> {
  const { config, amazon, practice, engine, clock, ids, log } = parts;
  const templates = loadTemplates(join(projectRoot, 'templates/buyer'));
  const { metrics, lease, queue, repositories, health, secrets, accounts } = wireDesk({ config, amazon, practice, engine, clock, log });
  const clients = createSlackClients({
    token: config.slack.botToken,
    apiUrl: config.slack.apiUrl,
    clock,
    log,
    onToken: metrics.slackToken,
  });
  const workspaceText = TEXTS[config.workspaceLanguage];
  const desk: Desk = {
    settings: settingsOf(config),
    clock,
    ids,
    queue,
    templates,
    ...repositories,
    approvers: createApprovers({ client: clients.posts, clock, log, listed: config.approvers, group: config.approverGroup }),
    secrets,
    accounts,
    announcer: createAnnouncer({ client: clients.posts, gate: clients.gate, text: workspaceText, practice, clock, lease, log }),
  };
  await renewSecrets(desk);
  await desk.accounts.reload();
  await takeUpWork(desk, log);
  const readiness = createReadiness();
  const onIdentity = (is: 'known' | 'unknown'): void =>
    is === 'known' ? readiness.clear('Slack does not say who the app is') : readiness.set('Slack does not say who the app is');
  const watch = watchDatabase({ engine, log });
  const door = { probes: createProbes({ ...health, hasRoom: watch.hasRoom }, readiness, metrics), takesEvents: watch.answers };
  const slack = await startSlack(
    { config: config.slack, clients, desk, workspaceText, practice, clock, log, meter: metrics, health, door, onIdentity },
    config.port,
  );
  const handlers = jobHandlers(desk);
  let schedule = { stop: (): void => undefined };
  let notifications: SqsReader | undefined;
  return {
    port: slack.port,
    desk,
    startWork: async () => {
      await queue.start(handlers, { alone: parts.alone });
      const upkeep = config.database.kind === 'embedded' ? async () => await keepDatabase(engine.sql) : undefined;
      schedule = startSchedule({ desk, log, upkeep, lookAtSlack: clients.gate.look });
      if (config.notificationsQueueUrl !== undefined) {
        const take = async (hint: Hint): Promise<void> => await takeHint(desk, hint);
        notifications = await startSqsReader({ queueUrl: config.notificationsQueueUrl, log, take });
      }
    },
    runDue: async () => await queue.runDue(handlers),
    waiting: queue.waiting,
    leave: () => readiness.set('stopping'),
    stop: async () => {
      schedule.stop();
      await notifications?.stop();
      await slack.stop();
      await queue.stop();
      await desk.continuity.rest().catch((error: unknown) => log.error('orderly stop not remembered', error));
      watch.stop();
    },
  };
}

function settingsOf(config: Config): Settings {
  return {
    outboxWindowSeconds: config.outboxWindowSeconds,
    admins: config.admins,
    approvalsChannel: config.approvalsChannel,
    digestChannel: config.digestChannel,
    inboxChannel: config.inboxChannel,
    warehouseChannel: config.warehouseChannel,
    digestTime: config.digestTime,
    timeZone: config.timeZone,
    senderName: SENDER_NAME,
    mirrorRetentionMonths: config.mirrorRetentionMonths,
  };
}
