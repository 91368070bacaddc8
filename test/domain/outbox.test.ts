import { describe, expect, it } from 'vitest';
import { isUrgent, leavesAt } from '../../src/domain/outbox.js';

const now = new Date('2026-11-24T12:00:00Z');
const at = (time: string | undefined): Date | undefined => (time === undefined ? undefined : new Date(time));

describe('the outbox', () => {
  it.each([
    { name: 'to be shipped within four hours', shipBy: '2026-11-24T15:59:00Z', urgent: true, seconds: 10 },
    { name: 'that should have been shipped', shipBy: '2026-11-24T09:00:00Z', urgent: true, seconds: 10 },
    { name: 'with four hours left', shipBy: '2026-11-24T16:00:00Z', urgent: false, seconds: 60 },
    { name: 'whose time to ship is not known', shipBy: undefined, urgent: false, seconds: 60 },
  ])('keeps an order $name for $seconds s', ({ shipBy, urgent, seconds }) => {
    expect(isUrgent({ shipBy: at(shipBy), now })).toBe(urgent);
    expect(leavesAt({ shipBy: at(shipBy), now, windowSeconds: 60 })).toEqual(new Date(now.getTime() + seconds * 1000));
  });

  it('keeps nothing longer than its window, however urgent', () => {
    expect(leavesAt({ shipBy: now, now, windowSeconds: 3 })).toEqual(new Date(now.getTime() + 3000));
  });
});
