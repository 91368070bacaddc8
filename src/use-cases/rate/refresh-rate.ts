import { addSeconds, isBefore, subDays, subHours } from 'date-fns';
import type { Account } from '../../domain/account.js';
import type { AccountId, MarketplaceId } from '../../domain/ids.js';
import { covers } from '../../domain/mirror.js';
import { type TargetWindow, targetWindows, windowDays } from '../../domain/targets.js';
import type { Desk } from '../../ports/desk.js';
import type { StoredRate } from '../../ports/store.js';

type RateDesk = Pick<Desk, 'clock' | 'accounts' | 'rates' | 'mirror' | 'figures' | 'queue'>;

/** Amazon makes the account-health report within a few minutes. */
const ASK_AGAIN_SECONDS = 10;
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
    const latest = stored.find((one) => one.marketplaceId === marketplaceId && one.program === undefined);
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
  const estimateOfAll = async (): Promise<void> => await estimateAll(desk, account, []);
  if (reportId === undefined) {
    const asked = await health.request(marketplaceIds);
    return asked.ok ? await askAgain(desk, accountId, asked.value.reportId) : await estimateOfAll();
  }
  const report = await health.read(reportId);
  if (report.ok && report.value === 'pending') return await askAgain(desk, accountId, reportId);
  if (!report.ok || report.value === 'gone' || report.value === 'pending') return await estimateOfAll();
  const readAt = desk.clock.now();
  const reported = report.value.map(
    (rate): StoredRate => ({
      ...rate,
      days: windowDays(rate),
      program: undefined,
      source: 'amazon',
      readAt,
    }),
  );
  await desk.rates.save(accountId, reported);
  await estimateAll(desk, account, reported);
}

async function askAgain(desk: RateDesk, accountId: AccountId, reportId: string): Promise<void> {
  const notBefore = addSeconds(desk.clock.now(), ASK_AGAIN_SECONDS);
  await desk.queue.add([{ job: { kind: 'refresh-rate', accountId, reportId }, notBefore }]);
}

/** Estimates every window that Amazon has not reported. */
async function estimateAll(desk: RateDesk, account: Account, reported: readonly StoredRate[]): Promise<void> {
  const { coverage } = await desk.mirror.progress(account.id);
  const now = desk.clock.now();
  const estimates: StoredRate[] = [];
  for (const marketplaceId of account.marketplaceIds) {
    const reach = coverage.find((one) => one.marketplaceId === marketplaceId);
    for (const window of targetWindows(marketplaceId)) {
      const isReported = reported.some((one) => one.marketplaceId === marketplaceId && isOf(one, window));
      // No rate is better than a wrong one, while our copies do not reach over the window.
      if (isReported || !covers(reach, subDays(now, window.days), now)) continue;
      estimates.push(await estimateOf(desk, { accountId: account.id, marketplaceId, window }));
    }
  }
  if (estimates.length > 0) await desk.rates.save(account.id, estimates);
}

function isOf(one: StoredRate, { days, program }: TargetWindow): boolean {
  return one.days === days && one.program === program;
}

/** Counted in our copies, at no cost at Amazon. */
async function estimateOf(
  desk: RateDesk,
  place: { readonly accountId: AccountId; readonly marketplaceId: MarketplaceId; readonly window: TargetWindow },
): Promise<StoredRate> {
  const { accountId, marketplaceId, window } = place;
  const { days, program } = window;
  const to = desk.clock.now();
  const from = subDays(to, days);
  const rate = await desk.figures.rate({ accountId, marketplaceId, program, from, to });
  return { source: 'estimate', marketplaceId, days, program, rate, target: undefined, from, to, readAt: to };
}
