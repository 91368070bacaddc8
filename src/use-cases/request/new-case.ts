import { addHours, isAfter, subHours } from 'date-fns';
import type { ApprovalRule, RateSnapshot } from '../../domain/cancellation.js';
import { type AccountId, caseIdSchema, type ChannelId } from '../../domain/ids.js';
import type { OrderCopy } from '../../domain/order.js';
import { leavesAt } from '../../domain/outbox.js';
import type { MessagePurpose, PickedReason } from '../../domain/reason.js';
import { newStock } from '../../domain/stock.js';
import type { NewCase } from '../../ports/cancellations.js';
import type { Desk } from '../../ports/desk.js';
import type { ScheduledJob } from '../../ports/queue.js';
import type { Draft } from '../../ports/store.js';

/** An approval that nobody gives is no approval: it ends after this long, and before the order has to be shipped. */
const APPROVAL_HOURS = 24;
const HOURS_BEFORE_SHIP_BY = 2;

/** Everything that was agreed to for one order. */
export interface Agreed {
  readonly draft: Pick<Draft, 'note' | 'memo' | 'stock' | 'fraudSignals' | 'teamId' | 'userId'> & {
    readonly accountId: AccountId;
    readonly channelId: ChannelId;
  };
  readonly copy: OrderCopy;
  readonly picked: PickedReason;
  readonly rate: RateSnapshot | undefined;
  readonly approvalRules: readonly ApprovalRule[];
  readonly send: boolean;
  readonly purpose: MessagePurpose;
  readonly language: string;
  readonly text: string;
}

/** The case for what was agreed to: in the outbox, or before a lead. */
export function caseOf(desk: Pick<Desk, 'settings' | 'clock' | 'ids'>, agreed: Agreed): NewCase {
  const { draft, picked } = agreed;
  const { order } = agreed.copy;
  const now = desk.clock.now();
  const awaiting = agreed.approvalRules.length > 0;
  return {
    id: caseIdSchema.parse(desk.ids.next()),
    accountId: draft.accountId,
    orderId: order.orderId,
    marketplaceId: order.marketplaceId,
    state: awaiting ? 'awaiting_approval' : 'queued',
    reason: picked.reason,
    reasonName: picked.reasonName,
    subReason: picked.subReason,
    code: picked.code,
    counts: picked.counts,
    note: draft.note,
    memo: draft.memo,
    fraudSignals: draft.fraudSignals,
    items: order.items.map((item) => ({ orderItemId: item.orderItemId, sku: item.sku, quantity: item.quantityOrdered })),
    total: order.total,
    shipBy: order.shipBy,
    rate: agreed.rate,
    teamId: draft.teamId,
    channelId: draft.channelId,
    requestedBy: draft.userId,
    requestedAt: now,
    approvalRules: agreed.approvalRules,
    approvalExpiresAt: awaiting ? approvalEnd(now, order.shipBy) : undefined,
    sendAfter: awaiting ? undefined : leavesAt({ shipBy: order.shipBy, now, windowSeconds: desk.settings.outboxWindowSeconds }),
    message: {
      state: agreed.send ? 'waiting' : 'none',
      purpose: agreed.purpose,
      language: agreed.language,
      text: agreed.text,
      sentAt: undefined,
      detail: undefined,
    },
    stock: newStock(draft.stock),
  };
}

function approvalEnd(now: Date, shipBy: Date | undefined): Date {
  const latest = addHours(now, APPROVAL_HOURS);
  const beforeShipBy = shipBy === undefined ? latest : subHours(shipBy, HOURS_BEFORE_SHIP_BY);
  return isAfter(beforeShipBy, now) && isAfter(latest, beforeShipBy) ? beforeShipBy : latest;
}

/** What follows from a new case by itself. */
export function firstJobs(one: NewCase): ScheduledJob[] {
  const { id: caseId, accountId, marketplaceId } = one;
  const announce: ScheduledJob = { job: { kind: 'announce', caseId } };
  if (one.sendAfter !== undefined) return [announce, { job: { kind: 'seal-feed', accountId, marketplaceId }, notBefore: one.sendAfter }];
  if (one.approvalExpiresAt !== undefined)
    return [announce, { job: { kind: 'expire-approval', caseId }, notBefore: one.approvalExpiresAt }];
  return [announce];
}

/** Whether there is anybody who could decide on this person's request. */
export async function somebodyMayApprove(
  { settings, approvers }: Pick<Desk, 'settings' | 'approvers'>,
  { userId }: Pick<Draft, 'userId'>,
): Promise<boolean> {
  return settings.approvalsChannel !== undefined && (await approvers.all()).some((approver) => approver !== userId);
}
