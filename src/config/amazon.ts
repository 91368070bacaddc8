import { z } from 'zod';
import { accountIdSchema, marketplaceIdSchema, type AccountId, type MarketplaceId } from '../domain/ids.js';
import { findMarketplace, MARKETPLACES, type Region } from '../domain/marketplaces.js';
import { httpUrl, listOf, secretNotLike, variable } from './variable.js';

/** Access to the Selling Partner API for one seller account, or the pretended one. */
export type AmazonConfig = { readonly kind: 'practice' } | LiveAmazon;

/** A seller account at Amazon, or at whatever the two addresses point to. */
export interface LiveAmazon {
  readonly kind: 'live';
  readonly lwaClientId: string;
  readonly lwaClientSecret: string;
  readonly refreshToken: string;
  readonly sellerId: AccountId;
  readonly region: Region;
  /** At least one; all of `region`. */
  readonly marketplaceIds: readonly MarketplaceId[];
  /** Base of the Selling Partner API, without a slash at its end. */
  readonly apiUrl: string;
  /** Login with Amazon's token endpoint. */
  readonly lwaUrl: string;
  /** Whether presigned document addresses may be plain http: exactly when the API was pointed to a plain http address. */
  readonly allowHttpDocuments: boolean;
}

const REGIONS: readonly Region[] = ['na', 'eu', 'fe'];
// developer-docs.amazon.com/sp-api/docs/connect-to-the-selling-partner-api: the token endpoint of every region.
const LWA_URL = 'https://api.amazon.com/auth/o2/token';

const apiUrl = variable({
  expected: 'the address of a Selling Partner API, for example https://sellingpartnerapi-eu.amazon.com',
  parse: httpUrl,
}).optional();

const credentials = z.object({
  AMAZON_LWA_CLIENT_ID: variable({
    expected: 'the LWA client identifier, for example amzn1.application-oa2-client.0123456789abcdef',
    parse: secretNotLike('amzn1.oa2-cs.', 'Atzr|', 'Atza|'),
  }),
  AMAZON_LWA_CLIENT_SECRET: variable({
    expected: 'the LWA client secret, for example amzn1.oa2-cs.v1.0123456789abcdef',
    parse: secretNotLike('amzn1.application-oa2-client.', 'Atzr|', 'Atza|'),
  }),
  AMAZON_REFRESH_TOKEN: variable({
    expected: 'the refresh token of the seller who authorised the app, for example Atzr|IwEBIA…',
    parse: secretNotLike('amzn1.', 'Atza|'),
  }),
  AMAZON_SELLER_ID: variable({
    expected: 'the seller id (merchant token), for example A2EXAMPLE1SELLER',
    parse: (text) => accountIdSchema.safeParse(text).data,
  }),
  AMAZON_API_URL: apiUrl,
  AMAZON_LWA_URL: variable({ expected: `the address of a token endpoint, for example ${LWA_URL}`, parse: tokenUrl }).default(LWA_URL),
});

const places = z.object({
  AMAZON_REGION: variable({
    expected: 'na, eu or fe, for example eu',
    parse: (text) => REGIONS.find((region) => region === text.toLowerCase()),
  }),
  AMAZON_MARKETPLACE_IDS: variable({
    expected: 'marketplace ids of that region, comma-separated, for example A1PA6795UKMFR9,A13V1IB3VIYZZH',
    parse: listOf(knownMarketplace),
  }),
  AMAZON_API_URL: apiUrl,
});

const placesOfOneRegion = places.superRefine((values, context) => {
  // Another server than Amazon's own may well serve all of them.
  if (values.AMAZON_API_URL !== undefined) return;
  const region = values.AMAZON_REGION;
  const here = MARKETPLACES.filter((one) => one.region === region).map((one) => `${one.id} (${one.country})`);
  for (const { id, country, region: other } of MARKETPLACES) {
    if (other === region || !values.AMAZON_MARKETPLACE_IDS.includes(id)) continue;
    const message = `names ${id} (${country}) of region ${other}, but AMAZON_REGION is ${region}: it must be of ${here.join(', ')}`;
    context.addIssue({ code: 'custom', path: ['AMAZON_MARKETPLACE_IDS'], message });
  }
});

