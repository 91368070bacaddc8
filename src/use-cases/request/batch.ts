import { policyFor } from '../../domain/approval-policy.js';
import { approvalRules } from '../../domain/approval-rules.js';
import { byPlace, type Place } from '../../domain/batch.js';
import { APPROVAL_RULES, type ApprovalRule, type RateSnapshot } from '../../domain/cancellation.js';
import type { BatchId, UserId } from '../../domain/ids.js';
import { type Money, sumByCurrency } from '../../domain/money.js';
import { isBuyerRequested, type OrderCopy } from '../../domain/order.js';
import { type PickedReason, pickReason, type Reason } from '../../domain/reason.js';
import { offeredReasons } from '../../domain/reason-book.js';
import type { SecondStrike } from '../../domain/second-strike.js';
import { type Verdict, verdict } from '../../domain/verdict.js';
import type { BatchDraft, BatchShown } from '../../ports/batches.js';
import type { Desk } from '../../ports/desk.js';
import { presentRates } from '../facts/present-rate.js';
import { COPY_MAX_AGE_MS, readOrder } from '../facts/read-order.js';
import { strikeOf } from '../facts/strike.js';

/** Who works on which draft of several orders. A draft of another person is as good as none. */
export interface BatchKey {
  readonly batchId: BatchId;
  readonly userId: UserId;
}

/** One of several orders, with what may be done with it. */
export interface BatchLine {
  readonly copy: OrderCopy;
  readonly verdict: Verdict;
  /** Never one that may not be cancelled. */
  readonly ticked: boolean;
  /** What the reason means for this order, by its own buyer's request. */
  readonly picked: PickedReason | undefined;
}

/** The rate of one account and marketplace with every ticked order of it cancelled. */
export interface BatchRate extends Place {
  readonly rate: RateSnapshot | undefined;
}

/** What the agent sees of several orders. */
export interface BatchStep {
  readonly draft: BatchDraft;
  readonly reasons: readonly Reason[];
  readonly lines: readonly BatchLine[];
  readonly rates: readonly BatchRate[];
  /** Why a lead has to decide on all of them: whatever asks for one for any of them. */
  readonly approvalRules: readonly ApprovalRule[];
  readonly value: readonly Money[];
  /** Where one of them would be the second of two in a row. */
  readonly strikes: readonly SecondStrike[];
  /** SKUs that several of them have that count: together they may be two in a row. */
  readonly sameSkus: readonly string[];
}

export type BatchDesk = Pick<
  Desk,
  'clock' | 'batchDrafts' | 'orders' | 'accounts' | 'rates' | 'cancellations' | 'policies' | 'figures' | 'settings' | 'templates'
>;

/** A draft with its orders as they were last read. */
interface OpenBatch {
  readonly draft: BatchDraft;
  readonly copies: readonly OrderCopy[];
  /** Those that are offered now. */
  readonly reasons: readonly Reason[];
}

/** The draft with its orders; undefined when it is gone. */
export async function openBatch(desk: BatchDesk, { batchId, userId }: BatchKey): Promise<OpenBatch | undefined> {
  const draft = await desk.batchDrafts.find(batchId, userId);
  if (draft === undefined) return undefined;
  // What the agent looks at stays as it is while typing; before anything is done every order is read afresh.
  const wanted = { maxAgeMs: 60 * COPY_MAX_AGE_MS, urgency: 'interactive' } as const;
  const [policy, ...readings] = await Promise.all([
    desk.policies.reasons(),
    ...draft.orders.map(async (order) => await readOrder(desk, { ...order, ...wanted })),
  ]);
  return { draft, copies: readings.flatMap(({ copy }) => copy ?? []), reasons: offeredReasons(policy) };
}

/** Puts together what the agent sees of several orders. */
export async function batchStep(desk: BatchDesk, { draft, copies, reasons }: OpenBatch): Promise<BatchStep> {
  const holding = await desk.cancellations.holdingAny(copies.map(({ accountId, order }) => ({ accountId, orderId: order.orderId })));
  const now = desk.clock.now();
  const lines = copies.map((copy): BatchLine => {
    const { accountId, order } = copy;
    const held = holding.find((one) => one.accountId === accountId && one.orderId === order.orderId);
    const checked = verdict(order, { now, holding: held });
    return {
      copy,
      verdict: checked,
      ticked: checked.kind === 'may-cancel' && draft.ticked.includes(order.orderId),
      picked: draft.reason === undefined ? undefined : pickReason({ ...draft, reason: draft.reason }, isBuyerRequested(order), reasons),
    };
  });
  const ticked = lines.filter((line) => line.ticked);
  const [rates, strikes] = await Promise.all([ratesWith(desk, ticked), strikesOf(desk, ticked)]);
  return {
    draft,
    reasons,
    lines,
    rates,
    strikes,
    sameSkus: sameSkusOf(ticked),
    approvalRules: await rulesFor(desk, { lines: ticked, rates, userId: draft.userId }),
    value: sumByCurrency(ticked.flatMap(({ copy }) => copy.order.total ?? [])),
  };
}

