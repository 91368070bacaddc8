import { describe, expect, it } from 'vitest';
import { startClient } from './client.js';

const PATH = '/messaging/v1/orders';
const US = '?marketplaceIds=ATVPDKIKX0DER';

describe('getMessagingActionsForOrder', () => {
  it('offers links in HAL, also for a cancelled order', async () => {
    const { amazon, call } = await startClient();
    for (const orderId of [amazon.shop.samples.unshipped, amazon.shop.samples.cancelled]) {
      const answer = await call(`GET ${PATH}/${orderId}${US}`);
      expect(answer.headers.get('content-type')).toBe('application/hal+json');
      expect(answer.body).toMatchObject({
        _links: {
          actions: [
            { href: `${PATH}/${orderId}/messages/unexpectedProblem${US}`, name: 'unexpectedProblem' },
            { href: `${PATH}/${orderId}/messages/sendInvoice${US}`, name: 'sendInvoice' },
          ],
          self: { href: `${PATH}/${orderId}${US}` },
        },
        _embedded: { actions: [{ name: 'unexpectedProblem' }, { name: 'sendInvoice' }] },
      });
    }
  });

  it.each(['pending', 'fba', 'messagingNotOffered'] as const)('offers nothing for the sample %s', async (name) => {
    const { amazon, call } = await startClient();
    const answer = await call(`GET ${PATH}/${amazon.shop.samples[name]}${US}`);
    expect([answer.status, answer.body]).toMatchObject([200, { _links: { actions: [] }, _embedded: { actions: [] } }]);
  });

  it.each([
    ['', 'marketplaceIds is required.'],
    ['?marketplaceIds=ATVPDKIKX0DER,A1PA6795UKMFR9', 'marketplaceIds takes 1 to 1 values.'],
    ['?marketplaceIds=A1PA6795UKMFR9', 'is not of marketplace A1PA6795UKMFR9.'],
  ])('refuses the query %j', async (query, details) => {
    const { amazon, call } = await startClient();
    const answer = await call(`GET ${PATH}/${amazon.shop.samples.unshipped}${query}`);
    expect([answer.status, answer.body]).toMatchObject([400, { errors: [{ details: expect.stringContaining(details) }] }]);
  });
});

describe('GetAttributes', () => {
  it.each([
    ['unshipped', 'en-US'],
    ['chineseBuyer', 'zh-CN'],
    ['spanishBuyer', 'es-US'],
  ] as const)("gives the buyer's locale of the sample %s", async (name, locale) => {
    const { amazon, call } = await startClient();
    expect((await call(`GET ${PATH}/${amazon.shop.samples[name]}/attributes${US}`)).body).toEqual({ buyer: { locale } });
  });
});

describe('createUnexpectedProblem', () => {
  it('answers 201 and keeps the message in the ledger', async () => {
    const { amazon, call } = await startClient();
    const path = `${PATH}/${amazon.shop.samples.unshipped}/messages/unexpectedProblem${US}`;
    const answer = await call(`POST ${path}`, { body: { text: 'Your order had to be cancelled.' } });
    expect([answer.status, answer.body]).toEqual([201, {}]);
    expect(amazon.ledger.at(-1)).toMatchObject({
      operation: 'createUnexpectedProblem',
      path,
      status: 201,
      body: '{"text":"Your order had to be cancelled."}',
    });
  });

  it.each([
    ['no text', {}, 'text'],
    ['an empty text', { text: '' }, 'text'],
    ['2001 characters', { text: 'x'.repeat(2001) }, 'text'],
    ['the field of the action schema', { rawMessageBody: 'Hello' }, 'rawMessageBody'],
    ['an e-mail address', { text: 'Write to help@example.com' }, 'an e-mail address'],
    ['HTML', { text: 'Hello<br>there' }, 'HTML'],
    ['a link to another site', { text: 'See https://example.com/x' }, 'a link to another site'],
    ['a link that only looks like Amazon', { text: 'See https://amazon.com.example.net/x' }, 'a link to another site'],
  ])('refuses %s', async (_what, body, details) => {
    const { amazon, call } = await startClient();
    const answer = await call(`POST ${PATH}/${amazon.shop.samples.unshipped}/messages/unexpectedProblem${US}`, { body });
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { errors: [{ code: 'InvalidInput', details: expect.stringContaining(details) }] },
    ]);
  });

  it('takes 2000 characters and a link to Amazon', async () => {
    const { amazon, call } = await startClient();
    const text = 'See https://www.amazon.com/orders '.padEnd(2000, 'x');
    expect((await call(`POST ${PATH}/${amazon.shop.samples.unshipped}/messages/unexpectedProblem${US}`, { body: { text } })).status).toBe(
      201,
    );
  });

  it('is forbidden where it is not offered', async () => {
    const { amazon, call } = await startClient();
    const answer = await call(`POST ${PATH}/${amazon.shop.samples.messagingNotOffered}/messages/unexpectedProblem${US}`, {
      body: { text: 'Hello' },
    });
    expect([answer.status, answer.body]).toMatchObject([403, { errors: [{ message: 'Invalid amazonOrderId and template combination' }] }]);
  });
});
