import { type MarketplaceId, marketplaceIdSchema } from './ids.js';

export type Region = 'na' | 'eu' | 'fe';

/** One of Amazon's marketplaces, as far as we need it. */
export interface Marketplace {
  readonly id: MarketplaceId;
  /** ISO 3166 country code. */
  readonly country: string;
  readonly region: Region;
  /** ISO 4217. */
  readonly currency: string;
  /** Host of that marketplace's Seller Central. */
  readonly sellerCentral: string;
}

function marketplace(id: string, country: string, rest: [Region, string, string]): Marketplace {
  const [region, currency, site] = rest;
  return { id: marketplaceIdSchema.parse(id), country, region, currency, sellerCentral: `sellercentral.amazon.${site}` };
}

/** Ids, regions and currencies: developer-docs.amazon.com/sp-api/docs/marketplace-ids and /sp-api-endpoints. */
export const MARKETPLACES: readonly Marketplace[] = [
  marketplace('ATVPDKIKX0DER', 'US', ['na', 'USD', 'com']),
  marketplace('A2EUQ1WTGCTBG2', 'CA', ['na', 'CAD', 'ca']),
  marketplace('A1AM78C64UM0Y8', 'MX', ['na', 'MXN', 'com.mx']),
  marketplace('A2Q3Y263D00KWC', 'BR', ['na', 'BRL', 'com.br']),
  marketplace('A28R8C7NBKEWEA', 'IE', ['eu', 'EUR', 'ie']),
  marketplace('A1RKKUPIHCS9HS', 'ES', ['eu', 'EUR', 'es']),
  marketplace('A1F83G8C2ARO7P', 'GB', ['eu', 'GBP', 'co.uk']),
  marketplace('A13V1IB3VIYZZH', 'FR', ['eu', 'EUR', 'fr']),
  marketplace('AMEN7PMS3EDWL', 'BE', ['eu', 'EUR', 'com.be']),
  marketplace('A1805IZSGTT6HS', 'NL', ['eu', 'EUR', 'nl']),
  marketplace('A1PA6795UKMFR9', 'DE', ['eu', 'EUR', 'de']),
  marketplace('APJ6JRA9NG5V4', 'IT', ['eu', 'EUR', 'it']),
  marketplace('A2NODRKZP88ZB9', 'SE', ['eu', 'SEK', 'se']),
  marketplace('AE08WJ6YKNBMC', 'ZA', ['eu', 'ZAR', 'co.za']),
  marketplace('A1C3SOZRARQ6R3', 'PL', ['eu', 'PLN', 'pl']),
  marketplace('ARBP9OOSHTCHU', 'EG', ['eu', 'EGP', 'eg']),
  marketplace('A33AVAJ2PDY3EV', 'TR', ['eu', 'TRY', 'com.tr']),
  marketplace('A17E79C6D8DWNP', 'SA', ['eu', 'SAR', 'sa']),
  marketplace('A2VIGQ35RCS4UG', 'AE', ['eu', 'AED', 'ae']),
  marketplace('A21TJRUUN4KGV', 'IN', ['eu', 'INR', 'in']),
  marketplace('A19VAU5U5O7RUS', 'SG', ['fe', 'SGD', 'sg']),
  marketplace('A39IBJ37TRP1C6', 'AU', ['fe', 'AUD', 'com.au']),
  marketplace('A1VC38T7YXB528', 'JP', ['fe', 'JPY', 'co.jp']),
];

const BY_ID = new Map(MARKETPLACES.map((one) => [one.id, one]));

/** The marketplace with this id; undefined for one that we do not know. */
export function findMarketplace(id: MarketplaceId): Marketplace | undefined {
  return BY_ID.get(id);
}

/** The same order in that marketplace's Seller Central; undefined for a marketplace that we do not know. */
export function sellerCentralLink(order: { marketplaceId: MarketplaceId; orderId: string }): string | undefined {
  const found = findMarketplace(order.marketplaceId);
  return found && `https://${found.sellerCentral}/orders-v3/order/${order.orderId}`;
}
