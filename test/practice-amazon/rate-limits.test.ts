import { describe, expect, it } from 'vitest';
import { type Client, startClient } from './client.js';

const FEEDS = 'GET /feeds/2021-06-30/feeds?feedTypes=POST_ORDER_ACKNOWLEDGEMENT_DATA';
const SEARCH = 'GET /orders/2026-01-01/orders?createdAfter=2026-11-20T00:00:00Z';

async function statuses({ call }: Client, route: string, times: number): Promise<number[]> {
  const all: number[] = [];
  for (let made = 0; made < times; made += 1) all.push((await call(route)).status);
  return all;
}

describe('the usage plan', () => {
  it.each([
    [SEARCH, 20, '0.0056'],
    [FEEDS, 10, '0.0222'],
    ['GET /sellers/v1/marketplaceParticipations', 15, '0.016'],
  ])('of %s lets a burst of %i through and then answers 429', async (route, burst, rate) => {
    const client = await startClient();
    expect(await statuses(client, route, burst)).toEqual(Array.from({ length: burst }, () => 200));
    const answer = await client.call(route);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('x-amzn-ratelimit-limit')).toBe(rate);
    expect(answer.body).toEqual({
      errors: [{ code: 'QuotaExceeded', message: 'You exceeded your quota for the requested resource.', details: '' }],
    });
  });

  it('gives a call back when its time has passed, no earlier', async () => {
    const client = await startClient();
    await statuses(client, FEEDS, 10);
    client.amazon.control.advanceClock(44_000);
    expect(await statuses(client, FEEDS, 1)).toEqual([429]);
    client.amazon.control.advanceClock(2_000);
    expect(await statuses(client, FEEDS, 2)).toEqual([200, 429]);
  });

  it('keeps operations apart', async () => {
    const client = await startClient();
    await statuses(client, FEEDS, 11);
    expect(await statuses(client, SEARCH, 1)).toEqual([200]);
  });

  it('can be switched off', async () => {
    const off = await startClient({ enforceRateLimits: false });
    expect(new Set(await statuses(off, FEEDS, 15))).toEqual(new Set([200]));
    off.amazon.control.setRateLimits(true);
    expect((await statuses(off, FEEDS, 11)).at(-1)).toBe(429);
  });
});
