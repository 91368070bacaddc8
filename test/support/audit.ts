import { z } from 'zod';
import type { AuditEvent } from '../../src/domain/audit.js';
import { CASE_STATES } from '../../src/domain/cancellation.js';
import { STOCK_STATES } from '../../src/domain/stock.js';

const state = z.enum(CASE_STATES);
const messageState = z.enum(['none', 'waiting', 'sending', 'sent', 'not_offered', 'uncertain', 'failed', 'not_sent']);
const detail = z.string().exactOptional();

/** An audit row's event, as it was written. */
export const auditEventSchema: z.ZodType<AuditEvent> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('requested'), state, reason: z.string(), reasonName: z.string().exactOptional(), code: z.string() }),
  z.object({ kind: z.literal('moved'), from: state, to: state, detail }),
  z.object({ kind: z.literal('message-moved'), from: messageState, to: messageState, detail }),
  z.object({
    kind: z.literal('stock-moved'),
    from: z.enum(STOCK_STATES),
    to: z.enum(STOCK_STATES),
    target: z.int().exactOptional(),
    detail,
  }),
  z.object({ kind: z.literal('click-refused'), why: z.string() }),
  z.object({ kind: z.literal('hurried') }),
  z.object({ kind: z.literal('question-asked') }),
  z.object({ kind: z.literal('asked-again') }),
]);
