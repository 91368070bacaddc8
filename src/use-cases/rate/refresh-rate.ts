import { addSeconds, isBefore, subDays, subHours } from 'date-fns';
import type { Account } from '../../domain/account.js';
import type { AccountId, MarketplaceId } from '../../domain/ids.js';
import { covers } from '../../domain/mirror.js';
import type { Desk } from '../../ports/desk.js';
import type { StoredRate } from '../../ports/store.js';

type RateDesk = Pick<Desk, 'clock' | 'accounts' | 'rates' | 'mirror' | 'figures' | 'queue'>;

/** Amazon makes the account-health report within a few minutes. */
const ASK_AGAIN_SECONDS = 10;
/** Amazon's window for the cancellation rate (Seller Central 200285210). */
const WINDOW_DAYS = 7;
/** A rate is read again once a day. */
const FRESH_HOURS = 24;

/** Adds a job for every account whose rates are older than a day or missing. */
export async function refreshRatesIfDue(desk: Pick<Desk, 'clock' | 'accounts' | 'rates' | 'queue'>): Promise<void> {
  for (const account of desk.accounts.all()) {
    if (await isDue(desk, account)) await desk.queue.add([{ job: { kind: 'refresh-rate', accountId: account.id, reportId: undefined } }]);
  }
}

async function isDue(desk: Pick<Desk, 'clock' | 'rates'>, { id, marketplaceIds }: Account): Promise<boolean> {
  const stored = await desk.rates.latest(id);
  const oldestWanted = subHours(desk.clock.now(), FRESH_HOURS);
  return marketplaceIds.some((marketplaceId) => {
    const latest = stored.find((one) => one.marketplaceId === marketplaceId);
    return latest === undefined || isBefore(latest.readAt, oldestWanted);
  });
}

/** Asks for Amazon's account-health report, or reads the one asked for; estimates from the orders where it gives no rate. */
export async function refreshRate(
  desk: RateDesk,
  { accountId, reportId }: { readonly accountId: AccountId; readonly reportId: string | undefined },
): Promise<void> {
  const account = desk.accounts.all().find(({ id }) => id === accountId);
  if (account === undefined) return;
  const { marketplaceIds } = account;
  const { health } = desk.accounts.amazon(accountId);
  const estimateOfAll = async (ids: readonly MarketplaceId[]): Promise<void> => await estimateAll(desk, accountId, ids);
  if (reportId === undefined) {
    const asked = await health.request(marketplaceIds);
    return asked.ok ? await askAgain(desk, accountId, asked.value.reportId) : await estimateOfAll(marketplaceIds);
  }
  const report = await health.read(reportId);
  if (report.ok && report.value === 'pending') return await askAgain(desk, accountId, reportId);
  if (!report.ok || report.value === 'gone' || report.value === 'pending') return await estimateOfAll(marketplaceIds);
  const readAt = desk.clock.now();
  const reported = report.value.map((rate): StoredRate => ({ ...rate, source: 'amazon', readAt }));
  await desk.rates.save(accountId, reported);
  await estimateOfAll(marketplaceIds.filter((id) => !reported.some((rate) => rate.marketplaceId === id)));
}

async function askAgain(desk: RateDesk, accountId: AccountId, reportId: string): Promise<void> {
  const notBefore = addSeconds(desk.clock.now(), ASK_AGAIN_SECONDS);
  await desk.queue.add([{ job: { kind: 'refresh-rate', accountId, reportId }, notBefore }]);
}

async function estimateAll(desk: RateDesk, accountId: AccountId, marketplaceIds: readonly MarketplaceId[]): Promise<void> {
  const estimates: StoredRate[] = [];
  for (const marketplaceId of marketplaceIds) {
    const estimate = await estimateOf(desk, accountId, marketplaceId);
    if (estimate !== undefined) estimates.push(estimate);
  }
  if (estimates.length > 0) await desk.rates.save(accountId, estimates);
}

/** Counted in our copies, at no cost at Amazon. Undefined while they do not reach over the window: no rate is better than a wrong one. */
async function estimateOf(desk: RateDesk, accountId: AccountId, marketplaceId: MarketplaceId): Promise<StoredRate | undefined> {
  const to = desk.clock.now();
  const from = subDays(to, WINDOW_DAYS);
  const { coverage } = await desk.mirror.progress(accountId);
  const reach = coverage.find((one) => one.marketplaceId === marketplaceId);
  if (!covers(reach, from, to)) return undefined;
  const rate = await desk.figures.rate({ accountId, marketplaceId, from, to });
  return { source: 'estimate', marketplaceId, rate, target: undefined, from, to, readAt: to };
}
