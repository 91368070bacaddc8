import type { CancellationCase } from '../../domain/cancellation.js';
import type { AccountId, ChannelId, OrderId } from '../../domain/ids.js';
import { messageLanguage } from '../../domain/message-language.js';
import { isBuyerRequested, type Order, type OrderCopy } from '../../domain/order.js';
import type { MessagePurpose } from '../../domain/reason.js';
import { replyFor } from '../../domain/reply.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { Desk } from '../../ports/desk.js';
import type { Draft } from '../../ports/store.js';
import { readOrderAnywhere } from '../facts/read-order.js';
import { type DraftKey, type ReasonStep, reasonStep } from './draft.js';
import { variablesFor } from './template-variables.js';

export type StartOutcome =
  | { readonly kind: 'reason-step'; readonly step: ReasonStep }
  | {
      readonly kind: 'may-not';
      readonly step: ReasonStep;
      readonly holding: CancellationCase | undefined;
      /** For a buyer who wrote, to be copied. */
      readonly reply: string | undefined;
    }
  | { readonly kind: 'failed'; readonly orderId: OrderId; readonly failure: AmazonFailure; readonly copy: OrderCopy | undefined };

type StartDesk = Pick<
  Desk,
  'settings' | 'clock' | 'orders' | 'drafts' | 'accounts' | 'rates' | 'cancellations' | 'policies' | 'figures' | 'templates'
>;

/** Begins a request: reads the order afresh and says whether it may be cancelled. */
export async function startRequest(
  desk: StartDesk,
  start: DraftKey & { readonly teamId: string; readonly channelId: ChannelId; readonly orderId: OrderId },
): Promise<StartOutcome> {
  const { orderId } = start;
  const reading = await readOrderAnywhere(desk, { orderId, maxAgeMs: 0, urgency: 'interactive' });
  if (reading.kind === 'failed') return { kind: 'failed', orderId, failure: reading.failure, copy: reading.copy };
  const { copy } = reading;
  const draft = { ...emptyDraft({ ...start, accountId: copy.accountId }), ...(isBuyerRequested(copy.order) && { reason: 'buyer_asked' }) };
  const [, step, holding] = await Promise.all([
    desk.drafts.create(draft, desk.clock.now()),
    reasonStep(desk, { draft, copy }),
    desk.cancellations.findHolding(copy.accountId, orderId),
  ]);
  if (step.verdict.kind === 'may-cancel') return { kind: 'reason-step', step };
  return { kind: 'may-not', step, holding, reply: replyTo(desk, copy.order, replyFor(step.verdict.rule, copy.order.status)) };
}

/** In the marketplace's language: nothing is asked of Amazon for a message that may never be needed. */
function replyTo(desk: StartDesk, order: Order, purpose: MessagePurpose | undefined): string | undefined {
  if (purpose === undefined) return undefined;
  const available = desk.templates.languages(purpose);
  const language = messageLanguage({ buyerLocale: undefined, marketplaceId: order.marketplaceId, available });
  return desk.templates.render(purpose, language, variablesFor(desk, order));
}

function emptyDraft(
  start: Parameters<typeof startRequest>[1] & { readonly accountId: AccountId },
): Draft & { accountId: AccountId; orderId: OrderId; channelId: ChannelId } {
  return {
    id: start.draftId,
    userId: start.userId,
    teamId: start.teamId,
    channelId: start.channelId,
    accountId: start.accountId,
    orderId: start.orderId,
    reason: undefined,
    subReason: undefined,
    note: undefined,
    memo: undefined,
    stock: undefined,
    fraudSignals: [],
    purpose: undefined,
    language: undefined,
    buyerLocale: undefined,
    messageOffered: undefined,
    messageText: undefined,
    sendMessage: true,
    rate: undefined,
    approvalRules: [],
    caseId: undefined,
  };
}
