import { json } from './http.js';
import { MARKETPLACES } from './marketplaces.js';
import { readQuery } from './query.js';
import { operation } from './world.js';

/** GET /sellers/v1/marketplaceParticipations: one seller in all three regions. */
export const getMarketplaceParticipations = operation(
  'getMarketplaceParticipations',
  'GET /sellers/v1/marketplaceParticipations',
  (_world, call) => {
    readQuery(call, []);
    const payload = Object.values(MARKETPLACES).map(({ id, name, country, currency, language, domain }) => ({
      marketplace: { id, name, countryCode: country, defaultCurrencyCode: currency, defaultLanguageCode: language, domainName: domain },
      storeName: 'Harbour & Fox Practice Store',
      participation: { isParticipating: true, hasSuspendedListings: false },
    }));
    return json(200, { payload });
  },
);
