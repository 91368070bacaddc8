import type { Batch } from '../../../src/domain/batch.js';
import type { CancellationCase } from '../../../src/domain/cancellation.js';
import { batchIdSchema, orderIdSchema } from '../../../src/domain/ids.js';
import { isBuyerRequested, type Order } from '../../../src/domain/order.js';
import { pickReason } from '../../../src/domain/reason.js';
import { verdict } from '../../../src/domain/verdict.js';
import type { BatchReviewOutcome } from '../../../src/use-cases/decide/review-batch.js';
import type { BatchStep } from '../../../src/use-cases/request/batch.js';
import type { BatchConfirmStep } from '../../../src/use-cases/request/edit-batch.js';
import { ACCOUNT, ANNA, NOON, ORDERS_CHANNEL, US } from '../../fixtures/cases.js';
import { copyOf, decidedCase, OFFERED, order as sampleOrder, RATE } from './samples.js';

export const BATCH_ID = batchIdSchema.parse('55555555-5555-4555-8555-555555555555');

function idOf(index: number): Order['orderId'] {
  return orderIdSchema.parse(`111-2233445-${String(index).padStart(7, '0')}`);
}

/** As many orders as are taken at once, all alike and all ticked where they may be. */
export function batchStep(
  facts: { readonly order?: Order; readonly written?: string; readonly count?: number; readonly reason?: string } = {},
): BatchStep {
  const { order = sampleOrder(), written, count = 20, reason = 'other' } = facts;
  const subReason = reason === 'other' ? 'fraud' : undefined;
  const orders = Array.from({ length: count }, (_one, index) => ({ ...order, orderId: idOf(index) }));
  return {
    draft: {
      id: BATCH_ID,
      userId: ANNA,
      teamId: 'T0CANCEL1',
      channelId: ORDERS_CHANNEL,
      orders: orders.map(({ orderId }) => ({ accountId: ACCOUNT, orderId })),
      notRead: [
        { orderId: idOf(90), failure: { kind: 'not-found' } },
        { orderId: idOf(91), failure: { kind: 'throttled', retryAfterMs: 2000 } },
      ],
      malformed: [written ?? '111-22'],
      leftOff: 80,
      ticked: orders.map(({ orderId }) => orderId),
      reason,
      subReason,
      note: written,
      memo: written,
      sendMessage: true,
      shown: undefined,
    },
    reasons: OFFERED,
    lines: orders.map((one) => {
      const checked = verdict(one, { now: NOON, holding: undefined });
      const picked = pickReason({ reason, subReason }, isBuyerRequested(one), OFFERED);
      return { copy: copyOf(one), verdict: checked, ticked: checked.kind === 'may-cancel', picked };
    }),
    rates: [
      { accountId: ACCOUNT, marketplaceId: US, rate: RATE },
      { accountId: ACCOUNT, marketplaceId: US, rate: undefined },
    ],
    approvalRules: ['rate_above_share', 'rate_at_or_above_target', 'rate_unknown', 'reason_always'],
    value: [
      { currency: 'USD', minorUnits: 79_980 },
      { currency: 'JPY', minorUnits: 1200 },
    ],
    strikes: [{ sku: written ?? 'KETTLE-BLUE', orderId: idOf(7) }],
    sameSkus: [written ?? 'KETTLE-BLUE'],
  };
}

export function batchConfirmStep(facts: Parameters<typeof batchStep>[0] = {}): BatchConfirmStep {
  const step = batchStep(facts);
  const text = facts.written ?? 'Dear customer';
  const messages = step.draft.ticked.map((orderId, index) => ({
    orderId,
    purpose: 'verification-failed' as const,
    language: index === 0 ? 'de' : 'en',
    text,
    findings: [{ kind: 'too-long' as const, severity: 'warn' as const, found: text }],
  }));
  return { ...step, messages };
}

/** As many cases as are taken at once, all like this one. */
export function batchCases(one: CancellationCase = decidedCase('awaiting_approval'), count = 20): CancellationCase[] {
  return Array.from({ length: count }, (_one, index) => ({ ...one, orderId: idOf(index), batchId: BATCH_ID }));
}

export function batch(one?: CancellationCase, count?: number): Batch {
  return { id: BATCH_ID, requestedBy: ANNA, requestedAt: NOON, channelId: ORDERS_CHANNEL, cases: batchCases(one, count) };
}

export function batchReview(order: Order, one?: CancellationCase): Extract<BatchReviewOutcome, { kind: 'batch-review' }> {
  return {
    kind: 'batch-review',
    reasons: OFFERED,
    cases: batchCases(one).map((each) => ({
      case: each,
      copy: copyOf({ ...order, orderId: each.orderId }),
      verdict: verdict(order, { now: NOON, holding: undefined }),
    })),
    rates: [
      { accountId: ACCOUNT, marketplaceId: US, rate: RATE },
      { accountId: ACCOUNT, marketplaceId: US, rate: undefined },
    ],
  };
}
