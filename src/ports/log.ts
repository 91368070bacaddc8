/**
 * Everything that a log line may say, besides its event and an error. A field that is not listed here is dropped by
 * the log itself, so that no body, token or buyer's datum gets in by accident.
 */
export interface LogFields {
  readonly caseId?: string | undefined;
  readonly draftId?: string | undefined;
  readonly orderId?: string | undefined;
  readonly feedRowId?: string | undefined;
  readonly amazonFeedId?: string | undefined;
  readonly reportId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly marketplaceId?: string | undefined;
  readonly userId?: string | undefined;
  readonly channelId?: string | undefined;
  readonly teamId?: string | undefined;
  /** Kind of a background job, for example `submit-feed`. */
  readonly job?: string | undefined;
  readonly attempt?: number | undefined;
  /** What of the surface was reached: a command, an action id, a view's callback id or an HTTP path. */
  readonly route?: string | undefined;
  /** The vendor's operation, for example `createFeed` or `views.open`. */
  readonly operation?: string | undefined;
  /** HTTP status of an answer. */
  readonly status?: number | undefined;
  /** State of a case, feed, message or digest after the event. */
  readonly state?: string | undefined;
  /** Short machine-readable reason, for example a failure's kind. */
  readonly reason?: string | undefined;
  readonly count?: number | undefined;
  readonly durationMs?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  /** Number that a person was shown to find this line by. */
  readonly reference?: string | undefined;
  readonly port?: number | undefined;
  /** An address; what may be secret in it (user, password, query, fragment) is cut off. */
  readonly url?: string | undefined;
  /** `live` or `practice`. */
  readonly mode?: string | undefined;
  readonly version?: string | undefined;
  /** Name of a signal, for example `SIGTERM`. */
  readonly signal?: string | undefined;
  /** Calendar day `YYYY-MM-DD` in the workspace's zone. */
  readonly localDate?: string | undefined;
  /** Who speaks, when it is not the app itself: `bolt`, `queue`, `database`. */
  readonly source?: string | undefined;
}

/** Structured log. `event` is a fixed sentence, never text put together from values: those are fields. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** `error` is anything thrown; of it only name, code, shortened message and stack frames are kept. */
  error(event: string, error: unknown, fields?: LogFields): void;
  /** Whatever is logged by the work, and by what it calls, says these fields, too: so a case can be followed through everything. */
  about<T>(fields: LogFields, work: () => Promise<T>): Promise<T>;
}
