import { z } from 'zod';
import { type BuyerRequest, REQUEST_ENDS, REQUEST_STATES, type RequestMessage } from '../../domain/buyer-request.js';
import { accountIdSchema, buyerRequestIdSchema, marketplaceIdSchema, orderIdSchema, userIdSchema } from '../../domain/ids.js';
import type { BuyerRequestRow } from './generated/client.js';
import { maybe } from './json.js';

const messageStateSchema = z.enum(['none', 'waiting', 'sending', 'sent', 'not_offered', 'uncertain', 'failed', 'not_sent']);
const maybeUser = maybe(userIdSchema);

/** A request from its row. Throws when the row holds what the domain has no word for. */
export function toRequest(row: BuyerRequestRow): BuyerRequest {
  return {
    id: buyerRequestIdSchema.parse(row.id),
    accountId: accountIdSchema.parse(row.accountId),
    orderId: orderIdSchema.parse(row.orderId),
    marketplaceId: marketplaceIdSchema.parse(row.marketplaceId),
    state: z.enum(REQUEST_STATES).parse(row.state),
    version: row.version,
    noticedAt: row.noticedAt,
    claimedBy: maybeUser.parse(row.claimedBy),
    claimedAt: row.claimedAt ?? undefined,
    answeredBy: maybeUser.parse(row.answeredBy),
    answeredAt: row.answeredAt ?? undefined,
    endedAs: maybe(z.enum(REQUEST_ENDS)).parse(row.endedAs),
    endedAt: row.endedAt ?? undefined,
    message: messageOf(row),
  };
}

function messageOf(row: BuyerRequestRow): RequestMessage | undefined {
  if (row.messageText === null || row.messageLanguage === null) return undefined;
  return {
    state: messageStateSchema.parse(row.messageState),
    language: row.messageLanguage,
    text: row.messageText,
    by: maybeUser.parse(row.messageBy),
    at: row.messageAt ?? undefined,
    detail: row.messageDetail ?? undefined,
  };
}
