import type { AccountId, MarketplaceId } from '../../domain/ids.js';
import { MARKETPLACE_IDS } from './marketplaces.js';
import type { Credentials } from './world.js';

/** The seller account as an app is configured with one. */
export interface PracticeAccount {
  readonly kind: 'live';
  readonly lwaClientId: string;
  readonly lwaClientSecret: string;
  readonly refreshToken: string;
  readonly sellerId: AccountId;
  /** Named for configuration's sake; the marketplaces of all three regions are served. */
  readonly region: 'na';
  readonly marketplaceIds: readonly MarketplaceId[];
  readonly apiUrl: string;
  readonly lwaUrl: string;
  readonly allowHttpDocuments: true;
}

/** Throws for a seller id that Amazon would not give out; the addresses come once the server listens. */
export function accountFor({ clientId, clientSecret, refreshToken, sellerId }: Credentials): (origin: string) => PracticeAccount {
  if (!isAccountId(sellerId)) throw new RangeError(`${sellerId} is no seller id`);
  return (origin) => ({
    kind: 'live',
    lwaClientId: clientId,
    lwaClientSecret: clientSecret,
    refreshToken,
    sellerId,
    region: 'na',
    marketplaceIds: MARKETPLACE_IDS.filter(isMarketplaceId),
    apiUrl: origin,
    lwaUrl: `${origin}/auth/o2/token`,
    allowHttpDocuments: true,
  });
}

function isAccountId(text: string): text is AccountId {
  return /^[A-Z0-9]{5,30}$/.test(text);
}

function isMarketplaceId(text: string): text is MarketplaceId {
  return /^[A-Z0-9]{10,20}$/.test(text);
}
