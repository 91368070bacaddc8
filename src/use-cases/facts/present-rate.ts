import { isBefore, subHours } from 'date-fns';
import type { RateSnapshot } from '../../domain/cancellation.js';
import type { AccountId, MarketplaceId } from '../../domain/ids.js';
import { afterCancelling } from '../../domain/rate.js';
import { targetFor } from '../../domain/targets.js';
import type { Desk } from '../../ports/desk.js';

/** A stored rate older than this says nothing about today. */
const RATE_MAX_AGE_HOURS = 48;

/**
 * The rate of a marketplace now: what Amazon reported or we estimated last, and our own counted cases since.
 * `after` is the rate when one more order is cancelled that counts or does not. Undefined when it is not known.
 */
export async function presentRate(
  desk: Pick<Desk, 'clock' | 'rates' | 'cancellations'>,
  question: { readonly accountId: AccountId; readonly marketplaceId: MarketplaceId; readonly counts: boolean },
): Promise<RateSnapshot | undefined> {
  const { accountId, marketplaceId } = question;
  const stored = (await desk.rates.latest(accountId)).find((one) => one.marketplaceId === marketplaceId);
  if (stored === undefined || isBefore(stored.readAt, subHours(desk.clock.now(), RATE_MAX_AGE_HOURS))) return undefined;
  const since = await desk.cancellations.countedSince({ accountId, marketplaceId, since: stored.to });
  const before = afterCancelling(stored.rate, since);
  return {
    source: stored.source,
    asOf: stored.readAt,
    before,
    after: afterCancelling(before, question.counts ? 1 : 0),
    target: stored.target ?? targetFor(marketplaceId),
  };
}
