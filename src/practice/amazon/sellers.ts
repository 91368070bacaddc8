import { json } from './http.js';
import { MARKETPLACES } from './marketplaces.js';
import { readQuery } from './query.js';
import { operation } from './world.js';

/** GET /sellers/v1/marketplaceParticipations: all three regions at once; where the seller does not sell, it says so. */
export const getMarketplaceParticipations = operation(
  'getMarketplaceParticipations',
  'GET /sellers/v1/marketplaceParticipations',
  ({ countries, storeName }, call) => {
    readQuery(call, []);
    const payload = Object.values(MARKETPLACES).map(({ id, name, country, currency, language, domain }) => ({
      marketplace: { id, name, countryCode: country, defaultCurrencyCode: currency, defaultLanguageCode: language, domainName: domain },
      storeName,
      participation: { isParticipating: countries.includes(country), hasSuspendedListings: false },
    }));
    return json(200, { payload });
  },
);
