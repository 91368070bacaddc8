import { z } from 'zod';
import type { AuditEvent } from '../../domain/audit.js';
import { type Actor, CASE_STATES } from '../../domain/cancellation.js';
import { STOCK_STATES } from '../../domain/stock.js';
import { userIdSchema } from '../../domain/ids.js';
import type { AuditEntry } from '../../ports/case-lists.js';
import { messageStateSchema } from './case-row.js';
import type { AuditRow } from './generated/client.js';

const state = z.enum(CASE_STATES);
const stockState = z.enum(STOCK_STATES);
const detail = z.string().exactOptional();

/** By kind, so that none is forgotten. */
const EVENTS: { readonly [K in AuditEvent['kind']]: z.ZodType<Extract<AuditEvent, { readonly kind: K }>> } = {
  requested: z.object({
    kind: z.literal('requested'),
    state,
    reason: z.string(),
    reasonName: z.string().exactOptional(),
    code: z.string(),
  }),
  moved: z.object({ kind: z.literal('moved'), from: state, to: state, detail }),
  'message-moved': z.object({ kind: z.literal('message-moved'), from: messageStateSchema, to: messageStateSchema, detail }),
  'stock-moved': z.object({ kind: z.literal('stock-moved'), from: stockState, to: stockState, target: z.int().exactOptional(), detail }),
  hurried: z.object({ kind: z.literal('hurried') }),
  'question-asked': z.object({ kind: z.literal('question-asked') }),
  'click-refused': z.object({ kind: z.literal('click-refused'), why: z.string() }),
  'asked-again': z.object({ kind: z.literal('asked-again') }),
};
const eventSchema: z.ZodType<AuditEvent> = z.union(Object.values(EVENTS));

const actorSchema: z.ZodType<Actor> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), userId: userIdSchema }),
  z.object({ kind: z.literal('app') }),
  z.object({ kind: z.literal('amazon') }),
]);

/** What an audit row tells. Throws when the domain has no word for it. */
export function toAuditEntry(row: Pick<AuditRow, 'at' | 'actor' | 'event'>): AuditEntry {
  return { at: row.at, actor: actorSchema.parse(row.actor), event: eventSchema.parse(row.event) };
}
