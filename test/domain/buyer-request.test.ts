import { describe, expect, it } from 'vitest';
import { type RequestPostKind, requestIn, warehouseLine } from '../../src/domain/buyer-request.js';

describe('a buyer’s request in an order', () => {
  it.each([
    { status: 'UNSHIPPED', fulfilledBy: 'MERCHANT', buyerRequested: true, says: 'waits' },
    { status: 'UNSHIPPED', fulfilledBy: 'MERCHANT', buyerRequested: false, says: 'withdrawn' },
    { status: 'UNSHIPPED', fulfilledBy: 'AMAZON', buyerRequested: true, says: 'withdrawn' },
    { status: 'CANCELLED', fulfilledBy: 'MERCHANT', buyerRequested: true, says: 'cancelled' },
    { status: 'SHIPPED', fulfilledBy: 'MERCHANT', buyerRequested: true, says: 'shipped' },
    { status: 'PARTIALLY_SHIPPED', fulfilledBy: 'MERCHANT', buyerRequested: true, says: 'shipped' },
    { status: 'UNFULFILLABLE', fulfilledBy: 'MERCHANT', buyerRequested: true, says: 'unfulfillable' },
    { status: 'PENDING', fulfilledBy: 'MERCHANT', buyerRequested: true, says: undefined },
  ] as const)('$status, shipped by $fulfilledBy, flag $buyerRequested: $says', ({ says, ...order }) => {
    expect(requestIn(order)).toBe(says);
  });
});

describe('what the warehouse has to know', () => {
  const told = (...said: RequestPostKind[]) => said;
  it.each([
    { state: 'open', endedAs: undefined, said: told(), line: 'stop' },
    { state: 'claimed', endedAs: undefined, said: told('stop', 'inbox'), line: 'stop' },
    { state: 'answered', endedAs: undefined, said: told('stop'), line: 'ship' },
    { state: 'ended', endedAs: 'withdrawn', said: told('stop'), line: 'ship' },
    { state: 'ended', endedAs: 'cancelled', said: told('stop', 'ship'), line: 'cancelled' },
    { state: 'ended', endedAs: 'shipped', said: told('stop'), line: undefined },
    { state: 'ended', endedAs: 'cancelled', said: told('inbox'), line: undefined },
    { state: 'answered', endedAs: undefined, said: told(), line: undefined },
  ] as const)('of a request that is $state $endedAs, after $said: $line', ({ line, said, ...request }) => {
    expect(warehouseLine(request, said)).toBe(line);
  });
});
