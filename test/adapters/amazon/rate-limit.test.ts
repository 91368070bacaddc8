import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTokenBucket } from '../../../src/adapters/amazon/rate-limit.js';
import { frozenClock } from '../../support/frozen-clock.js';
import { amazonOnStage, GERMANY, ORDER_ID, refusal, type Reply } from './amazon-on-stage.js';

const QUOTA = { errors: [{ code: 'QuotaExceeded', message: 'You exceeded your quota for the requested resource.' }] };
const ORDER = `GET /messaging/v1/orders/${ORDER_ID}`;
const OFFERED: Reply = { status: 200, json: { _links: { actions: [{ href: '/x', name: 'unexpectedProblem' }] } } };

describe('the token bucket of an operation', () => {
  it('gives the burst at once and then one call each interval', () => {
    const clock = frozenClock('2026-11-23T10:00:00Z');
    const bucket = createTokenBucket({ perSecond: 0.0083, burst: 2 }, clock);
    expect(bucket.take('background')).toEqual({ kind: 'go', afterMs: 0 });
    expect(bucket.take('background')).toEqual({ kind: 'go', afterMs: 0 });
    expect(bucket.take('background')).toEqual({ kind: 'throttled', retryAfterMs: 120_482 });
    clock.advance(120_482);
    expect(bucket.take('background')).toEqual({ kind: 'go', afterMs: 0 });
  });

  it('leaves some calls to people, and lets a person wait up to two seconds', () => {
    const bucket = createTokenBucket({ perSecond: 0.5, burst: 3, keptForPeople: 2 }, frozenClock('2026-11-23T10:00:00Z'));
    expect(bucket.take('background')).toEqual({ kind: 'go', afterMs: 0 });
    expect(bucket.take('background')).toEqual({ kind: 'throttled', retryAfterMs: 2000 });
    expect(bucket.take('interactive')).toEqual({ kind: 'go', afterMs: 0 });
    expect(bucket.take('interactive')).toEqual({ kind: 'go', afterMs: 0 });
    expect(bucket.take('interactive')).toEqual({ kind: 'go', afterMs: 2000 });
    expect(bucket.take('interactive')).toEqual({ kind: 'throttled', retryAfterMs: 4000 });
  });

  it('never lets more through than the usage plan allows, whatever the order of calls', () => {
    const step = fc.record({
      waitMs: fc.integer({ min: -5_000, max: 60_000 }),
      urgency: fc.constantFrom('interactive' as const, 'background' as const),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const clock = frozenClock('2026-11-23T10:00:00Z');
        const plan = { perSecond: 0.5, burst: 5, keptForPeople: 1 };
        const bucket = createTokenBucket(plan, clock);
        let forwardMs = 0;
        let gone = 0;
        let latestMs = 0;
        for (const { waitMs, urgency } of steps) {
          clock.advance(waitMs);
          forwardMs += Math.max(0, waitMs);
          const turn = bucket.take(urgency);
          if (turn.kind === 'throttled') continue;
          gone += 1;
          latestMs = Math.max(latestMs, forwardMs + turn.afterMs);
        }
        expect(gone).toBeLessThanOrEqual(plan.burst + (latestMs / 1000) * plan.perSecond + 1e-6);
      }),
    );
  });
});

describe('a 429', () => {
  it('makes background work stop at once, with the time until the next call, and nothing is sent before it', async () => {
    const stage = await amazonOnStage();
    stage.on('POST /feeds/2021-06-30/feeds', { status: 429, json: QUOTA }, { status: 202, json: { feedId: '77' } });
    const throttled = { ok: false, failure: { kind: 'throttled', retryAfterMs: 120_482 } };
    expect(await stage.amazon.feeds.create('doc-1', GERMANY)).toEqual(throttled);
    expect(await stage.amazon.feeds.create('doc-1', GERMANY)).toEqual(throttled);
    expect(stage.received).toHaveLength(1);
    stage.clock.advance(120_482);
    expect(await stage.amazon.feeds.create('doc-1', GERMANY)).toEqual({ ok: true, value: { amazonFeedId: '77' } });
  });

  it('goes by the rate that Amazon says it applies', async () => {
    const stage = await amazonOnStage();
    stage.on('POST /feeds/2021-06-30/feeds', { status: 429, json: QUOTA, headers: { 'x-amzn-RateLimit-Limit': '0.1' } });
    expect(await stage.amazon.feeds.create('doc-1', GERMANY)).toEqual({ ok: false, failure: { kind: 'throttled', retryAfterMs: 10_000 } });
  });

  it('is waited out once for a person', async () => {
    const stage = await amazonOnStage();
    stage.on(ORDER, { status: 429, json: QUOTA, headers: { 'x-amzn-RateLimit-Limit': '100' } }, OFFERED);
    expect(await stage.amazon.messages.isOffered(ORDER_ID, GERMANY)).toEqual({ ok: true, value: true });
    expect(stage.received).toHaveLength(2);
  });

  it('ends a person’s call after the second one, or when the wait would be long', async () => {
    const twice = await amazonOnStage();
    twice.on(ORDER, { status: 429, json: QUOTA, headers: { 'x-amzn-RateLimit-Limit': '100' } });
    expect(await twice.amazon.messages.isOffered(ORDER_ID, GERMANY)).toEqual({
      ok: false,
      failure: { kind: 'throttled', retryAfterMs: 20 },
    });
    expect(twice.received).toHaveLength(2);

    const long = await amazonOnStage();
    long.on(ORDER, { status: 429, json: QUOTA, headers: { 'x-amzn-RateLimit-Limit': '0.1' } });
    expect(await long.amazon.messages.isOffered(ORDER_ID, GERMANY)).toEqual({
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
});
