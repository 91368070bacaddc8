import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICIES } from '../../src/domain/approval-policy.js';
import type { OrderId } from '../../src/domain/ids.js';
import { DEFAULT_REASONS } from '../../src/domain/reason-book.js';
import { messagesFor, refusedAmong } from '../../src/use-cases/request/batch-messages.js';
import { previewBatch } from '../../src/use-cases/request/edit-batch.js';
import { ANNA, NOON } from '../fixtures/cases.js';
import { batchStep } from '../slack/views/batch-samples.js';
import { item, order } from '../slack/views/samples.js';

/** Writes what the template of the title says. */
const desk = {
  settings: { senderName: 'Customer Service' },
  templates: {
    languages: () => ['en', 'de'],
    render: (purpose: string, language: string, { orderId, items }: { orderId: string; items: string }) =>
      `${purpose} ${language} ${orderId} ${items}`,
  },
};

describe('the messages to the buyers of several orders', () => {
  const step = batchStep({ count: 3, reason: 'out_of_stock' });
  const lines = step.lines.map((line, index) =>
    index === 1 ? { ...line, copy: { ...line.copy, order: { ...line.copy.order, items: [item({ title: 'A coupon' })] } } } : line,
  );
  const orders = step.draft.orders.map((one, index) => (index === 0 ? { ...one, buyerLocale: 'de-DE' } : one));
  const messages = messagesFor(desk as never, { ...step, lines, draft: { ...step.draft, orders } });

  it('are each in the buyer’s language, else in the marketplace’s', () => {
    expect(messages.map(({ language }) => language)).toEqual(['de', 'en', 'en']);
    expect(messages[0]?.text).toContain(`out-of-stock de ${orders[0]?.orderId}`);
  });

  it('are refused for the order whose text Amazon forbids, and for no other', () => {
    expect(refusedAmong(messages).map(({ orderId }) => orderId)).toEqual([orders[1]?.orderId]);
  });

  it('are none for what may not be cancelled', () => {
    expect(messagesFor(desk as never, batchStep({ order: order({ status: 'SHIPPED' }) }))).toEqual([]);
  });

  /** The agent goes on to the last look. */
  const goOn = async (sendMessage: boolean) => {
    const copies = new Map(lines.map(({ copy }) => [copy.order.orderId, { ...copy, readAt: NOON }]));
    const whole = {
      ...desk,
      clock: { now: () => NOON },
      batchDrafts: { find: async () => step.draft, update: async () => undefined },
      orders: { find: async (_account: string, orderId: OrderId) => copies.get(orderId) },
      accounts: { amazon: () => ({ messages: { locale: async () => ({ ok: true, value: undefined }) } }) },
      rates: { latestOfEach: async () => [] },
      cancellations: { holdingAny: async () => [], countedSince: async () => [] },
      policies: { approval: async () => DEFAULT_POLICIES, reasons: async () => DEFAULT_REASONS },
      figures: { secondStrike: async () => undefined },
    };
    const entry = { reason: 'out_of_stock', subReason: 'oversold', note: undefined, memo: undefined, ticked: step.draft.ticked };
    return await previewBatch(whole as never, { batchId: step.draft.id, userId: ANNA, entry: { ...entry, sendMessage } });
  };

  it('keep the agent from going on while one of them is refused, which is named, until nothing is sent', async () => {
    const outcome = await goOn(true);
    const problem = outcome.kind === 'batch-step' ? outcome.problem : undefined;
    expect(problem?.kind === 'message-refused' && problem.messages.map(({ orderId }) => orderId)).toEqual([orders[1]?.orderId]);
    expect((await goOn(false)).kind).toBe('confirm-step');
  });
});
