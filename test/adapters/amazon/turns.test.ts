import { describe, expect, it } from 'vitest';
import type { TokenBucket } from '../../../src/ports/rate-limits.js';
import { amazonOnStage, GERMANY, ORDER_ID, refusal, type Reply, type Stage } from './amazon-on-stage.js';

const QUOTA = { errors: [{ code: 'QuotaExceeded', message: 'You exceeded your quota for the requested resource.' }] };
const FEEDS = 'POST /feeds/2021-06-30/feeds';
const ORDER = `GET /messaging/v1/orders/${ORDER_ID}`;
const OFFERED: Reply = { status: 200, json: { _links: { actions: [{ href: '/x', name: 'unexpectedProblem' }] } } };

const create = async (stage: Stage) => await stage.amazon.feeds.create('doc-1', GERMANY, 'background');

describe('a 429', () => {
  it('makes background work stop at once, with the time until the next call, and nothing is sent before it', async () => {
    const stage = await amazonOnStage();
    stage.on(FEEDS, { status: 429, json: QUOTA }, { status: 202, json: { feedId: '77' } });
    const throttled = { ok: false, failure: { kind: 'throttled', retryAfterMs: 120_482 } };
    expect(await create(stage)).toEqual(throttled);
    expect(await create(stage)).toEqual(throttled);
    expect(stage.received).toHaveLength(1);
    stage.clock.advance(120_482);
    expect(await create(stage)).toEqual({ ok: true, value: { amazonFeedId: '77' } });
  });

  it('goes by the rate that Amazon says it applies', async () => {
    const stage = await amazonOnStage();
    stage.on(FEEDS, { status: 429, json: QUOTA, headers: { 'x-amzn-RateLimit-Limit': '0.1' } });
    expect(await create(stage)).toEqual({
      ok: false,
      failure: { kind: 'throttled', retryAfterMs: 10_000 },
    });
  });

  it('is waited out once for a person', async () => {
    const stage = await amazonOnStage();
    stage.on(ORDER, { status: 429, json: QUOTA, headers: { 'x-amzn-RateLimit-Limit': '100' } }, OFFERED);
    expect(await stage.amazon.messages.isOffered(ORDER_ID, GERMANY, 'interactive')).toEqual({ ok: true, value: true });
    expect(stage.received).toHaveLength(2);
  });

  it('ends a person’s call after the second one, or when the wait would be long', async () => {
    const twice = await amazonOnStage();
    twice.on(ORDER, { status: 429, json: QUOTA, headers: { 'x-amzn-RateLimit-Limit': '100' } });
    expect(await twice.amazon.messages.isOffered(ORDER_ID, GERMANY, 'interactive')).toEqual({
      ok: false,
      failure: { kind: 'throttled', retryAfterMs: 10 },
    });
    expect(twice.received).toHaveLength(2);

    const long = await amazonOnStage();
    long.on(ORDER, { status: 429, json: QUOTA, headers: { 'x-amzn-RateLimit-Limit': '0.1' } });
    expect(await long.amazon.messages.isOffered(ORDER_ID, GERMANY, 'interactive')).toEqual({
      ok: false,
      failure: { kind: 'throttled', retryAfterMs: 10_000 },
    });
    expect(long.received).toHaveLength(1);
  });

  it('leaves the last five of thirty order reads to people', async () => {
    const stage = await amazonOnStage();
    stage.on(`GET /orders/2026-01-01/orders/${ORDER_ID}`, refusal(404, 'NotFound', 'no such order'));
    for (let call = 1; call <= 25; call += 1)
      expect(await stage.amazon.orders.get(ORDER_ID, 'background')).toMatchObject({ failure: { kind: 'not-found' } });
    expect(await stage.amazon.orders.get(ORDER_ID, 'background')).toEqual({
      ok: false,
      failure: { kind: 'throttled', retryAfterMs: 2000 },
    });
    expect(await stage.amazon.orders.get(ORDER_ID, 'interactive')).toMatchObject({ failure: { kind: 'not-found' } });
  });

  it('leaves the last three of fifteen feeds to those that must not be late', async () => {
    const stage = await amazonOnStage();
    stage.on(FEEDS, { status: 202, json: { feedId: '77' } });
    for (let feed = 1; feed <= 12; feed += 1) expect(await create(stage)).toMatchObject({ ok: true });
    expect(await create(stage)).toEqual({ ok: false, failure: { kind: 'throttled', retryAfterMs: 120_482 } });
    for (let feed = 1; feed <= 3; feed += 1)
      expect(await stage.amazon.feeds.create('doc-1', GERMANY, 'interactive')).toMatchObject({ ok: true });
    expect(stage.received).toHaveLength(15);
  });
});

describe('a database that fails', () => {
  const failing = async (): Promise<never> => await Promise.reject(new Error('the database is gone'));
  const silent = async (): Promise<never> => await new Promise(() => undefined);
  const go = { kind: 'go', afterMs: 0, perSecond: 0.0083 } as const;
  const withBucket = async (changes: Partial<TokenBucket>): Promise<Stage> => {
    const bucket: TokenBucket = {
      take: async () => await Promise.resolve(go),
      roomAfterMs: failing,
      learn: failing,
      drain: failing,
      ...changes,
    };
    return await amazonOnStage({ rateLimits: { bucket: () => bucket }, timeouts: { backgroundMs: 400 } });
  };

  it.each([
    ['before', failing],
    ['without a word before', silent],
  ])('%s the call lets nothing be sent', async (_when, take) => {
    const stage = await withBucket({ take });
    expect(await create(stage)).toEqual({
      ok: false,
      failure: { kind: 'unavailable', message: 'not called, since calls could not be counted', uncounted: true },
    });
    expect(stage.received).toHaveLength(0);
  });

  it.each([
    ['after', failing],
    ['without a word after', silent],
  ])('%s the call does not hide that it took effect', async (_when, learn) => {
    const stage = await withBucket({ learn });
    stage.on(FEEDS, { status: 202, json: { feedId: '77' }, headers: { 'x-amzn-RateLimit-Limit': '0.5' } });
    expect(await create(stage)).toEqual({ ok: true, value: { amazonFeedId: '77' } });
    expect(stage.received).toHaveLength(1);
  });

  it('after a 429 leaves it a 429', async () => {
    const stage = await withBucket({});
    stage.on(FEEDS, { status: 429, json: QUOTA });
    expect(await create(stage)).toEqual({ ok: false, failure: { kind: 'throttled', retryAfterMs: 120_482 } });
  });
});
