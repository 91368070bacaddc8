import { z } from 'zod';
import { channelIdSchema, userIdSchema } from '../domain/ids.js';
import { httpUrl, listOf, variable, wholeNumber } from './variable.js';

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** How much is logged. */
export type LogLevel = (typeof LOG_LEVELS)[number];

const LANGUAGES = ['en', 'zh'] as const;

/** The languages that shared posts are written in. */
export type WorkspaceLanguage = (typeof LANGUAGES)[number];

/** Where the rows are: a PostgreSQL server, or the embedded database in a folder. */
export type DatabaseConfig = { readonly kind: 'url'; readonly url: string } | { readonly kind: 'embedded'; readonly dataDir: string };

const channel = variable({
  expected: "a Slack channel's id (at the end of its details), for example C012AB3CD",
  // A person takes the digest in their direct messages by no accident of a pasted id.
  parse: (text) => (/^[UW]/.test(text) ? undefined : channelIdSchema.safeParse(text).data),
}).optional();

const users = variable({
  expected: 'Slack user ids, comma-separated, for example U012AB3CD,U045EF6GH',
  parse: listOf((text) => userIdSchema.safeParse(text).data),
}).default([]);

const databaseUrl = variable({
  expected: "a PostgreSQL server's address, for example postgresql://user:password@localhost:5432/cancel_desk",
  parse: postgresUrl,
});

const dataDir = variable({ expected: 'a folder, for example ./data', parse: (text) => (text.includes('\0') ? undefined : text) }).default(
  './data',
);

/** From where to where the rows are moved. */
export const moveVariables = z.object({ DATA_DIR: dataDir, DATABASE_URL: databaseUrl });

/** What the team and the machine decide: all have a default or may be left out. */
export const deskVariables = z.object({
  PORT: variable({ expected: 'a port from 0 to 65535, for example 3000', parse: wholeNumber({ min: 0, max: 65_535 }) }).default(3000),
  DATABASE_URL: databaseUrl.optional(),
  DATA_DIR: dataDir,
  ENCRYPTION_KEY: variable({
    expected: '32 random bytes in base64, for example the output of: openssl rand -base64 32 (older keys after it, comma-separated)',
    parse: listOf(key),
  }).default([]),
  OUTBOX_WINDOW_SECONDS: variable({
    expected: 'seconds from 0 to 86400, for example 60',
    parse: wholeNumber({ min: 0, max: 86_400 }),
  }).default(60),
  APPROVERS: users,
  APPROVER_GROUP: variable({
    expected: "a Slack user group's id, for example S012AB3CD",
    parse: (text) => (/^S[A-Z0-9]{2,20}$/.test(text) ? text : undefined),
  }).optional(),
  ADMINS: users,
  APPROVALS_CHANNEL: channel,
  DIGEST_CHANNEL: channel,
  INBOX_CHANNEL: channel,
  WAREHOUSE_CHANNEL: channel,
  DIGEST_TIME: variable({ expected: 'a time of day from 00:00 to 23:59, for example 08:00', parse: timeOfDay }).default({
    hour: 8,
    minute: 0,
  }),
  TIME_ZONE: variable({ expected: 'an IANA time zone, for example Europe/Berlin', parse: timeZone }).default('UTC'),
  // Not less than the first fill reads: what it brings would be deleted at once.
  MIRROR_RETENTION_MONTHS: variable({
    expected: 'months from 2 to 120, for example 18',
    parse: wholeNumber({ min: 2, max: 120 }),
  }).default(18),
  WORKSPACE_LANGUAGE: variable({
    expected: `one of ${LANGUAGES.join(', ')}, for example en`,
    parse: (text) => LANGUAGES.find((language) => language === text.toLowerCase()),
  }).default('en'),
  AMAZON_NOTIFICATIONS_QUEUE_URL: variable({
    expected: "an SQS queue's address, for example https://sqs.eu-west-1.amazonaws.com/123456789012/cancel-desk",
    parse: httpUrl,
  }).optional(),
  LOG_LEVEL: variable({
    expected: `one of ${LOG_LEVELS.join(', ')}, for example info`,
    parse: (text) => LOG_LEVELS.find((level) => level === text.toLowerCase()),
  }).default('info'),
});

function postgresUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  return ['postgresql:', 'postgres:'].includes(new URL(text).protocol) ? text : undefined;
}

function key(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  // Buffer.from passes over what is no base64; only a text that comes back the same was all key.
  return bytes.length === 32 && bytes.toString('base64') === text.padEnd(44, '=') ? bytes : undefined;
}

function timeOfDay(text: string): { readonly hour: number; readonly minute: number } | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return match === null ? undefined : { hour: Number(match[1]), minute: Number(match[2]) };
}

function timeZone(text: string): string | undefined {
  // Intl also takes offsets such as +01:00, which know no daylight saving and which PostgreSQL reads the other way round.
  if (!/^[A-Za-z]/.test(text)) return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch {
    return undefined;
  }
}
