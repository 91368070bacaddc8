import { addHours, addMinutes, isBefore, max, subDays } from 'date-fns';
import type { AccountId, MarketplaceId } from '../../domain/ids.js';
import type { ListedFeed } from '../../ports/amazon.js';
import type { Desk } from '../../ports/desk.js';
import { CLOCK_SET_MINUTES, nextTryAfter, SURELY_LISTED_AFTER_MINUTES } from './pace.js';

export type HoldDesk = Pick<Desk, 'clock' | 'accounts' | 'cancellations' | 'continuity'>;

/** By then an order shows what a feed has done to it: as long as a cancellation of ours is read back. */
const SHOWN_AFTER_MINUTES = 30;
const LOOK_AGAIN_MINUTES = 2;
/** A feed that Amazon has not ended by then is no reason to hold up cancellations any longer: the order itself tells. */
const ENDED_AFTER_HOURS = 24;
/** Amazon lists feeds of 90 days. */
const LISTED_DAYS = 89;

/**
 * After a break in what is on record Amazon may have feeds of which nothing is known here, with any of the orders. Until
 * all of them have ended and the orders show it, nothing is sent. Undefined when something may be; then an order that was
 * read last is known as it is after them.
 */
export async function heldUntil(
  desk: HoldDesk,
  outbox: { readonly accountId: AccountId; readonly marketplaceId: MarketplaceId },
): Promise<Date | undefined> {
  const broken = await desk.continuity.toClear(outbox);
  if (broken === undefined) return undefined;
  const now = desk.clock.now();
  // What a process sent that died just before the break was noticed is listed by then.
  const surelyListedAt = addMinutes(broken.noticedAt, SURELY_LISTED_AFTER_MINUTES);
  if (isBefore(now, surelyListedAt)) return surelyListedAt;
  const since = max([addMinutes(broken.from, -CLOCK_SET_MINUTES), subDays(now, LISTED_DAYS)]);
  const listed = await desk.accounts.amazon(outbox.accountId).feeds.listSince(since);
  if (!listed.ok) return nextTryAfter(listed.failure, 2, now);
  const inMarketplace = listed.value.filter((one) => one.marketplaceIds.includes(outbox.marketplaceId));
  const ours = await desk.cancellations.knownAmazonFeedIds(inMarketplace.map((one) => one.amazonFeedId));
  const unknown = inMarketplace.filter((one) => !ours.includes(one.amazonFeedId));
  const ends = unknown.map((one) => endOf(one, now));
  if (ends.includes(undefined)) return addMinutes(now, LOOK_AGAIN_MINUTES);
  const shownAt = max([broken.noticedAt, ...ends.flatMap((end) => (end === undefined ? [] : addMinutes(end, SHOWN_AFTER_MINUTES)))]);
  if (isBefore(now, shownAt)) return shownAt;
  await desk.continuity.clear(outbox, broken);
  return undefined;
}

function endOf({ endedAt, createdAt }: ListedFeed, now: Date): Date | undefined {
  const latest = addHours(createdAt, ENDED_AFTER_HOURS);
  return endedAt ?? (isBefore(latest, now) ? createdAt : undefined);
}
