import { type CancellationCase, type RateSnapshot, windowsOf } from './cancellation.js';
import type { CancelledElsewhere } from './cancelled-elsewhere.js';
import type { Digest, DigestMarketplace } from './digest.js';
import type { OrderId } from './ids.js';
import { sumByCurrency } from './money.js';
import { roomLeft } from './rate.js';
import type { AnyReasonKey } from './reason.js';
import type { SavedOrder } from './saved-order.js';

/** A digest's period: local days, inclusive, and the moments at which it starts and ends (exclusive). */
interface Period {
  readonly from: string;
  readonly to: string;
  readonly start: Date;
  readonly end: Date;
}

/** A marketplace of a seller account with its rate, as far as it is known. */
type MarketplaceRate = Pick<DigestMarketplace, 'marketplaceId' | 'accountName'> & { readonly rate: RateSnapshot | undefined };

/** All numbers of a digest from the cases of its period and what was cancelled elsewhere in it. The one place where they are counted. */
export function digestOf(facts: {
  readonly cases: readonly CancellationCase[];
  readonly period: Period;
  readonly rates: readonly MarketplaceRate[];
  readonly awaitingApproval: number;
  readonly elsewhere: readonly CancelledElsewhere[];
  /** Unshipped orders that Amazon will cancel within 48 hours. */
  readonly cancelledSoon: readonly OrderId[];
  /** Cancelled by the seller, one of two in a row of the same SKU. */
  readonly strikes: readonly OrderId[];
  /** Saved in the period. */
  readonly saved: readonly SavedOrder[];
}): Digest {
  const { start, end } = facts.period;
  const cancelled = facts.cases.filter(
    ({ state, cancelledAt, detail }) =>
      state === 'cancelled' && !isBySomebodyElse(detail) && cancelledAt !== undefined && cancelledAt >= start && cancelledAt < end,
  );
  return {
    from: facts.period.from,
    to: facts.period.to,
    marketplaces: marketplacesWorstFirst(facts.rates),
    total: cancelled.length,
    counted: cancelled.filter((one) => one.counts).length,
    byReason: byReason(cancelled),
    value: sumByCurrency(cancelled.flatMap((one) => (one.total === undefined ? [] : [one.total]))),
    attention: attentionFor(facts),
    elsewhere: byWhom(facts.elsewhere),
    elsewhereValue: sumByCurrency(facts.elsewhere.flatMap((one) => one.total ?? [])),
    saved: stillSaved(facts.saved, [...cancelled, ...facts.elsewhere]),
    awaitingApproval: facts.awaitingApproval,
  };
}

/** Each order once, and none that was cancelled in the period after all. */
function stillSaved(
  saved: readonly SavedOrder[],
  cancelled: readonly { readonly accountId: SavedOrder['accountId']; readonly orderId: OrderId }[],
): number {
  const keyOf = ({ accountId, orderId }: (typeof cancelled)[number]): string => `${accountId}:${orderId}`;
  const gone = new Set(cancelled.map(keyOf));
  return new Set(saved.map(keyOf).filter((key) => !gone.has(key))).size;
}

/** A case that Amazon's order told it was somebody else's doing is counted as that, not as ours. */
function isBySomebodyElse(detail: string | undefined): boolean {
  return detail?.startsWith('cancelled-by-') === true;
}

function byWhom(elsewhere: readonly CancelledElsewhere[]): Digest['elsewhere'] {
  return (['MERCHANT', 'BUYER', 'AMAZON', undefined] as const).flatMap((by) => {
    const some = elsewhere.filter((one) => one.by === by);
    return some.length === 0 ? [] : [{ by, total: some.length, counted: some.filter((one) => one.counts).length }];
  });
}

function byReason(cancelled: readonly CancellationCase[]): Digest['byReason'] {
  const counts = new Map<AnyReasonKey, { reasonName: string | undefined; total: number; counted: number }>();
  for (const one of cancelled) {
    const { total, counted } = counts.get(one.reason) ?? { total: 0, counted: 0 };
    // Renamed meanwhile, it goes by its newest name.
    counts.set(one.reason, { reasonName: one.reasonName, total: total + 1, counted: counted + (one.counts ? 1 : 0) });
  }
  return [...counts].map(([reason, count]) => ({ reason, ...count })).sort((a, b) => b.total - a.total || a.reason.localeCompare(b.reason));
}

function attentionFor({
  cases,
  cancelledSoon,
  strikes,
}: {
  readonly cases: readonly CancellationCase[];
  readonly cancelledSoon: readonly OrderId[];
  readonly strikes: readonly OrderId[];
}): Digest['attention'] {
  const orders = (wanted: (one: CancellationCase) => boolean): readonly OrderId[] => cases.filter(wanted).map((one) => one.orderId);
  const notTold = new Set(['not_offered', 'uncertain', 'failed', 'not_sent']);
  const lists = [
    { kind: 'refused', orderIds: orders((one) => one.state === 'refused') },
    { kind: 'stuck', orderIds: orders((one) => one.state === 'stuck') },
    { kind: 'buyer-not-told', orderIds: orders((one) => one.state === 'cancelled' && notTold.has(one.message.state)) },
    { kind: 'amazon-cancels-soon', orderIds: cancelledSoon },
    { kind: 'second-strike', orderIds: strikes },
  ] as const;
  return lists.filter((list) => list.orderIds.length > 0);
}

/** Rates as a digest and the Home show them. */
export function marketplacesWorstFirst(rates: readonly MarketplaceRate[]): readonly DigestMarketplace[] {
  return rates.flatMap(marketplaceOf).sort(worstFirst);
}

/** One entry for each window. */
function marketplaceOf({ rate, ...marketplace }: MarketplaceRate): readonly DigestMarketplace[] {
  if (rate === undefined) return [{ ...marketplace, rate: undefined }];
  return windowsOf(rate).map(({ before: count, target, source, asOf, days, program }) => ({
    ...marketplace,
    rate: { count, target, roomLeft: roomLeft(count, target), source, asOf, days, program },
  }));
}

/** By how much of its target a rate has used up, in whole numbers; unknown ones last. */
function worstFirst(a: DigestMarketplace, b: DigestMarketplace): number {
  if (a.rate === undefined || b.rate === undefined) return Number(a.rate === undefined) - Number(b.rate === undefined);
  return compareUse(b.rate, a.rate) || a.marketplaceId.localeCompare(b.marketplaceId);
}

function compareUse(a: NonNullable<DigestMarketplace['rate']>, b: NonNullable<DigestMarketplace['rate']>): number {
  const left = BigInt(a.count.counted) * BigInt(a.target.denominator) * BigInt(Math.max(1, b.count.orders)) * BigInt(b.target.numerator);
  const right = BigInt(b.count.counted) * BigInt(b.target.denominator) * BigInt(Math.max(1, a.count.orders)) * BigInt(a.target.numerator);
  return left === right ? 0 : left < right ? -1 : 1;
}
