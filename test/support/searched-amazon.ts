import { createAmazon } from '../../src/adapters/amazon/create-amazon.js';
import type { Amazon } from '../../src/ports/amazon.js';
import type { TokenBucket } from '../../src/ports/rate-limits.js';
import { ACCOUNT } from '../fixtures/cases.js';
import { frozenClock } from './frozen-clock.js';

/** An Amazon of which only the search for orders is ever asked; anything else fails. */
export function searchedAmazon(changed: Amazon['orders']['changed']): Amazon {
  const nowhere = 'http://127.0.0.1:9';
  const real = createAmazon({
    apiUrl: nowhere,
    lwaUrl: nowhere,
    credentials: { clientId: 'none', clientSecret: 'none', refreshToken: 'none' },
    sellerId: ACCOUNT,
    marketplaceIds: [],
    clock: frozenClock('2026-11-24T15:00:00Z'),
    allowHttpDocuments: true,
    rateLimits: {
      bucket: (): TokenBucket => {
        throw new Error('Only orders are searched here');
      },
    },
  });
  return { ...real, orders: { ...real.orders, changed } };
}
