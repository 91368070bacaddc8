import type { AccountId, ChannelId, DraftId, OrderId, UserId } from '../../domain/ids.js';
import type { OrderCopy } from '../../domain/order.js';
import type { ApprovalRule, RateSnapshot } from '../../domain/cancellation.js';
import { policyFor } from '../../domain/approval-policy.js';
import { approvalRules } from '../../domain/approval-rules.js';
import { isBuyerRequested } from '../../domain/order.js';
import { type PickedReason, pickReason, type Reason } from '../../domain/reason.js';
import { offeredReasons } from '../../domain/reason-book.js';
import type { SecondStrike } from '../../domain/second-strike.js';
import { type Verdict, verdict } from '../../domain/verdict.js';
import type { Desk } from '../../ports/desk.js';
import type { Draft } from '../../ports/store.js';
import { presentRate } from '../facts/present-rate.js';
import { COPY_MAX_AGE_MS, readOrder } from '../facts/read-order.js';
import { strikeOf } from '../facts/strike.js';

/** Who works on which draft. A draft of another person is as good as none. */
export interface DraftKey {
  readonly draftId: DraftId;
  readonly userId: UserId;
}

/** A draft with the order that it is about. */
export interface OpenDraft {
  readonly draft: Draft & { readonly accountId: AccountId; readonly orderId: OrderId; readonly channelId: ChannelId };
  readonly copy: OrderCopy;
  /** Those that are offered now. */
  readonly reasons: readonly Reason[];
}

/** What the agent sees while picking a reason. */
export interface ReasonStep extends OpenDraft {
  readonly verdict: Verdict;
  readonly picked: PickedReason | undefined;
  /** With the order cancelled for the picked reason; before one is picked, as if it counted unless the buyer asked. */
  readonly rate: RateSnapshot | undefined;
  readonly approvalRules: readonly ApprovalRule[];
  readonly strike: SecondStrike | undefined;
}

/** The draft and its order; undefined when the draft is gone, used up, or its order cannot be read any more. */
export async function openDraft(
  desk: Pick<Desk, 'clock' | 'drafts' | 'orders' | 'accounts' | 'policies'>,
  key: DraftKey,
): Promise<OpenDraft | undefined> {
  const draft = await desk.drafts.find(key.draftId, key.userId);
  if (draft?.accountId === undefined || draft.orderId === undefined || draft.channelId === undefined) return undefined;
  const { accountId, orderId, channelId } = draft;
  // What the agent looks at stays as it is while typing; before anything is done the order is read afresh.
  const reading = await readOrder(desk, { accountId, orderId, maxAgeMs: 60 * COPY_MAX_AGE_MS, urgency: 'interactive' });
  if (reading.copy === undefined) return undefined;
  const reasons = offeredReasons(await desk.policies.reasons());
  return { draft: { ...draft, accountId, orderId, channelId }, copy: reading.copy, reasons };
}

/** The reason picked in a draft, with what follows from it for this order; undefined for one that is not offered any more. */
export function pickedIn({ draft, copy, reasons }: OpenDraft): PickedReason | undefined {
  if (draft.reason === undefined) return undefined;
  return pickReason({ reason: draft.reason, subReason: draft.subReason }, isBuyerRequested(copy.order), reasons);
}

type EffectDesk = Pick<Desk, 'clock' | 'rates' | 'cancellations' | 'policies' | 'figures'>;

/** What cancelling for this reason does to the rate, and whether a lead has to decide. */
export async function effectOf(
  desk: Omit<EffectDesk, 'figures'>,
  { copy, picked, userId }: { readonly copy: OrderCopy; readonly picked: PickedReason; readonly userId: UserId },
): Promise<{ readonly rate: RateSnapshot | undefined; readonly approvalRules: readonly ApprovalRule[] }> {
  const { accountId, order } = copy;
  const [rate, policies] = await Promise.all([
    presentRate(desk, { accountId, marketplaceId: order.marketplaceId, programs: order.programs, counts: picked.counts ? 1 : 0 }),
    desk.policies.approval(),
  ]);
  const policy = policyFor(policies, order.marketplaceId);
  return { rate, approvalRules: approvalRules({ picked, rate, order, requestedBy: userId, policy }) };
}

/** Puts together what the agent sees while picking a reason. */
export async function reasonStep(desk: EffectDesk, open: OpenDraft): Promise<ReasonStep> {
  const { accountId, order } = open.copy;
  const picked = pickedIn(open);
  const [holding, effect, strike] = await Promise.all([
    desk.cancellations.findHolding(accountId, order.orderId),
    picked === undefined ? beforeOneIsPicked(desk, open.copy) : effectOf(desk, { copy: open.copy, picked, userId: open.draft.userId }),
    strikeOf(desk, open.copy),
  ]);
  return {
    ...open,
    verdict: verdict(order, { now: desk.clock.now(), holding }),
    picked,
    ...effect,
    strike,
  };
}

/** Shown as if it counted, unless the buyer asked. */
async function beforeOneIsPicked(desk: EffectDesk, { accountId, order }: OrderCopy): ReturnType<typeof effectOf> {
  const { marketplaceId, programs } = order;
  const rate = await presentRate(desk, { accountId, marketplaceId, programs, counts: isBuyerRequested(order) ? 0 : 1 });
  return { rate, approvalRules: [] };
}
