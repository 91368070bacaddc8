import { type OrderId, orderIdSchema } from './ids.js';

/** What of a pasted text is an order id, and what only looks like one. */
export interface FoundOrderIds {
  /** In order of appearance, each once, at most 100. */
  readonly ids: readonly OrderId[];
  /** Pieces with digits that are no order id, shortened, at most 5. */
  readonly malformed: readonly string[];
}

const AT_MOST = 100;
const MALFORMED_AT_MOST = 5;
/** Longer than anything that a person pastes on purpose. */
const READ_AT_MOST = 20_000;

/** Cheaper than a schema that says why not: most of a pasted text is no order id. */
const LOOKS_RIGHT = /^\d{3}-\d{7}-\d{7}$/;

/** Hyphens, dashes and minus signs that word processors and chat programs put in the place of `-`. */
const DASHES = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g;

/** Finds order ids in what somebody typed or pasted, also in links and with other dashes or full-width digits. */
export function findOrderIds(text: string): FoundOrderIds {
  const plain = text
    .slice(0, READ_AT_MOST)
    .normalize('NFKC')
    .replace(DASHES, '-')
    .replace(/\s*-\s*/g, '-');
  const ids = new Set<OrderId>();
  const malformed = new Set<string>();
  for (const piece of plain.split(/[\s,;|<>#()[\]{}"'/?=&]+/)) {
    const trimmed = piece.replace(/^\D+|\D+$/g, '');
    if (LOOKS_RIGHT.test(trimmed)) ids.add(orderIdSchema.parse(trimmed));
    else if (/\d{2}/.test(piece)) malformed.add(piece.slice(0, 40));
  }
  return { ids: [...ids].slice(0, AT_MOST), malformed: [...malformed].slice(0, MALFORMED_AT_MOST) };
}
