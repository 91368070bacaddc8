import type { CancelledBy, FulfillmentStatus } from '../../domain/order.js';
import type { Country } from './marketplaces.js';

/** What an order of the shop is to be, before it gets its ids and dates. */
export interface OrderSpec {
  readonly country: Country;
  /** Hours since it was placed. */
  readonly age: number;
  readonly status: FulfillmentStatus;
  readonly fulfilledBy: 'MERCHANT' | 'AMAZON';
  readonly programs: readonly string[];
  /** SKU and units of each line. */
  readonly lines: readonly (readonly [string, number])[];
  readonly buyerRequest: string | undefined;
  readonly cancelledBy: CancelledBy | undefined;
  readonly locale: string | undefined;
  readonly messaging: boolean;
  readonly gift: boolean;
}

/** An unshipped, seller-fulfilled order of one unit, unless said otherwise. */
export function spec(country: Country, age: number, rest: Partial<Omit<OrderSpec, 'country' | 'age'>> = {}): OrderSpec {
  return {
    country,
    age,
    status: 'UNSHIPPED',
    fulfilledBy: 'MERCHANT',
    programs: [],
    lines: [['MUG-TRAVEL-350', 1]],
    buyerRequest: undefined,
    cancelledBy: undefined,
    locale: undefined,
    messaging: true,
    gift: false,
    ...rest,
  };
}

/** Choices of Amazon's own "Request cancellation" form. */
export const REQUEST_REASONS: readonly string[] = [
  'Changed mind about purchase',
  'Order created by mistake',
  'Item(s) would not arrive on time',
  'Found cheaper somewhere else',
];