/** The live account's variables. An intersection, so that problems of both halves are found at once. */
export const amazonVariables = credentials.and(placesOfOneRegion).transform(
  (values): AmazonConfig => ({
    kind: 'live',
    lwaClientId: values.AMAZON_LWA_CLIENT_ID,
    lwaClientSecret: values.AMAZON_LWA_CLIENT_SECRET,
    refreshToken: values.AMAZON_REFRESH_TOKEN,
    sellerId: values.AMAZON_SELLER_ID,
    region: values.AMAZON_REGION,
    marketplaceIds: values.AMAZON_MARKETPLACE_IDS,
    apiUrl: values.AMAZON_API_URL ?? amazonsOwnUrl(values.AMAZON_REGION),
    lwaUrl: values.AMAZON_LWA_URL,
    allowHttpDocuments: values.AMAZON_API_URL?.startsWith('http:') ?? false,
  }),
);

/** An account at a pretended Amazon, as if it had been configured. */
export function pretendedAccount(pretended: {
  readonly url: string;
  readonly lwaUrl: string;
  readonly credentials: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly refreshToken: string;
    readonly sellerId: string;
  };
  readonly marketplaceIds: readonly string[];
  readonly region: Region;
}): LiveAmazon {
  const { credentials } = pretended;
  return {
    kind: 'live',
    lwaClientId: credentials.clientId,
    lwaClientSecret: credentials.clientSecret,
    refreshToken: credentials.refreshToken,
    sellerId: accountIdSchema.parse(credentials.sellerId),
    region: pretended.region,
    marketplaceIds: pretended.marketplaceIds.map((id) => marketplaceIdSchema.parse(id)),
    apiUrl: pretended.url,
    lwaUrl: pretended.lwaUrl,
    allowHttpDocuments: true,
  };
}

/** How the Selling Partner API of a region is reached. */
export interface AmazonPlace {
  readonly apiUrl: string;
  readonly lwaUrl: string;
  readonly allowHttpDocuments: boolean;
  readonly marketplaceIds: readonly MarketplaceId[];
}

/**
 * Where another account of some region is spoken to: Amazon's own address for it, with the marketplaces of that region.
 * Where the environment points elsewhere, everything goes there, and it may well serve all marketplaces.
 */
export function placeOf(region: Region, { apiUrl, lwaUrl, allowHttpDocuments, ...environment }: LiveAmazon): AmazonPlace {
  const elsewhere = apiUrl !== amazonsOwnUrl(environment.region);
  const here = MARKETPLACES.filter((one) => elsewhere || one.region === region);
  return { apiUrl: elsewhere ? apiUrl : amazonsOwnUrl(region), lwaUrl, allowHttpDocuments, marketplaceIds: here.map(({ id }) => id) };
}

function amazonsOwnUrl(region: Region): string {
  return `https://sellingpartnerapi-${region}.amazon.com`;
}

/** Whether any of Amazon's variables is set: then an account is meant, and all that it needs is asked for. */
export function namesAmazon(environment: Readonly<Record<string, string>>): boolean {
  return [...Object.keys(credentials.shape), ...Object.keys(places.shape)].some((name) => environment[name] !== undefined);
}

/** A server alone, as it is given for the other addresses, means Login with Amazon's own path on it. */
function tokenUrl(text: string): string | undefined {
  const url = httpUrl(text);
  return url !== undefined && new URL(url).pathname === '/' ? `${url}${new URL(LWA_URL).pathname}` : url;
}

function knownMarketplace(text: string): MarketplaceId | undefined {
  const id = marketplaceIdSchema.safeParse(text).data;
  return id === undefined ? undefined : findMarketplace(id)?.id;
}
