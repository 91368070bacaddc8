import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** A row as it is sealed. */
export interface SealedRow {
  readonly caseId: string;
  /** Counts up from 1 within a case. */
  readonly place: number;
  readonly at: Date;
  readonly actor: unknown;
  readonly event: unknown;
}

/** How a case's chain ends: with so many rows, the last of them sealed so. */
export interface ChainEnd {
  readonly caseId: string;
  readonly rows: number;
  readonly seal: string;
}

/** `plain`: a sum that fits and that anybody can make; where there is no key at hand there is no better. */
export type SealCheck = 'good' | 'plain' | 'broken' | 'unknown-key';

/** Seals rows of the audit, each over the one before it. */
export interface AuditSeals {
  row(row: SealedRow, before: string): string;
  end(end: ChainEnd): string;
  checkRow(seal: string, row: SealedRow, before: string): SealCheck;
  checkEnd(seal: string, end: ChainEnd): SealCheck;
}

/** The seals of whoever has a transaction open; set by the engine, so that no row is written without. */
export const sealing = new AsyncLocalStorage<AuditSeals>();

/** Without a key it is a plain sum: whoever can write to the database can make it anew. */
const PLAIN = 'plain';

/**
 * HMAC-SHA-256 under a key of its own, derived from ENCRYPTION_KEY; without one SHA-256. A seal names its key, so that
 * keys can be changed: `<key id>.<sum>`. `keys`: the first seals, all check.
 */
export function createAuditSeals(keys: readonly Buffer[]): AuditSeals {
  const derived = keys.map((key) => Buffer.from(hkdfSync('sha256', key, '', 'cancel-desk audit seal', 32)));
  const byId = new Map(derived.map((key) => [keyId(key), key]));
  const [present] = derived;
  const sum = (key: Buffer | undefined, text: string): string =>
    (key === undefined ? createHash('sha256') : createHmac('sha256', key)).update(text).digest('base64url');
  const seal = (text: string): string => `${present === undefined ? PLAIN : keyId(present)}.${sum(present, text)}`;
  const check = (sealed: string, text: string): SealCheck => {
    const [id = '', found] = sealed.split('.');
    const key = byId.get(id);
    if (key === undefined && id !== PLAIN) return 'unknown-key';
    if (found !== sum(key, text)) return 'broken';
    return key === undefined && present !== undefined ? 'plain' : 'good';
  };
  return {
    row: (row, before) => seal(textOfRow(row, before)),
    end: (end) => seal(textOfEnd(end)),
    checkRow: (sealed, row, before) => check(sealed, textOfRow(row, before)),
    checkEnd: (sealed, end) => check(sealed, textOfEnd(end)),
  };
}

/** Of rows from before there were seals; takes the place of the seal before the first one. */
export function sumOfUnsealed(rows: readonly Omit<SealedRow, 'place'>[]): string {
  if (rows.length === 0) return '';
  const hash = createHash('sha256');
  for (const row of rows) hash.update(textOfRow({ ...row, place: 0 }, '')).update('\n');
  return hash.digest('base64url');
}

/** The canonical form: a JSON array of these in this order, moments in UTC with milliseconds, the keys of objects sorted. */
function textOfRow({ caseId, place, at, actor, event }: SealedRow, before: string): string {
  return JSON.stringify(['row', caseId, place, at.toISOString(), sorted(actor), sorted(event), before]);
}

function textOfEnd({ caseId, rows, seal }: ChainEnd): string {
  return JSON.stringify(['end', caseId, rows, seal]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}

/** Names a key without telling anything of it. */
function keyId(key: Buffer): string {
  return createHash('sha256').update('cancel-desk-audit-key:').update(key).digest('hex').slice(0, 12);
}
