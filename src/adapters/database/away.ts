/** Errors of a server that is not there: of the network, of PostgreSQL, of Prisma. */
const CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  // The server is starting or stopping; it has no connection to spare.
  '57P03',
  '53300',
  // It only reads, as the one that stays behind when another takes over.
  '25006',
  // It ends the session, or has lost it.
  '57P01',
  '57P02',
  'P1017',
  // Prisma: server not reached, no connection in time, no transaction in time.
  'P1001',
  'P2024',
  'P2028',
]);
const NO_CONNECTION =
  /did not answer in time|timeout exceeded when trying to connect|terminated due to connection timeout|terminated unexpectedly|not queryable|in a read-only transaction|Unable to start a transaction in the given time/;
const CAUSES_AT_MOST = 5;

/** True when an error says that the database was not reached, or did not answer: what was written before that is another question. */
export function wasAway(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > CAUSES_AT_MOST) return false;
  const code = 'code' in error ? error.code : undefined;
  // Slack's client has such codes, too, further down.
  if (typeof code === 'string' && code.startsWith('slack_')) return false;
  if (typeof code === 'string' && CODES.has(code)) return code !== 'P2028' || NO_CONNECTION.test(error.message);
  if (NO_CONNECTION.test(error.message)) return true;
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return inner.some((one) => wasAway(one, depth + 1));
}

/** PostgreSQL's own code and words for a disk without room (Appendix A, class 53); Prisma hands on the words alone. */
const DISK_FULL = /\b53100\b|No space left on device|ENOSPC/;

/** True when an error says that there was no room to write: the transaction was rolled back. */
export function wasFull(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > CAUSES_AT_MOST) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (code.startsWith('slack_')) return false;
  return DISK_FULL.test(code) || DISK_FULL.test(error.message) || wasFull(error.cause, depth + 1);
}
