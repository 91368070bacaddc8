/** A marketplace of the practice shop, with what the Sellers API says about it. */
export interface PracticeMarketplace {
  readonly id: string;
  readonly country: 'US' | 'DE' | 'JP';
  readonly name: string;
  readonly currency: 'USD' | 'EUR' | 'JPY';
  readonly language: string;
  readonly domain: string;
  /** Locale of most buyers, as Messaging's GetAttributes writes it. */
  readonly locale: string;
}

export type Country = PracticeMarketplace['country'];

/** Ids: developer-docs.amazon.com/sp-api/docs/marketplace-ids. */
export const MARKETPLACES: Readonly<Record<Country, PracticeMarketplace>> = {
  US: {
    id: 'ATVPDKIKX0DER',
    country: 'US',
    name: 'Amazon.com',
    currency: 'USD',
    language: 'en_US',
    domain: 'www.amazon.com',
    locale: 'en-US',
  },
  DE: {
    id: 'A1PA6795UKMFR9',
    country: 'DE',
    name: 'Amazon.de',
    currency: 'EUR',
    language: 'de_DE',
    domain: 'www.amazon.de',
    locale: 'de-DE',
  },
  JP: {
    id: 'A1VC38T7YXB528',
    country: 'JP',
    name: 'Amazon.co.jp',
    currency: 'JPY',
    language: 'ja_JP',
    domain: 'www.amazon.co.jp',
    locale: 'ja-JP',
  },
};

export const MARKETPLACE_IDS: readonly string[] = Object.values(MARKETPLACES).map(({ id }) => id);

/** Amazon's decimal string: two places, none for yen. */
export function decimal(minorUnits: number, currency: string): string {
  return currency === 'JPY' ? String(minorUnits) : (minorUnits / 100).toFixed(2);
}
