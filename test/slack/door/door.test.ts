import { connect } from 'node:net';
import { App, type ReceiverEvent } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDoor, type Door } from '../../../src/slack/door/door.js';
import { frozenClock } from '../../support/frozen-clock.js';
import { slackHeaders } from '../../support/sign.js';
import { silentLog } from '../../support/silent-log.js';

const SECRET = '0123456789abcdef0123456789abcdef';
const COMMAND = 'command=%2Fcancel-order&text=hello&user_id=U0AGENT01';

describe('the door', () => {
  const clock = frozenClock('2026-11-24T12:00:00Z');
  let door: Door;
  let url: string;
  let port: number;
  let received: ReceiverEvent['body'][];
  let handle: (event: ReceiverEvent) => Promise<void>;
  let takesEvents: boolean;

  beforeEach(async () => {
    received = [];
    takesEvents = true;
    handle = async ({ ack }) => await ack();
    door = createDoor({
      signingSecret: SECRET,
      clock,
      log: silentLog,
      probes: { '/healthz': async () => ({ status: 200, body: 'ok\n' }) },
      takesEvents: () => takesEvents,
    });
    const app = new App({ receiver: door, authorize: async () => ({ botToken: 'xoxb-1', botId: 'B1', botUserId: 'U1' }) });
    app.processEvent = async (event) => {
      received.push(event.body);
      await handle(event);
    };
    ({ port } = await door.start(0));
    url = `http://127.0.0.1:${port}/slack/events`;
  });
  afterEach(async () => await door.stop());

  const post = async (
    body: string,
    options: { readonly headers?: Record<string, string>; readonly at?: Date; readonly secret?: string; readonly type?: string } = {},
  ) => {
    const signed = slackHeaders(body, {
      secret: options.secret ?? SECRET,
      at: options.at ?? clock.now(),
      ...(options.type !== undefined && { type: options.type }),
    });
    const answer = await fetch(url, { method: 'POST', body, headers: { ...signed, ...options.headers } });
    return { status: answer.status, text: await answer.text() };
  };
  const secondsFromNow = (seconds: number): Date => new Date(clock.now().getTime() + seconds * 1000);

  it('hands a signed command to Bolt and answers what it acknowledges', async () => {
    handle = async ({ ack }) => await ack({ response_type: 'ephemeral', text: 'Hello' });
    expect(await post(COMMAND)).toEqual({ status: 200, text: '{"response_type":"ephemeral","text":"Hello"}' });
    expect(received).toEqual([{ command: '/cancel-order', text: 'hello', user_id: 'U0AGENT01' }]);
  });

  it.each([
    ['a form with a charset', 'application/x-www-form-urlencoded; charset=utf-8', `${COMMAND}&n=1`],
    ['a form in capitals', 'Application/X-WWW-Form-Urlencoded;CHARSET=UTF-8', `${COMMAND}&n=2`],
    ['JSON with a charset', 'application/json; charset=utf-8', '{"type":"event_callback"}'],
  ])('takes %s', async (_name, type, body) => {
    expect((await post(body, { type })).status).toBe(200);
    expect(received).toHaveLength(1);
  });

  it('takes a timestamp five minutes off either way, and nothing further', async () => {
    expect((await post(`${COMMAND}&n=1`, { at: secondsFromNow(-300) })).status).toBe(200);
    expect((await post(`${COMMAND}&n=2`, { at: secondsFromNow(300) })).status).toBe(200);
    expect((await post(`${COMMAND}&n=3`, { at: secondsFromNow(-301) })).status).toBe(401);
    expect((await post(`${COMMAND}&n=4`, { at: secondsFromNow(301) })).status).toBe(401);
    expect(received).toHaveLength(2);
  });

  it('takes the same signed request once, however late the second comes', async () => {
    const at = secondsFromNow(290);
    expect((await post(COMMAND, { at })).status).toBe(200);
    expect(await post(COMMAND, { at })).toEqual({ status: 401, text: 'This very request was here before.' });
    clock.advance(580_000);
    expect((await post(COMMAND, { at })).status).toBe(401);
    expect(received).toHaveLength(1);
  });

  it.each([
    ['another secret', { secret: 'f'.repeat(32) }],
    ['no signature', { headers: { 'x-slack-signature': '' } }],
    ['a signature of another length', { headers: { 'x-slack-signature': 'v0=abc' } }],
    ['a signature of another version', { headers: { 'x-slack-signature': `v1=${'0'.repeat(64)}` } }],
    ['a timestamp that is no number', { headers: { 'x-slack-request-timestamp': 'NaN' } }],
    ['a timestamp with a fraction', { headers: { 'x-slack-request-timestamp': '1764000000.5' } }],
  ])('refuses %s', async (_name, options) => {
    expect(await post(COMMAND, options)).toEqual({ status: 401, text: 'Not signed by Slack, or too old.' });
    expect(received).toEqual([]);
  });

  it.each([
    ['a payload of null', 'payload=null', undefined],
    ['a payload that is a list', 'payload=%5B1%5D', undefined],
    ['a payload that is a number', 'payload=7', undefined],
    ['a payload cut off', 'payload=%7B%22type%22', undefined],
    ['JSON null', 'null', 'application/json'],
    ['nothing', '', undefined],
    ['a form without a command', 'a=b', undefined],
    ['a form with a field twice', `${COMMAND}&text=other`, undefined],
  ])('answers %s with 400 and tells nobody', async (_name, body, type) => {
    expect((await post(body, type === undefined ? {} : { type })).status).toBe(400);
    expect(received).toEqual([]);
  });

  it('answers another type of content with 415, another path with 404 and another method with 405', async () => {
    expect((await post('<a/>', { type: 'text/xml' })).status).toBe(415);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    expect((await fetch(url)).status).toBe(405);
  });

  it('answers Slack’s check of the certificate and of the address', async () => {
    expect((await post('ssl_check=1&token=x')).status).toBe(200);
    expect(await post('{"type":"url_verification","challenge":"c0ffee"}', { type: 'application/json' })).toEqual({
      status: 200,
      text: 'c0ffee',
    });
    expect(received).toEqual([]);
  });

  it('refuses a body of more than a megabyte without reading it all', async () => {
    expect((await post(`a=${'x'.repeat(1_000_001)}`)).status).toBe(413);
  });

  it('answers what nobody handles with 400, an unknown event with 200, and a failure with 500', async () => {
    handle = async () => undefined;
    expect((await post(COMMAND)).status).toBe(400);
    expect((await post('{"type":"event_callback"}', { type: 'application/json' })).status).toBe(200);
    handle = async () => await Promise.reject(new Error('broken'));
    expect((await post(`${COMMAND}&n=2`)).status).toBe(500);
  });

  it('lets Slack send an event again that could not be worked on now, and takes it then; what people do is taken always', async () => {
    takesEvents = false;
    expect(await post('{"type":"event_callback"}', { type: 'application/json' })).toEqual({ status: 503, text: 'Send it again.' });
    expect((await post(COMMAND)).status).toBe(200);
    takesEvents = true;
    expect((await post('{"type":"event_callback"}', { type: 'application/json' })).status).toBe(200);
    expect(received).toEqual([{ command: '/cancel-order', text: 'hello', user_id: 'U0AGENT01' }, { type: 'event_callback' }]);
  });

  it('answers once when it is acknowledged twice', async () => {
    handle = async ({ ack }) => {
      await ack('first');
      await ack('second');
    };
    expect(await post(COMMAND)).toEqual({ status: 200, text: 'first' });
  });

  it('lives on after a request that is no HTTP', async () => {
    const said = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('\u0000\u0001 nonsense\r\n\r\n'));
      socket.on('data', (data) => resolve(data.toString()));
    });
    expect(said).toContain('400 Bad Request');
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  });

  it('lets a request that is under way come to its answer before it stops', async () => {
    let finish = (): void => undefined;
    handle = async ({ ack }) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      await ack('in time');
    };
    const answered = post(COMMAND);
    while (received.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const stopped = door.stop();
    finish();
    expect(await answered).toEqual({ status: 200, text: 'in time' });
    await stopped;
  });
});
