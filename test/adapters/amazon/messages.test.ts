import { describe, expect, it } from 'vitest';
import { amazonOnStage, brokenOff, GERMANY, ORDER_ID, refusal, type Reply } from './amazon-on-stage.js';

const ORDER = `/messaging/v1/orders/${ORDER_ID}`;
const SEND = `POST ${ORDER}/messages/unexpectedProblem`;
const MESSAGE = { orderId: ORDER_ID, marketplaceId: GERMANY, text: 'Leider können wir „A & B“ nicht liefern.' };

describe('getMessagingActionsForOrder', () => {
  it.each([
    [
      'by name',
      [
        { href: '/x', name: 'sendInvoice' },
        { href: '/y', name: 'unexpectedProblem' },
      ],
      true,
    ],
    ['by address where there is no name', [{ href: `${ORDER}/messages/unexpectedProblem?marketplaceIds=A1PA6795UKMFR9` }], true],
    ['not among others', [{ href: `${ORDER}/messages/unexpectedProblem`, name: 'sendInvoice' }], false],
    ['not when there are none', [], false],
  ])('says whether the message is offered: %s', async (_name, actions, offered) => {
    const stage = await amazonOnStage();
    stage.on(`GET ${ORDER}`, { status: 200, json: { _links: { self: { href: ORDER }, actions }, _embedded: { actions: [] } } });
    expect(await stage.amazon.messages.isOffered(ORDER_ID, GERMANY, 'interactive')).toEqual({ ok: true, value: offered });
    expect(stage.received[0]?.query).toEqual({ marketplaceIds: 'A1PA6795UKMFR9' });
  });

  it('does not take an answer without links for a no', async () => {
    const stage = await amazonOnStage();
    stage.on(`GET ${ORDER}`, { status: 200, json: {} });
    expect(await stage.amazon.messages.isOffered(ORDER_ID, GERMANY, 'interactive')).toMatchObject({
      ok: false,
      failure: { kind: 'unavailable' },
    });
  });
});

describe('GetAttributes', () => {
  it.each([
    [{ buyer: { locale: 'de-DE' } }, 'de-DE'],
    [{ buyer: { locale: 'zh_CN' } }, 'zh_CN'],
    [{ buyer: { locale: 'Zx Canary, Berlin' } }, undefined],
    [{ buyer: {} }, undefined],
    [{}, undefined],
  ])('of %j gives %j', async (json, locale) => {
    const stage = await amazonOnStage();
    stage.on(`GET ${ORDER}/attributes`, { status: 200, json });
    expect(await stage.amazon.messages.locale(ORDER_ID, GERMANY)).toEqual({ ok: true, value: locale });
    expect(stage.received[0]?.query).toEqual({ marketplaceIds: 'A1PA6795UKMFR9' });
  });
});

describe('createUnexpectedProblem', () => {
  it.each<[string, Reply]>([
    ['an empty object', { status: 201, json: {} }],
    ['nothing', { status: 201 }],
    ['something else', { status: 201, body: 'created' }],
    ['a body that breaks off', brokenOff(201, { some: 'answer' })],
  ])('has sent the message when Amazon says 201 with %s', async (_name, reply) => {
    const stage = await amazonOnStage();
    stage.on(SEND, reply);
    expect(await stage.amazon.messages.send(MESSAGE)).toEqual({ ok: true, value: undefined });
    expect(JSON.parse(stage.received[0]?.body ?? '')).toEqual({ text: 'Leider können wir „A & B“ nicht liefern.' });
    expect(stage.received[0]?.query).toEqual({ marketplaceIds: 'A1PA6795UKMFR9' });
  });

  it('may have sent it when Amazon says another success', async () => {
    const stage = await amazonOnStage();
    stage.on(SEND, { status: 202, json: {} });
    expect(await stage.amazon.messages.send(MESSAGE)).toEqual({ ok: false, failure: { kind: 'ambiguous', message: 'HTTP 202' } });
  });

  it('is not sent again after a 429', async () => {
    const stage = await amazonOnStage();
    stage.on(SEND, refusal(429, 'QuotaExceeded', 'You exceeded your quota.'), { status: 201 });
    expect(await stage.amazon.messages.send(MESSAGE)).toEqual({ ok: false, failure: { kind: 'throttled', retryAfterMs: 1000 } });
    expect(stage.received).toHaveLength(1);
  });
});
