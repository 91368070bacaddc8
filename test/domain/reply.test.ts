import { describe, expect, it } from 'vitest';
import type { FulfillmentStatus } from '../../src/domain/order.js';
import { replyFor } from '../../src/domain/reply.js';
import type { Obstacle } from '../../src/domain/verdict.js';

describe('the answer to a buyer who wrote', () => {
  it.each<[Obstacle, FulfillmentStatus, string | undefined]>([
    ['fulfilled-by-amazon', 'UNSHIPPED', 'how-to-request'],
    ['fulfilled-by-amazon', 'SHIPPED', 'on-its-way'],
    ['pending', 'PENDING', 'how-to-request'],
    ['shipped', 'SHIPPED', 'on-its-way'],
    ['partly-shipped', 'PARTIALLY_SHIPPED', undefined],
    ['already-cancelled', 'CANCELLED', undefined],
    ['being-cancelled', 'UNSHIPPED', undefined],
  ])('for an order that is %s and %s is %s', (rule, status, purpose) => {
    expect(replyFor(rule, status)).toBe(purpose);
  });
});