/** The ticked ones. */
export function tickedIn({ lines }: Pick<BatchStep, 'lines'>): readonly BatchLine[] {
  return lines.filter((line) => line.ticked);
}

/** What the agent is shown, as far as it must still be so when it is confirmed. */
export function shownOf(step: BatchStep): BatchShown {
  return {
    orders: tickedIn(step).map(({ copy: { order } }) => ({ orderId: order.orderId, counts: !isBuyerRequested(order) })),
    approvalRules: step.approvalRules,
    counted: Object.fromEntries(step.rates.map((one) => [placeKey(one), one.rate?.after.counted ?? null])),
  };
}

/** Whether what would happen now was shown: some orders of it may have been left out since. */
export function wasShown(now: BatchShown, shown: BatchShown): boolean {
  return (
    now.orders.every((one) => shown.orders.some(({ orderId, counts }) => orderId === one.orderId && counts === one.counts)) &&
    now.approvalRules.join() === shown.approvalRules.join() &&
    Object.entries(now.counted).every(([place, counted]) => shown.counted[place] === counted)
  );
}

function placeKey({ accountId, marketplaceId }: Place): string {
  return `${accountId}:${marketplaceId}`;
}

async function ratesWith(desk: BatchDesk, lines: readonly BatchLine[]): Promise<readonly BatchRate[]> {
  const places = byPlace(lines.map(({ copy: { accountId, order } }) => ({ accountId, marketplaceId: order.marketplaceId, order })));
  const questions = places.map(({ accountId, marketplaceId, things }) => {
    const counting = things.filter(({ order }) => !isBuyerRequested(order));
    const programs = [...new Set(things.flatMap(({ order }) => order.programs))];
    const ofProgram = new Map(programs.map((one) => [one, counting.filter(({ order }) => order.programs.includes(one)).length]));
    return { accountId, marketplaceId, programs, ofProgram, counts: counting.length };
  });
  const rates = await presentRates(desk, questions);
  return questions.map(({ accountId, marketplaceId }, index) => ({ accountId, marketplaceId, rate: rates[index] }));
}

/** The rate of the place that an order is of. */
export function rateOf({ rates }: Pick<BatchStep, 'rates'>, { copy: { accountId, order } }: BatchLine): RateSnapshot | undefined {
  return rates.find((one) => one.accountId === accountId && one.marketplaceId === order.marketplaceId)?.rate;
}

async function rulesFor(
  desk: BatchDesk,
  { lines, rates, userId }: { readonly lines: readonly BatchLine[]; readonly rates: readonly BatchRate[]; readonly userId: UserId },
): Promise<readonly ApprovalRule[]> {
  const policies = await desk.policies.approval();
  const broken = lines.flatMap((line) => {
    const { order } = line.copy;
    if (line.picked === undefined) return [];
    const rate = rateOf({ rates }, line);
    return approvalRules({ picked: line.picked, rate, order, requestedBy: userId, policy: policyFor(policies, order.marketplaceId) });
  });
  return APPROVAL_RULES.filter((rule) => broken.includes(rule));
}

/** Of those that count, and each SKU once. */
async function strikesOf(desk: BatchDesk, lines: readonly BatchLine[]): Promise<readonly SecondStrike[]> {
  const found = await Promise.all(lines.map(async ({ copy }) => await strikeOf(desk, copy)));
  const strikes = found.flatMap((one) => one ?? []);
  return strikes.filter((one, index) => strikes.findIndex(({ sku }) => sku === one.sku) === index);
}

function sameSkusOf(lines: readonly BatchLine[]): readonly string[] {
  const counting = lines.filter(({ copy }) => !isBuyerRequested(copy.order));
  const skus = counting.flatMap(({ copy }) => [...new Set(copy.order.items.flatMap((item) => item.sku ?? []))]);
  return [...new Set(skus.filter((sku, index) => skus.indexOf(sku) !== index))];
}
