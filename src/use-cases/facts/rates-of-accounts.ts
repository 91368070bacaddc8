import type { RateSnapshot } from '../../domain/cancellation.js';
import type { MarketplaceId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';
import { presentRates } from './present-rate.js';

/** The rate of one marketplace of one account. */
export interface MarketplaceRate {
  readonly marketplaceId: MarketplaceId;
  /** Absent while there is only one account. */
  readonly accountName?: string;
  readonly rate: RateSnapshot | undefined;
}

/** The rate of each marketplace of each account; accounts are named as soon as there are several. */
export async function ratesOfAccounts(
  desk: Pick<Desk, 'clock' | 'accounts' | 'rates' | 'cancellations'>,
): Promise<readonly MarketplaceRate[]> {
  const accounts = desk.accounts.all();
  const places = accounts.flatMap(({ id: accountId, name, marketplaceIds }) =>
    marketplaceIds.map((marketplaceId) => ({ accountId, name, marketplaceId, counts: 0 })),
  );
  const rates = await presentRates(desk, places);
  return places.map(({ marketplaceId, name }, index) => ({
    marketplaceId,
    ...(accounts.length > 1 && { accountName: name }),
    rate: rates[index],
  }));
}
