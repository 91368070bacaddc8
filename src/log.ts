import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, pino } from 'pino';
import type { LogLevel } from './config/desk.js';
import { loggedError } from './log/error.js';
import { safeMessage, safeUrl, withoutSecrets } from './log/text.js';
import type { Log, LogFields } from './ports/log.js';

type Kind = 'name' | 'number' | 'message' | 'url';

/** How a field is kept: names are single words, which no sentence, name or address of a person is. */
const FIELDS: Readonly<Record<keyof LogFields, Kind>> = {
  caseId: 'name',
  draftId: 'name',
  orderId: 'name',
  feedRowId: 'name',
  amazonFeedId: 'name',
  reportId: 'name',
  accountId: 'name',
  marketplaceId: 'name',
  userId: 'name',
  channelId: 'name',
  teamId: 'name',
  job: 'name',
  attempt: 'number',
  route: 'name',
  operation: 'name',
  status: 'number',
  state: 'name',
  reason: 'message',
  count: 'number',
  durationMs: 'number',
  retryAfterMs: 'number',
  reference: 'name',
  port: 'number',
  url: 'url',
  mode: 'name',
  version: 'name',
  signal: 'name',
  localDate: 'name',
  source: 'name',
};

const KINDS = new Map<string, Kind>(Object.entries(FIELDS));

/**
 * The log: one JSON object a line with `level`, `time` (ISO 8601, UTC), `event`, the allowed fields and, of an error,
 * what `loggedError` keeps. The types allow nothing else; what comes past them is dropped here.
 */
export function createLog(options: { readonly level: LogLevel; readonly stream: DestinationStream }): Log {
  const lines = pino(
    {
      level: options.level,
      base: null,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    options.stream,
  );
  const subject = new AsyncLocalStorage<LogFields>();
  const withSubject = (fields: LogFields = {}): ReturnType<typeof allowed> => allowed({ ...subject.getStore(), ...fields });
  return {
    debug: (event, fields) => {
      if (lines.isLevelEnabled('debug')) lines.debug(withSubject(fields), safeMessage(event));
    },
    info: (event, fields) => lines.info(withSubject(fields), safeMessage(event)),
    warn: (event, fields) => lines.warn(withSubject(fields), safeMessage(event)),
    error: (event, error, fields) => lines.error({ ...withSubject(fields), error: loggedError(error) }, safeMessage(event)),
    about: async (fields, work) => await subject.run({ ...subject.getStore(), ...fields }, work),
  };
}

function allowed(fields: LogFields): Readonly<Record<string, string | number>> {
  const kept: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(fields)) {
    const kind = KINDS.get(name);
    const safe = kind === undefined ? undefined : safeValue(kind, value);
    if (safe !== undefined) kept[name] = safe;
  }
  return kept;
}

function safeValue(kind: Kind, value: unknown): string | number | undefined {
  if (kind === 'number') return typeof value === 'number' ? value : undefined;
  if (typeof value !== 'string') return undefined;
  switch (kind) {
    case 'name':
      return /^[\w./:+#-]{1,100}$/.test(withoutSecrets(value)) ? value : undefined;
    case 'message':
      return safeMessage(value);
    case 'url':
      return safeUrl(value);
  }
}
