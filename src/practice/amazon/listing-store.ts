import { CATALOGUE, type Product } from './catalogue.js';

/** One entry of a listing's fulfillment_availability. */
export interface Availability {
  readonly fulfillment_channel_code: string;
  readonly quantity?: number | undefined;
  readonly lead_time_to_ship_max_days?: number | undefined;
  readonly restock_date?: string | undefined;
}

export interface Listing {
  readonly product: Product;
  readonly availability: readonly Availability[];
  readonly updatedAt: Date;
}

/** One quantity for each SKU, whatever the marketplace. */
export interface ListingStore {
  find(sku: string): Listing | undefined;
  setAvailability(sku: string, availability: readonly Availability[], now: Date): void;
  /** Amazon puts units back on sale after a cancellation for any reason but NoInventory. */
  restock(sku: string, units: number, now: Date): void;
  nextSubmissionId(): string;
}

export function createListingStore(now: Date): ListingStore {
  const start = (product: Product): Listing => ({
    product,
    availability: [{ fulfillment_channel_code: 'DEFAULT', quantity: product.stock, lead_time_to_ship_max_days: 2 }],
    updatedAt: now,
  });
  const listings = new Map(CATALOGUE.map((product) => [product.sku, start(product)]));
  let submissions = 0;
  const setAvailability: ListingStore['setAvailability'] = (sku, availability, updatedAt) => {
    const listing = listings.get(sku);
    if (listing !== undefined) listings.set(sku, { ...listing, availability, updatedAt });
  };
  return {
    find: (sku) => listings.get(sku),
    setAvailability,
    restock: (sku, units, at) => {
      const added = (one: Availability): Availability =>
        one.fulfillment_channel_code === 'DEFAULT' ? { ...one, quantity: (one.quantity ?? 0) + units } : one;
      setAvailability(sku, (listings.get(sku)?.availability ?? []).map(added), at);
    },
    nextSubmissionId: () => {
      submissions += 1;
      return `f1dc2914-75dd-11ea-bc55-${String(submissions).padStart(12, '0')}`;
    },
  };
}
