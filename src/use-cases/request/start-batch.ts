import { BATCH_AT_MOST } from '../../domain/batch.js';
import type { ChannelId, OrderId } from '../../domain/ids.js';
import { isBuyerRequested, type OrderCopy } from '../../domain/order.js';
import { ALWAYS_OFFERED, offeredReasons } from '../../domain/reason-book.js';
import type { BatchDraft } from '../../ports/batches.js';
import type { Desk } from '../../ports/desk.js';
import { COPY_MAX_AGE_MS, readOrderAnywhere } from '../facts/read-order.js';
import { type BatchDesk, type BatchKey, type BatchStep, batchStep } from './batch.js';

/** Several orders that somebody wants to cancel. */
export interface BatchWish {
  /** Each once. */
  readonly orderIds: readonly OrderId[];
  /** What was typed with them that is no order id. */
  readonly malformed?: readonly string[];
  /** Whether all that may be cancelled are ticked to begin with, or none. */
  readonly tick: boolean;
}

/** Begins a request for several orders: reads each and says of each whether it may be cancelled. */
export async function startBatch(
  desk: BatchDesk & Pick<Desk, 'cancellations'>,
  start: BatchKey & BatchWish & { readonly teamId: string; readonly channelId: ChannelId },
): Promise<BatchStep> {
  const { orderIds, batchId: id, userId, teamId, channelId } = start;
  const wanted = orderIds.slice(0, BATCH_AT_MOST);
  const how = { maxAgeMs: COPY_MAX_AGE_MS, urgency: 'interactive' } as const;
  const readings = await Promise.all(
    wanted.map(async (orderId) => ({ orderId, reading: await readOrderAnywhere(desk, { orderId, ...how }) })),
  );
  const copies = readings.flatMap(({ reading }) => (reading.kind === 'read' ? [reading.copy] : []));
  const draft: BatchDraft = {
    id,
    userId,
    teamId,
    channelId,
    orders: copies.map(({ accountId, order }) => ({ accountId, orderId: order.orderId })),
    notRead: readings.flatMap(({ orderId, reading }) => (reading.kind === 'failed' ? [{ orderId, failure: reading.failure }] : [])),
    malformed: start.malformed ?? [],
    leftOff: orderIds.length - wanted.length,
    ticked: start.tick ? copies.map(({ order }) => order.orderId) : [],
    reason: undefined,
    subReason: undefined,
    note: undefined,
    memo: undefined,
    sendMessage: true,
    shown: undefined,
  };
  const reasons = offeredReasons(await desk.policies.reasons());
  const step = await batchStep(desk, { draft, copies, reasons });
  const ticked = step.lines.filter((line) => line.ticked).map(({ copy }) => copy);
  const begun = {
    ...draft,
    ticked: ticked.map(({ order }) => order.orderId),
    ...(ticked.length > 0 && ticked.every(wasAskedFor) && { reason: ALWAYS_OFFERED }),
  };
  await desk.batchDrafts.create(begun, desk.clock.now());
  return begun.reason === undefined ? { ...step, draft: begun } : await batchStep(desk, { draft: begun, copies, reasons });
}

function wasAskedFor({ order }: OrderCopy): boolean {
  return isBuyerRequested(order);
}
