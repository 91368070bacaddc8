import type { z } from 'zod';
import { amazonVariables, namesAmazon, type AmazonConfig } from './config/amazon.js';
import { deskVariables, moveVariables, type DatabaseConfig, type LogLevel, type WorkspaceLanguage } from './config/desk.js';
import { slackVariables, type SlackConfig } from './config/slack.js';
import type { ChannelId, UserId } from './domain/ids.js';

/** All that the environment decides. */
export interface Config {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly slack: SlackConfig;
  readonly amazon: AmazonConfig;
  readonly database: DatabaseConfig;
  /** 32 bytes each (AES-256), the present one first; empty as long as nothing secret is stored. */
  readonly encryptionKeys: readonly Buffer[];
  readonly outboxWindowSeconds: number;
  readonly approvers: readonly UserId[];
  /** A Slack user group whose members may decide as well. */
  readonly approverGroup: string | undefined;
  readonly admins: readonly UserId[];
  readonly approvalsChannel: ChannelId | undefined;
  readonly digestChannel: ChannelId | undefined;
  readonly inboxChannel: ChannelId | undefined;
  readonly warehouseChannel: ChannelId | undefined;
  /** Wall-clock time in `timeZone`. */
  readonly digestTime: { readonly hour: number; readonly minute: number };
  /** IANA name. */
  readonly timeZone: string;
  /** How long copies of orders are kept after their last change. */
  readonly mirrorRetentionMonths: number;
  /** Of what everybody reads; a person's own Slack decides about the rest. */
  readonly workspaceLanguage: WorkspaceLanguage;
  /** An SQS queue with Amazon's notifications; without it polling does everything. */
  readonly notificationsQueueUrl: string | undefined;
  readonly logLevel: LogLevel;
}

/** The configuration, or every problem in it at once. */
export type ConfigResult = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the configuration from an environment, by default the process's own. A variable that is blank counts as absent. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): ConfigResult {
  const present = withoutBlanks(environment);
  const slack = slackVariables(present['SLACK_APP_TOKEN'] !== undefined).safeParse(present);
  const amazon = readAmazon(present);
  const desk = deskVariables.safeParse(present);
  if (!slack.success || !amazon.success || !desk.success) {
    return { ok: false, problems: [...new Set([slack, amazon, desk].flatMap((part) => (part.success ? [] : problemsOf(part.error))))] };
  }
  return { ok: true, config: { ...deskConfig(desk.data), slack: slack.data, amazon: amazon.data } };
}

/** What the move from the embedded database to a server has to know. */
export type MoveResult =
  | { readonly ok: true; readonly move: { readonly dataDir: string; readonly url: string } }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads no more than the two places from an environment. */
export function readMove(environment: Readonly<Record<string, string | undefined>> = process.env): MoveResult {
  const read = moveVariables.safeParse(withoutBlanks(environment));
  if (!read.success) return { ok: false, problems: problemsOf(read.error) };
  return { ok: true, move: { dataDir: read.data.DATA_DIR, url: read.data.DATABASE_URL } };
}

/** What the check of the audit has to know. */
export type DatabaseResult =
  | { readonly ok: true; readonly place: Pick<Config, 'database' | 'encryptionKeys'> }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads no more than where the database is and the keys. */
export function readDatabase(environment: Readonly<Record<string, string | undefined>> = process.env): DatabaseResult {
  const read = deskVariables.pick({ DATABASE_URL: true, DATA_DIR: true, ENCRYPTION_KEY: true }).safeParse(withoutBlanks(environment));
  if (!read.success) return { ok: false, problems: problemsOf(read.error) };
  return { ok: true, place: { database: databaseOf(read.data), encryptionKeys: read.data.ENCRYPTION_KEY } };
}

function databaseOf({
  DATABASE_URL: url,
  DATA_DIR: dataDir,
}: Pick<z.infer<typeof deskVariables>, 'DATABASE_URL' | 'DATA_DIR'>): DatabaseConfig {
  return url === undefined ? { kind: 'embedded', dataDir } : { kind: 'url', url };
}

/** What is printed when the app cannot start: every problem on a line of its own. */
export function problemsText(problems: readonly string[]): string {
  const lines = problems.map((problem) => `  - ${problem}`);
  return ['Cancel Desk cannot start with this configuration:', ...lines, 'All variables are explained in .env.example.', ''].join('\n');
}

function readAmazon(present: Readonly<Record<string, string>>) {
  if (namesAmazon(present)) return amazonVariables.safeParse(present);
  const practice: AmazonConfig = { kind: 'practice' };
  return { success: true, data: practice } as const;
}

function deskConfig(values: z.infer<typeof deskVariables>): Omit<Config, 'slack' | 'amazon'> {
  return {
    port: values.PORT,
    database: databaseOf(values),
    encryptionKeys: values.ENCRYPTION_KEY,
    outboxWindowSeconds: values.OUTBOX_WINDOW_SECONDS,
    approvers: values.APPROVERS,
    approverGroup: values.APPROVER_GROUP,
    admins: values.ADMINS,
    approvalsChannel: values.APPROVALS_CHANNEL,
    digestChannel: values.DIGEST_CHANNEL,
    inboxChannel: values.INBOX_CHANNEL,
    warehouseChannel: values.WAREHOUSE_CHANNEL,
    digestTime: values.DIGEST_TIME,
    timeZone: values.TIME_ZONE,
    mirrorRetentionMonths: values.MIRROR_RETENTION_MONTHS,
    workspaceLanguage: values.WORKSPACE_LANGUAGE,
    notificationsQueueUrl: values.AMAZON_NOTIFICATIONS_QUEUE_URL,
    logLevel: values.LOG_LEVEL,
  };
}

function withoutBlanks(environment: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined || value.trim() === '' ? [] : [[name, value.trim()]])),
  );
}

function problemsOf(error: z.ZodError): readonly string[] {
  return error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
}
