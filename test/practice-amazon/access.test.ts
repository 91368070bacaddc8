import { createServer, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startPracticeAmazon } from '../../src/practice/amazon/server.js';
import { grantFor, START, startClient } from './client.js';

const ORDERS = 'GET /orders/2026-01-01/orders?createdAfter=2026-11-20T00:00:00Z';

describe('the token endpoint', () => {
  it('gives a bearer token for one hour', async () => {
    const { amazon, raw } = await startClient();
    const answer = await raw(amazon.lwaUrl, { method: 'POST', body: grantFor(amazon) });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ token_type: 'bearer', expires_in: 3600, refresh_token: 'Atzr|practice-refresh-token' });
  });

  it.each([
    [{ client_secret: 'wrong' }, 401, 'invalid_client'],
    [{ client_id: 'wrong' }, 401, 'invalid_client'],
    [{ refresh_token: 'Atzr|other' }, 400, 'invalid_grant'],
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ])('refuses %j with %i %s', async (changes, status, error) => {
    const { amazon, raw } = await startClient();
    const answer = await raw(amazon.lwaUrl, { method: 'POST', body: grantFor(amazon, changes) });
    expect([answer.status, answer.body]).toEqual([status, { error, error_description: expect.any(String) }]);
  });

  it('takes a form and nothing else', async () => {
    const { amazon, raw } = await startClient();
    const body = JSON.stringify(Object.fromEntries(grantFor(amazon)));
    const answer = await raw(amazon.lwaUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect([answer.status, answer.body]).toMatchObject([400, { error: 'invalid_request' }]);
  });
});

describe('every call of the Selling Partner API', () => {
  it.each([
    ['', 'Access token is missing in the request header.'],
    ['Atza|made-up', 'The access token you provided is revoked, malformed or invalid.'],
  ])('is refused with 403 for the token %j', async (token, details) => {
    const { call } = await startClient();
    const answer = await call(ORDERS, { headers: { 'x-amz-access-token': token } });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({ errors: [{ code: 'Unauthorized', message: 'Access to requested resource is denied.', details }] });
  });

  it('is refused an hour after its token was given out, by the practice clock', async () => {
    const { amazon, call } = await startClient();
    expect((await call(ORDERS)).status).toBe(200);
    amazon.control.advanceClock(3_600_000);
    const answer = await call(ORDERS);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('The access token you provided has expired.');
  });

  it('is refused without a user-agent', async () => {
    const { amazon, token } = await startClient();
    const headers = { 'x-amz-access-token': await token() };
    const status = await new Promise((resolve, reject) => {
      request(`${amazon.url}/orders/2026-01-01/orders/111-1111111-1111111`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(400);
  });

  it('has a request id, also when refused', async () => {
    const { call } = await startClient();
    expect((await call(ORDERS)).headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await call('GET /nowhere')).headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers an unknown path with 404 in the error shape', async () => {
    const { call } = await startClient();
    const answer = await call('GET /orders/v0/orders');
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({ errors: [{ code: 'NotFound', message: 'The resource specified does not exist.', details: '' }] });
  });
});

describe('the ledger', () => {
  it('names each request, its answer and the bodies that matter, and no secret', async () => {
    const { amazon, call } = await startClient();
    await call('POST /feeds/2021-06-30/documents', { body: { contentType: 'text/xml' } });
    await call('GET /nowhere');
    expect(amazon.ledger).toMatchObject([
      { sequence: 1, method: 'POST', path: '/auth/o2/token', operation: 'token', status: 200, body: undefined },
      { sequence: 2, method: 'POST', operation: 'createFeedDocument', status: 201, body: '{"contentType":"text/xml"}' },
      { sequence: 3, method: 'GET', path: '/nowhere', operation: 'unknown', status: 404, body: undefined },
    ]);
  });
});

describe('starting and stopping', () => {
  it('ends open connections at once', async () => {
    const amazon = await startPracticeAmazon({ now: () => START, orders: 60 });
    amazon.control.fault({ kind: 'timeout-before', operation: 'token', holdMs: 600_000 });
    const held = fetch(amazon.lwaUrl, { method: 'POST', body: grantFor(amazon) }).then(
      () => 'answered',
      () => 'cut',
    );
    while (amazon.ledger.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await amazon.close();
    expect(await held).toBe('cut');
  });

  it('says when its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    await expect(startPracticeAmazon({ now: () => START, port })).rejects.toThrow('EADDRINUSE');
    await new Promise((resolve) => other.close(resolve));
  });
});
