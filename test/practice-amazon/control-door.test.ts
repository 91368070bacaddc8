import { describe, expect, it } from 'vitest';
import { startClient } from './client.js';

const FEEDS = 'GET /feeds/2021-06-30/feeds?feedTypes=POST_ORDER_ACKNOWLEDGEMENT_DATA';

describe('the control door', () => {
  it('is closed unless it was asked for', async () => {
    const { amazon, raw } = await startClient();
    expect((await raw(`${amazon.url}/_practice/shop`)).status).toBe(404);
    expect((await raw(`${amazon.url}/_practice/clock`, { method: 'POST' })).status).toBe(404);
  });

  it('sets the clock ahead', async () => {
    const { call } = await startClient({ controlDoor: true });
    const answer = await call('POST /_practice/clock', { body: { advanceMs: 60_000 } });
    expect([answer.status, answer.body]).toEqual([200, { now: '2026-11-24T09:01:00.000Z' }]);
  });

  it('lets the buyer ask and Amazon cancel', async () => {
    const { amazon, call } = await startClient({ controlDoor: true });
    const { unshipped, prime } = amazon.shop.samples;
    expect((await call(`POST /_practice/orders/${unshipped}/buyer-request`, { body: { reason: 'Order created by mistake' } })).status).toBe(
      200,
    );
    expect(amazon.shop.order(unshipped)).toMatchObject({ status: 'UNSHIPPED', items: [{ buyerRequest: 'Order created by mistake' }] });
    expect((await call(`POST /_practice/orders/${prime}/amazon-cancel`)).status).toBe(200);
    expect(amazon.shop.order(prime)).toMatchObject({ status: 'CANCELLED', items: [{ cancelled: { by: 'AMAZON' } }] });
    expect((await call('POST /_practice/orders/111-0000000-0000000/amazon-cancel')).status).toBe(404);
  });

  it('sets and clears faults, and refuses one that it does not know', async () => {
    const { call } = await startClient({ controlDoor: true });
    const fault = { kind: 'server-error', operation: 'getFeeds' };
    await call('POST /_practice/faults', { body: fault });
    expect((await call('GET /_practice/faults')).body).toEqual({ faults: [fault] });
    expect((await call(FEEDS)).status).toBe(500);
    await call('DELETE /_practice/faults');
    expect((await call(FEEDS)).status).toBe(200);
    expect((await call('POST /_practice/faults', { body: { kind: 'flood' } })).status).toBe(400);
    expect((await call('POST /_practice/faults', { body: { ...fault, operation: 'getFeds' } })).status).toBe(400);
  });

  it('switches the rate limits', async () => {
    const { call } = await startClient({ controlDoor: true });
    await call('POST /_practice/rate-limits', { body: { on: false } });
    for (let made = 0; made < 12; made += 1) expect((await call(FEEDS)).status).toBe(200);
  });

  it('shows the shop without its buyers, and the ledger without the door itself', async () => {
    const { amazon, call } = await startClient({ controlDoor: true });
    const shop = await call('GET /_practice/shop');
    expect(shop.body).toMatchObject({ samples: amazon.shop.samples });
    expect(shop.text).not.toContain(amazon.shop.order(amazon.shop.samples.unshipped)?.buyer.name);
    expect((await call('GET /_practice/ledger')).body).toMatchObject({ entries: [{ sequence: 1, operation: 'token', status: 200 }] });
    expect(amazon.ledger).toHaveLength(1);
  });
});
