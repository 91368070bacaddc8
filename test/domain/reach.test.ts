import { describe, expect, it } from 'vitest';
import { accountIdSchema, marketplaceIdSchema } from '../../src/domain/ids.js';
import { reachOf } from '../../src/domain/reach.js';
import { ACCOUNT, NOON, US } from '../fixtures/cases.js';

const OTHER = accountIdSchema.parse('A2OTHEREXAMPLE');
const JAPAN = marketplaceIdSchema.parse('A1VC38T7YXB528');
const hoursAgo = (hours: number): Date => new Date(NOON.getTime() - hours * 3_600_000);
const DAYS_41 = 41 * 24;

const covered = (accountId: typeof ACCOUNT, marketplaceId: typeof US, hours: { readonly from: number; readonly to: number }) => ({
  accountId,
  marketplaceId,
  from: hoursAgo(hours.from),
  to: hoursAgo(hours.to),
  refreshedAt: NOON,
  spanMs: 1,
});
const PLACES = [
  { accountId: ACCOUNT, marketplaceId: US },
  { accountId: ACCOUNT, marketplaceId: JAPAN },
];

describe('how far the copies of orders reach', () => {
  it('is as far as the marketplace that reaches least', () => {
    const coverage = [covered(ACCOUNT, US, { from: DAYS_41, to: 1 }), covered(ACCOUNT, JAPAN, { from: DAYS_41 + 24, to: 2 })];
    expect(reachOf(PLACES, coverage, NOON)).toEqual({ filling: false, from: hoursAgo(DAYS_41), to: hoursAgo(2) });
  });

  it('is still being filled while one marketplace goes less than 40 days back', () => {
    const coverage = [covered(ACCOUNT, US, { from: DAYS_41, to: 1 }), covered(ACCOUNT, JAPAN, { from: 30, to: 0 })];
    expect(reachOf(PLACES, coverage, NOON)).toEqual({ filling: true, from: hoursAgo(30), to: hoursAgo(1) });
  });

  it('is not known while nothing is said of one of them, also where another account sells there', () => {
    const coverage = [covered(ACCOUNT, US, { from: DAYS_41, to: 1 }), covered(OTHER, JAPAN, { from: DAYS_41, to: 1 })];
    expect(reachOf(PLACES, coverage, NOON)).toEqual({ filling: true, from: undefined, to: undefined });
  });

  it('is of no account and no marketplace nothing that is being filled', () => {
    expect(reachOf([], [], NOON)).toEqual({ filling: false, from: undefined, to: undefined });
  });
});
