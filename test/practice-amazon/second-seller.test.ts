import { describe, expect, it } from 'vitest';
import { grantFor, startClient } from './client.js';

const PARTICIPATIONS = 'GET /sellers/v1/marketplaceParticipations';

/** The form by which the second seller's app asks for a token. */
async function secondSeller() {
  const client = await startClient();
  const { clientId, clientSecret, refreshToken } = client.amazon.second.credentials;
  const grant = grantFor(client.amazon, { client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken });
  const askForToken = async () => await client.raw(client.amazon.lwaUrl, { method: 'POST', body: grant });
  const { body } = await askForToken();
  const token = String(Object.entries(body ?? {}).find(([name]) => name === 'access_token')?.[1]);
  return { ...client, askForToken, asSecond: { headers: { 'x-amz-access-token': token } } };
}

describe('the second seller', () => {
  it('has a shop of its own: neither sees an order of the other', async () => {
    const { amazon, call, asSecond } = await secondSeller();
    const [own, other] = [amazon.second.samples.unshipped, amazon.shop.samples.unshipped];
    const statusOf = async (orderId: string, as = {}): Promise<number> =>
      (await call(`GET /orders/2026-01-01/orders/${orderId}`, as)).status;
    expect([await statusOf(own, asSecond), await statusOf(other, asSecond)]).toEqual([200, 404]);
    expect([await statusOf(own), await statusOf(other)]).toEqual([404, 200]);
  });

  it('has no order id in common with the first', async () => {
    const { amazon } = await secondSeller();
    const ids = amazon.shop.listOrders().map(({ orderId }) => orderId);
    expect(Object.values(amazon.second.samples).filter((orderId) => ids.includes(orderId))).toEqual([]);
  });

  it('sells in two marketplaces, and Amazon says so of the third', async () => {
    const { call, asSecond } = await secondSeller();
    const { body } = await call(PARTICIPATIONS, asSecond);
    expect(body).toMatchObject({
      payload: [
        { marketplace: { countryCode: 'US' }, participation: { isParticipating: true } },
        { marketplace: { countryCode: 'DE' }, participation: { isParticipating: true } },
        { marketplace: { countryCode: 'JP' }, participation: { isParticipating: false } },
      ],
    });
  });

  it('may not be asked for with the first seller’s app', async () => {
    const { amazon, raw } = await secondSeller();
    const body = grantFor(amazon, { refresh_token: amazon.second.credentials.refreshToken });
    expect(await raw(amazon.lwaUrl, { method: 'POST', body })).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('can take the authorisation back: tokens that were given out are worth nothing, and no other is given', async () => {
    const { amazon, call, asSecond, askForToken } = await secondSeller();
    amazon.control.revokeGrant(amazon.second.credentials.sellerId);
    const answer = await call(PARTICIPATIONS, asSecond);
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('The access token you provided is revoked')]);
    expect(await askForToken()).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await call(PARTICIPATIONS)).status).toBe(200);
  });
});
