import { z } from 'zod';
import { APPROVAL_RULES, CASE_STATES, type CancellationCase, holdsOrder, isEnded } from '../../domain/cancellation.js';
import { FRAUD_SIGNALS } from '../../domain/fraud.js';
import {
  accountIdSchema,
  batchIdSchema,
  caseIdSchema,
  channelIdSchema,
  feedRowIdSchema,
  marketplaceIdSchema,
  orderIdSchema,
  teamReasonKeySchema,
  userIdSchema,
} from '../../domain/ids.js';
import { CANCEL_CODES, REASON_KEYS } from '../../domain/reason.js';
import { type CaseStock, STOCK_STATES } from '../../domain/stock.js';
import type { NewCase } from '../../ports/cancellations.js';
import type { CancellationCase as CaseRow, Prisma } from './generated/client.js';
import { itemsSchema, rateSchema, stockChangeSchema, toJson } from './json.js';

/** States in which something is still to happen. */
export const OPEN_STATES = CASE_STATES.filter((state) => !isEnded(state));

export const reasonSchema = z.union([z.enum(REASON_KEYS), teamReasonKeySchema]);
export const signalsSchema = z.array(z.enum(FRAUD_SIGNALS));
export const rulesSchema = z.array(z.enum(APPROVAL_RULES));
export const purposeSchema = z.enum([
  'seed',
  'out-of-stock',
  'cannot-deliver',
  'as-you-asked',
  'cannot-meet-request',
  'defect-found',
  'pricing-error',
  'verification-failed',
  'already-packed',
  'other',
]);
export const messageStateSchema = z.enum(['none', 'waiting', 'sending', 'sent', 'not_offered', 'uncertain', 'failed', 'not_sent']);
const messageSchema = z.object({
  state: messageStateSchema,
  purpose: purposeSchema,
});

/** A case from its row. Throws when the row holds what the domain has no word for. */
export function toCase(row: CaseRow): CancellationCase {
  return {
    id: caseIdSchema.parse(row.id),
    batchId: row.batchId === null ? undefined : batchIdSchema.parse(row.batchId),
    accountId: accountIdSchema.parse(row.accountId),
    orderId: orderIdSchema.parse(row.orderId),
    marketplaceId: marketplaceIdSchema.parse(row.marketplaceId),
    state: z.enum(CASE_STATES).parse(row.state),
    version: row.version,
    reason: reasonSchema.parse(row.reason),
    reasonName: row.reasonName ?? undefined,
    subReason: row.subReason ?? undefined,
    code: z.enum(CANCEL_CODES).parse(row.code),
    counts: row.counts,
    note: row.note ?? undefined,
    memo: row.memo ?? undefined,
    fraudSignals: signalsSchema.parse(row.fraudSignals),
    items: itemsSchema.parse(row.items),
    total:
      row.totalCurrency === null || row.totalMinorUnits === null
        ? undefined
        : { currency: row.totalCurrency, minorUnits: Number(row.totalMinorUnits) },
    shipBy: row.shipBy ?? undefined,
    rate: row.rate === null ? undefined : rateSchema.parse(row.rate),
    teamId: row.teamId,
    channelId: channelIdSchema.parse(row.channelId),
    requestedBy: userIdSchema.parse(row.requestedBy),
    requestedAt: row.requestedAt,
    approvalRules: rulesSchema.parse(row.approvalRules),
    ...decisionOf(row),
    sendAfter: row.sendAfter ?? undefined,
    feedRowId: row.feedRowId === null ? undefined : feedRowIdSchema.parse(row.feedRowId),
    amazonFeedId: row.amazonFeedId ?? undefined,
    cancelledAt: row.cancelledAt ?? undefined,
    detail: row.detail ?? undefined,
    attempts: row.attempts,
    nextAttemptAt: row.nextAttemptAt ?? undefined,
    message: {
      ...messageSchema.parse({ state: row.messageState, purpose: row.messagePurpose }),
      language: row.messageLanguage,
      text: row.messageText,
      sentAt: row.messageSentAt ?? undefined,
      detail: row.messageDetail ?? undefined,
    },
    stock: stockOf(row),
  };
}

function stockOf(row: CaseRow): CaseStock {
  return {
    state: z.enum(STOCK_STATES).parse(row.stockState),
    change: row.stockChange === null ? undefined : stockChangeSchema.parse(row.stockChange),
    before: row.stockBefore ?? undefined,
    target: row.stockTarget ?? undefined,
    detail: row.stockDetail ?? undefined,
    attempts: row.stockAttempts,
    nextTryAt: row.stockNextTryAt ?? undefined,
  };
}

function decisionOf(row: CaseRow): Pick<CancellationCase, 'approvalExpiresAt' | 'decidedBy' | 'decidedAt' | 'decisionNote'> {
  return {
    approvalExpiresAt: row.approvalExpiresAt ?? undefined,
    decidedBy: row.decidedBy === null ? undefined : userIdSchema.parse(row.decidedBy),
    decidedAt: row.decidedAt ?? undefined,
    decisionNote: row.decisionNote ?? undefined,
  };
}

/** The key that is unique while a case holds its order. */
export function activeKey(one: Pick<CancellationCase, 'accountId' | 'orderId' | 'state'>): string | null {
  return holdsOrder(one.state) ? orderKey(one) : null;
}

/** The active key of whichever case holds this order. */
export function orderKey({ accountId, orderId }: Pick<CancellationCase, 'accountId' | 'orderId'>): string {
  return `${accountId}:${orderId}`;
}

/** A new case as its row. */
export function toRow(one: NewCase): Prisma.CancellationCaseCreateManyInput {
  const { total, message, items, rate, approvalRules, stock, fraudSignals, ...plain } = one;
  return {
    ...withNulls(plain),
    activeKey: activeKey(one),
    items: toJson(items),
    ...(rate !== undefined && { rate: toJson(rate) }),
    approvalRules: [...approvalRules],
    fraudSignals: [...fraudSignals],
    totalCurrency: total?.currency ?? null,
    totalMinorUnits: total === undefined ? null : BigInt(total.minorUnits),
    messageState: message.state,
    messagePurpose: message.purpose,
    messageLanguage: message.language,
    messageText: message.text,
    stockState: stock.state,
    ...(stock.change && { stockChange: toJson(stock.change) }),
    updatedAt: one.requestedAt,
  };
}

/** The same values with null for every undefined one, as columns want them. */
export function withNulls<T extends object>(
  values: T,
): { [K in keyof T]: Exclude<T[K], undefined> | (undefined extends T[K] ? null : never) } {
  const entries = Object.entries(values).map(([key, value]) => [key, value ?? null]);
  return Object.fromEntries(entries);
}
