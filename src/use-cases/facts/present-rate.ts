import { isBefore, subHours } from 'date-fns';
import type { RateSnapshot } from '../../domain/cancellation.js';
import type { AccountId, MarketplaceId } from '../../domain/ids.js';
import { afterCancelling } from '../../domain/rate.js';
import { targetFor } from '../../domain/targets.js';
import type { Desk } from '../../ports/desk.js';

/** A stored rate older than this says nothing about today. */
const RATE_MAX_AGE_HOURS = 48;

type RateDesk = Pick<Desk, 'clock' | 'rates' | 'cancellations'>;

interface RateQuestion {
  readonly accountId: AccountId;
  readonly marketplaceId: MarketplaceId;
  readonly counts: boolean;
}

/**
 * The rate of a marketplace now: what Amazon reported or we estimated last, and our own counted cases since.
 * `after` is the rate when one more order is cancelled that counts or does not. Undefined when it is not known.
 */
export async function presentRate(desk: RateDesk, question: RateQuestion): Promise<RateSnapshot | undefined> {
  return (await presentRates(desk, [question]))[0];
}

/** The same for several marketplaces, in their order: two queries, however many they are. */
export async function presentRates(desk: RateDesk, questions: readonly RateQuestion[]): Promise<readonly (RateSnapshot | undefined)[]> {
  const stored = await desk.rates.latestOfEach([...new Set(questions.map(({ accountId }) => accountId))]);
  const oldest = subHours(desk.clock.now(), RATE_MAX_AGE_HOURS);
  const asked = questions.map(({ accountId, marketplaceId, counts }) => {
    const latest = stored.find((one) => one.accountId === accountId && one.marketplaceId === marketplaceId);
    return latest === undefined || isBefore(latest.readAt, oldest) ? undefined : { ...latest, counts };
  });
  const known = asked.filter((one) => one !== undefined);
  const since = await desk.cancellations.countedSince(
    known.map(({ accountId, marketplaceId, to }) => ({ accountId, marketplaceId, since: to })),
  );
  return asked.map((one) => {
    if (one === undefined) return undefined;
    const before = afterCancelling(one.rate, since[known.indexOf(one)] ?? 0);
    const after = afterCancelling(before, one.counts ? 1 : 0);
    return { source: one.source, asOf: one.readAt, before, after, target: one.target ?? targetFor(one.marketplaceId) };
  });
}
