import { addSeconds, isBefore, subDays, subHours } from 'date-fns';
import type { MarketplaceId } from '../../domain/ids.js';
import { cancelledBy, isBuyerRequested, type Order } from '../../domain/order.js';
import type { Desk } from '../../ports/desk.js';
import type { StoredRate } from '../../ports/store.js';

type RateDesk = Pick<Desk, 'settings' | 'clock' | 'amazon' | 'rates' | 'queue'>;

/** Amazon makes the account-health report within a few minutes. */
const ASK_AGAIN_SECONDS = 10;
/** Amazon's window for the cancellation rate (Seller Central 200285210). */
const WINDOW_DAYS = 7;
/** A rate is read again once a day. */
const FRESH_HOURS = 24;
/** At one page of 100 orders every 3 minutes or so after a burst of 20, more would hold everything else back. */
const PAGES_AT_MOST = 15;

/** Adds the job when the rates are older than a day or there are none. */
export async function refreshRateIfDue(desk: Pick<Desk, 'settings' | 'clock' | 'rates' | 'queue'>): Promise<void> {
  const stored = await desk.rates.latest(desk.settings.accountId);
  const oldestWanted = subHours(desk.clock.now(), FRESH_HOURS);
  const due = desk.settings.marketplaceIds.some((marketplaceId) => {
    const latest = stored.find((one) => one.marketplaceId === marketplaceId);
    return latest === undefined || isBefore(latest.readAt, oldestWanted);
  });
  if (due) await desk.queue.add([{ job: { kind: 'refresh-rate', reportId: undefined } }]);
}

/** Asks for Amazon's account-health report, or reads the one asked for; estimates from the orders where it gives no rate. */
export async function refreshRate(desk: RateDesk, { reportId }: { readonly reportId: string | undefined }): Promise<void> {
  const { accountId, marketplaceIds } = desk.settings;
  if (reportId === undefined) {
    const asked = await desk.amazon.health.request(marketplaceIds);
    return asked.ok ? await askAgain(desk, asked.value.reportId) : await estimateAll(desk, marketplaceIds);
  }
  const report = await desk.amazon.health.read(reportId);
  if (report.ok && report.value === 'pending') return await askAgain(desk, reportId);
  if (!report.ok || report.value === 'gone' || report.value === 'pending') return await estimateAll(desk, marketplaceIds);
  const readAt = desk.clock.now();
  const reported = report.value.map((rate): StoredRate => ({ ...rate, source: 'amazon', readAt }));
  await desk.rates.save(accountId, reported);
  await estimateAll(
    desk,
    marketplaceIds.filter((id) => !reported.some((rate) => rate.marketplaceId === id)),
  );
}

async function askAgain(desk: RateDesk, reportId: string): Promise<void> {
  await desk.queue.add([{ job: { kind: 'refresh-rate', reportId }, notBefore: addSeconds(desk.clock.now(), ASK_AGAIN_SECONDS) }]);
}

async function estimateAll(desk: RateDesk, marketplaceIds: readonly MarketplaceId[]): Promise<void> {
  const estimates: StoredRate[] = [];
  for (const marketplaceId of marketplaceIds) {
    const estimate = await estimateOf(desk, marketplaceId);
    if (estimate !== undefined) estimates.push(estimate);
  }
  if (estimates.length > 0) await desk.rates.save(desk.settings.accountId, estimates);
}

/** Undefined when Amazon does not answer or there are more orders than can be read: no rate is better than a wrong one. */
async function estimateOf(desk: RateDesk, marketplaceId: MarketplaceId): Promise<StoredRate | undefined> {
  const to = desk.clock.now();
  const from = subDays(to, WINDOW_DAYS);
  let orders = 0;
  let counted = 0;
  let pageToken: string | undefined;
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const answer = await desk.amazon.orders.createdSince({ marketplaceId, since: from, pageToken });
    if (!answer.ok) return undefined;
    orders += answer.value.orders.length;
    counted += answer.value.orders.filter(counts).length;
    pageToken = answer.value.nextPageToken;
    if (pageToken === undefined)
      return { source: 'estimate', marketplaceId, rate: { orders, counted }, target: undefined, from, to, readAt: to };
  }
  return undefined;
}

/** Cancelled by the seller without the buyer's request. */
function counts(order: Order): boolean {
  return order.status === 'CANCELLED' && cancelledBy(order) === 'MERCHANT' && !isBuyerRequested(order);
}
