import { messageLanguage } from '../../domain/message-language.js';
import { type LintFinding, lintMessage } from '../../domain/message-lint.js';
import type { MessagePurpose } from '../../domain/reason.js';
import type { OrderId } from '../../domain/ids.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { BatchDraft, BatchOrder } from '../../ports/batches.js';
import type { Desk } from '../../ports/desk.js';
import { type BatchDesk, type BatchStep, tickedIn } from './batch.js';
import { variablesFor } from './template-variables.js';

/** What the buyer of one order is told. */
export interface BatchMessage {
  readonly orderId: OrderId;
  readonly purpose: MessagePurpose;
  readonly language: string;
  readonly text: string;
  readonly findings: readonly LintFinding[];
}

/** The reason's template for each ticked order, in its buyer's language. */
export function messagesFor(desk: Pick<Desk, 'settings' | 'templates'>, step: BatchStep): readonly BatchMessage[] {
  return tickedIn(step).flatMap(({ picked, copy: { order, accountId } }) => {
    if (picked === undefined) return [];
    const { marketplaceId, orderId } = order;
    const locale = step.draft.orders.find((one) => one.orderId === orderId && one.accountId === accountId)?.buyerLocale ?? undefined;
    const available = desk.templates.languages(picked.template);
    const language = messageLanguage({ buyerLocale: locale, marketplaceId, available });
    const text = desk.templates.render(picked.template, language, variablesFor(desk, order));
    return [{ orderId, purpose: picked.template, language, text, findings: lintMessage(text, { orderId }) }];
  });
}

/** Those that Amazon's rules for messages forbid. */
export function refusedAmong(messages: readonly BatchMessage[]): readonly BatchMessage[] {
  return messages.filter(({ findings }) => findings.some(({ severity }) => severity === 'refuse'));
}

/**
 * Asks Amazon for the locale of every ticked order's buyer that is not known yet, one after the other: it allows one a
 * second after a few. Whose is not told is written to in the marketplace's language.
 */
export async function askLocales(desk: Pick<BatchDesk, 'accounts' | 'orders'>, { draft, lines }: BatchStep): Promise<BatchDraft['orders']> {
  const orders: BatchOrder[] = [];
  let asking = draft.sendMessage;
  for (const one of draft.orders) {
    const line = lines.find(({ copy }) => copy.order.orderId === one.orderId && copy.accountId === one.accountId);
    if (line?.ticked !== true || one.buyerLocale !== undefined || !asking) {
      orders.push(one);
      continue;
    }
    const answer = await desk.accounts.amazon(one.accountId).messages.locale(one.orderId, line.copy.order.marketplaceId);
    if (answer.ok) orders.push({ ...one, buyerLocale: answer.value ?? null });
    else if (saysNever(answer.failure)) orders.push({ ...one, buyerLocale: null });
    else {
      // A person waits: the rest is asked for when they come by again.
      asking = false;
      orders.push(one);
    }
  }
  return orders;
}

function saysNever({ kind }: AmazonFailure): boolean {
  return kind === 'not-authorised' || kind === 'not-found' || kind === 'refused';
}
