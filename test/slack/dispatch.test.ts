import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../../src/ports/log.js';
import { type AskedFrom, createSlackApp, type Routes } from '../../src/slack/dispatch.js';
import { createDoor, type Door } from '../../src/slack/door/door.js';
import { frozenClock } from '../support/frozen-clock.js';
import { slackHeaders } from '../support/sign.js';
import { silentLog } from '../support/silent-log.js';

const SECRET = '0123456789abcdef0123456789abcdef';
const WHO = { user: { id: 'U0AGENT01' }, team: { id: 'T0CANCEL1' }, api_app_id: 'A0CANCEL1' };
const TYPED = { user_id: 'U0AGENT01', team_id: 'T0CANCEL1', channel_id: 'C0ORDERS1', trigger_id: '1.2.trigger' };
const RESPONSE_URL = 'http://127.0.0.1:9/response';

describe('the dispatch', () => {
  const clock = frozenClock('2026-11-24T12:00:00Z');
  let door: Door;
  let url: string;
  /** Who was reached, with what. */
  let reached: unknown[];
  let failed: { readonly error: unknown; readonly from: AskedFrom }[];
  let unknown: AskedFrom[];
  let logged: string[];
  let sent = 0;

  const routes: Routes = {
    commands: {
      '/cancel-order': async ({ text, userId, channelId }, ack) => {
        reached.push(['/cancel-order', text, userId, channelId]);
        await ack({ text: 'Hello' });
      },
      '/broken': async () => {
        throw new Error('broken before the answer');
      },
    },
    actions: {
      undo: async ({ actionId, value, messageTs }, ack) => {
        await ack();
        reached.push(['undo', actionId, value, messageTs]);
      },
      broken: async (_request, ack) => {
        await ack();
        throw new Error('broken after the answer');
      },
    },
    submissions: {
      request_reason: async ({ view }, ack) => {
        reached.push(['request_reason', view.privateMetadata, [...view.values]]);
        await ack({ response_action: 'errors', errors: { note: 'Too long' } });
      },
    },
    shortcuts: {
      look_up: async ({ userId, messageText, channelId }, ack) => {
        await ack();
        reached.push(['look_up', userId, messageText, channelId]);
      },
    },
    events: {
      app_home_opened: async ({ userId, tab, teamId }) => void reached.push(['app_home_opened', userId, tab, teamId]),
    },
  };

  beforeEach(async () => {
    [reached, failed, unknown, logged] = [[], [], [], []];
    const log: Log = { ...silentLog, error: (event) => logged.push(event) };
    door = createDoor({ signingSecret: SECRET, clock, log, probes: {} });
    createSlackApp({
      receiver: door,
      botToken: 'xoxb-1',
      apiUrl: 'http://127.0.0.1:9/api/',
      identity: { botId: 'B0CANCEL1', botUserId: 'U0CANCEL1' },
      routes,
      log,
      forPerson: async (work) => await work(),
      onError: async (error, from) => {
        failed.push({ error, from });
        if (from.route === '/broken') throw new Error('nor can the person be told');
      },
      onUnknown: async (from) => void unknown.push(from),
    });
    url = `http://127.0.0.1:${(await door.start(0)).port}/slack/events`;
  });
  afterEach(async () => await door.stop());

  const post = async (fields: Readonly<Record<string, string>>): Promise<[number, string]> => {
    sent += 1;
    const body = new URLSearchParams({ ...fields, n: String(sent) }).toString();
    const answer = await fetch(url, { method: 'POST', body, headers: slackHeaders(body, { secret: SECRET, at: clock.now() }) });
    return [answer.status, await answer.text()];
  };
  const payload = async (type: string, rest: object) => await post({ payload: JSON.stringify({ type, ...WHO, ...rest }) });
  const command = async (name: string) => await post({ command: name, text: '111-2233445-6677889', response_url: RESPONSE_URL, ...TYPED });
  const click = async (actionId: string) =>
    await payload('block_actions', {
      response_url: RESPONSE_URL,
      channel: { id: 'C0ORDERS1' },
      message: { ts: '1.5' },
      actions: [{ action_id: actionId, block_id: 'b', type: 'button', value: 'one' }],
    });
  const submit = async (callbackId: string) =>
    await payload('view_submission', {
      view: {
        id: 'V0VIEW001',
        type: 'modal',
        callback_id: callbackId,
        private_metadata: 'a-draft',
        state: { values: { b: { note: { type: 'plain_text_input', value: 'box crushed' }, memo: { value: null } } } },
      },
    });

  it('gives a command to its handler and says the answer to that person alone', async () => {
    expect(await command('/cancel-order')).toEqual([200, '{"response_type":"ephemeral","text":"Hello"}']);
    expect(reached).toEqual([['/cancel-order', '111-2233445-6677889', 'U0AGENT01', 'C0ORDERS1']]);
  });

  it('gives a click to its handler, with what follows a colon and without', async () => {
    for (const actionId of ['undo', 'undo:0a1b:2']) expect(await click(actionId)).toEqual([200, '']);
    expect(reached).toEqual([
      ['undo', 'undo', 'one', '1.5'],
      ['undo', 'undo:0a1b:2', 'one', '1.5'],
    ]);
  });

  it('gives a submitted window to its handler, with what is filled in', async () => {
    expect(await submit('request_reason')).toEqual([200, '{"response_action":"errors","errors":{"note":"Too long"}}']);
    expect(reached).toEqual([['request_reason', 'a-draft', [['note', 'box crushed']]]]);
  });

  it('gives a shortcut to its handler, with all that stands in the message', async () => {
    const message = { text: 'See below', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Order 111-2233445-6677889' } }] };
    const shortcut = { callback_id: 'look_up', trigger_id: '1.1', channel: { id: 'C0ORDERS1' }, message };
    expect(await payload('message_action', shortcut)).toEqual([200, '']);
    expect(reached).toEqual([['look_up', 'U0AGENT01', expect.stringMatching(/^See below\n[^]*\nOrder 111-2233445-6677889$/), 'C0ORDERS1']]);
    expect(await payload('shortcut', { callback_id: 'of_last_year', trigger_id: '1.2' })).toEqual([200, '']);
    expect(unknown.map(({ route }) => route)).toEqual(['of_last_year']);
  });

  it('gives an event to its handler, and lets go one that nobody asked for', async () => {
    const event = async (type: string): Promise<[number, string]> => {
      sent += 1;
      const told = { type: 'event_callback', team_id: 'T0CANCEL1', event_id: `Ev${sent}`, event: { type, user: 'U0AGENT01', tab: 'home' } };
      const body = JSON.stringify(told);
      const headers = { ...slackHeaders(body, { secret: SECRET, at: clock.now() }), 'content-type': 'application/json' };
      const answer = await fetch(url, { method: 'POST', body, headers });
      return [answer.status, await answer.text()];
    };
    expect([await event('app_home_opened'), await event('reaction_added')]).toEqual([
      [200, ''],
      [200, ''],
    ]);
    expect(reached).toEqual([['app_home_opened', 'U0AGENT01', 'home', 'T0CANCEL1']]);
    expect(unknown).toEqual([]);
  });

  it('answers what it does not know, and says who asked for what', async () => {
    const answers = [await command('/unknown'), await click('undone:1'), await click('constructor'), await submit('undo')];
    expect(answers.map(String)).toEqual(['200,', '200,', '200,', '200,']);
    const asked = { userId: 'U0AGENT01', viewId: undefined, responseUrl: RESPONSE_URL, waits: true };
    expect(unknown).toEqual([
      { ...asked, route: '/unknown' },
      { ...asked, route: 'undone' },
      { ...asked, route: 'constructor' },
      { ...asked, route: 'undo', viewId: 'V0VIEW001', responseUrl: undefined },
    ]);
    expect(reached).toEqual([]);
  });

  it('hands what a handler throws to onError and goes on', async () => {
    expect(await click('broken:7')).toEqual([200, '']);
    const from = { userId: 'U0AGENT01', route: 'broken', viewId: undefined, responseUrl: RESPONSE_URL, waits: true };
    expect(failed).toEqual([{ error: new Error('broken after the answer'), from }]);
    expect(await command('/cancel-order')).toEqual([200, '{"response_type":"ephemeral","text":"Hello"}']);
  });

  it('answers and goes on even when nobody acknowledged and the person cannot be told', async () => {
    expect(await command('/broken')).toEqual([400, '']);
    expect(failed.map(({ from }) => from.route)).toEqual(['/broken']);
    expect(logged).toEqual(['request not handled']);
    expect(await click('undo')).toEqual([200, '']);
  });

  it('answers what is no whole click or command, and logs it', async () => {
    expect(await payload('block_actions', { actions: [] })).toEqual([400, '']);
    expect(await post({ command: '/cancel-order', text: '' })).toEqual([400, '']);
    expect([reached, failed, logged]).toEqual([[], [], ['request not handled', 'request not handled']]);
  });
});
