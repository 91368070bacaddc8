import { createServer, type IncomingHttpHeaders } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAll } from '../../src/practice/slack/server.js';
import { ANNA, type Called, callSlack, modal, ORDERS, plain } from './call.js';

/** An app that answers as it is told and remembers what it got. */
interface TestApp {
  readonly got: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
  /** One for each request; the last for all that follow. */
  answers: { readonly status: number; readonly body?: string }[];
  close(): void;
}

async function startTestApp(called: Called): Promise<TestApp> {
  const app: TestApp = { got: [], answers: [{ status: 200 }], close: () => void server.close() };
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      app.got.push({ headers: request.headers, body });
      const answer = app.answers.length > 1 ? app.answers.shift() : app.answers[0];
      response.writeHead(answer?.status ?? 500).end(answer?.body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  called.slack.setAppUrl(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/slack/events`);
  return app;
}

describe('what the pretended Slack delivers', () => {
  let called: Called;
  let app: TestApp;
  beforeEach(async () => {
    called = await callSlack({}, [0, 0, 0]);
    app = await startTestApp(called);
  });
  afterEach(async () => {
    app.close();
    await called.close();
  });

  it('comes again when an event is not taken: the same event, three times at most, with Slack’s headers', async () => {
    app.answers = [{ status: 500 }];
    await called.slack.person(ANNA).client.openHome();
    const retries = app.got.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]);
    expect(retries).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
      ['3', 'http_error'],
    ]);
    expect(new Set(app.got.map(({ body }) => body)).size).toBe(1);
  });

  it('does not come again once the event is taken', async () => {
    app.answers = [{ status: 503 }, { status: 200 }];
    await called.slack.person(ANNA).client.openHome();
    expect(app.got).toHaveLength(2);
  });

  it('comes twice when the network plays a trick', async () => {
    called.slack.fault({ kind: 'delivered-twice' });
    await called.slack.person(ANNA).command('/find-order');
    await called.slack.person(ANNA).command('/find-order');
    expect(app.got.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', undefined]);
    expect(app.got[0]?.body).toBe(app.got[1]?.body);
  });

  it('asks for the choices of a select while somebody types', async () => {
    app.answers = [{ status: 200 }];
    const element = { type: 'external_select', action_id: 'sku', min_query_length: 1 };
    const view = modal({ submit: plain('Go'), blocks: [{ type: 'input', block_id: 'sku', label: plain('SKU'), element }] });
    await called.call('views.open', { trigger_id: await called.trigger(), view });
    app = await startTestApp(called);
    app.answers = [{ status: 200, body: JSON.stringify({ options: [{ text: plain('MUG'), value: 'MUG' }] }) }];
    const viewId = called.slack.person(ANNA).view()?.id ?? '';
    const field = { container: { kind: 'view', viewId }, blockId: 'sku', actionId: 'sku' } as const;
    expect(await called.slack.person(ANNA).client.suggest(field, 'mu')).toEqual({ options: [{ text: plain('MUG'), value: 'MUG' }] });
    const payload: unknown = JSON.parse(new URLSearchParams(app.got[0]?.body).get('payload') ?? '');
    expect(payload).toMatchObject({ type: 'block_suggestion', action_id: 'sku', block_id: 'sku', value: 'mu', view: { id: viewId } });
    // Slack sends neither with it.
    expect(payload).not.toHaveProperty('trigger_id');
    expect(payload).not.toHaveProperty('response_url');
  });
});

describe('the network of the pretended Slack', () => {
  let called: Called;
  beforeEach(async () => {
    called = await callSlack();
  });
  afterEach(async () => await called.close());

  const post = async (): Promise<number | 'no answer'> =>
    await called.raw('chat.postMessage', { channel: ORDERS, text: 'x' }).then(
      ({ status }) => status,
      () => 'no answer' as const,
    );

  it('loses the answer after the message is posted', async () => {
    called.slack.fault({ kind: 'reset-after', method: 'chat.postMessage' });
    expect([await post(), called.slack.messages(ORDERS).length]).toEqual(['no answer', 1]);
  });

  it('breaks before anything is done', async () => {
    called.slack.fault({ kind: 'reset-before', method: 'chat.postMessage' });
    expect([await post(), called.slack.messages(ORDERS).length]).toEqual(['no answer', 0]);
  });

  it('is slow, once', async () => {
    called.slack.fault({ kind: 'slow', method: 'chat.postMessage', delayMs: 300 });
    const began = performance.now();
    expect(await post()).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(290);
    expect(called.slack.faults.list()).toEqual([]);
  });

  it('can be told what goes wrong over HTTP only where a door is open', async () => {
    expect((await fetch(`${called.slack.origin}/_practice/faults`)).status).toBe(404);
  });
});
