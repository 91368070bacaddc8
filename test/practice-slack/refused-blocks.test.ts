import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANNA, button, type Called, callSlack, modal, ORDERS, plain, section, select } from './call.js';

const sections = (count: number): object[] => Array.from({ length: count }, () => section('x'));

/** What is wrong, and what Slack says to it. */
const VIEWS: readonly (readonly [string, object, string])[] = [
  [
    'a title of 25 characters',
    modal({ title: plain('x'.repeat(25)) }),
    '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
  ],
  ['101 blocks', modal({ blocks: sections(101) }), '[ERROR] must be less than 101 items [json-pointer:/view/blocks]'],
  ['no block', modal({ blocks: [] }), '[ERROR] must be more than 0 items [json-pointer:/view/blocks]'],
  [
    'an option’s value of 151 characters',
    modal({ submit: plain('Go'), blocks: [select('x'.repeat(151))] }),
    '[ERROR] must be less than 151 characters [json-pointer:/view/blocks/0/element/options/0/value]',
  ],
  ['an unknown block', modal({ blocks: [{ type: 'hologram' }] }), '[ERROR] unsupported type [json-pointer:/view/blocks/0/type]'],
  [
    'two buttons with one action_id',
    modal({ blocks: [{ type: 'actions', elements: [button('a'), button('a')] }] }),
    '[ERROR] `action_id` a already exists [json-pointer:/view/blocks/0]',
  ],
  [
    'two blocks with one block_id',
    modal({
      blocks: [
        { ...section('x'), block_id: 'b' },
        { ...section('y'), block_id: 'b' },
      ],
    }),
    '[ERROR] `block_id` b already exists [json-pointer:/view/blocks/1]',
  ],
  [
    'an input without a submit',
    modal({ blocks: [select('x')] }),
    '[ERROR] is required when there is an input block [json-pointer:/view/submit]',
  ],
  [
    'a property that Slack does not know',
    modal({ blocks: [{ ...section('x'), colour: 'red' }] }),
    '[ERROR] invalid additional property: colour [json-pointer:/view/blocks/0]',
  ],
  [
    'a text of 3001 characters',
    modal({ blocks: [section('x'.repeat(3001))] }),
    '[ERROR] must be less than 3001 characters [json-pointer:/view/blocks/0/text/text]',
  ],
  [
    'private_metadata of 3001 characters',
    modal({ private_metadata: 'x'.repeat(3001) }),
    '[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]',
  ],
  [
    'a chart, which only messages have',
    modal({ blocks: [{ type: 'data_visualization' }] }),
    '[ERROR] unsupported type [json-pointer:/view/blocks/0/type]',
  ],
];

describe('the pretended Slack', () => {
  let called: Called;
  beforeEach(async () => {
    called = await callSlack();
  });
  afterEach(async () => await called.close());

  it.each(VIEWS)('refuses a view with %s, wherever it is put', async (_what, view, said) => {
    const refused = { ok: false, error: 'invalid_arguments', response_metadata: { messages: [said] } };
    expect(await called.call('views.open', { trigger_id: await called.trigger(), view })).toEqual(refused);

    const open = await called.call('views.open', { trigger_id: await called.trigger(), view: modal() });
    expect(open.ok).toBe(true);
    const { id } = called.slack.person(ANNA).view() ?? {};
    expect(await called.call('views.update', { view_id: id, view })).toEqual(refused);
    expect(await called.call('views.push', { trigger_id: await called.trigger(), view })).toEqual(refused);
  });

  it('refuses a view of more than 250 kB', async () => {
    const view = modal({ blocks: Array.from({ length: 100 }, () => section('x'.repeat(2900))) });
    const answer = await called.call('views.open', { trigger_id: await called.trigger(), view });
    expect(answer).toEqual({ ok: false, error: 'view_too_large' });
  });

  it('refuses a Home with what is not for a Home', async () => {
    const view = { type: 'home', blocks: [{ type: 'alert', text: plain('x') }] };
    expect(await called.call('views.publish', { user_id: ANNA, view })).toEqual({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] unsupported type [json-pointer:/view/blocks/0/type]'] },
    });
  });

  it.each([
    ['51 blocks', { blocks: sections(51) }, '[ERROR] must be less than 51 items [json-pointer:/blocks]'],
    [
      'an alert, which only modals have',
      { blocks: [{ type: 'alert', text: plain('x') }] },
      '[ERROR] unsupported type [json-pointer:/blocks/0/type]',
    ],
    [
      'a button’s text of 76 characters',
      { blocks: [{ type: 'actions', elements: [{ ...button('a'), text: plain('x'.repeat(76)) }] }] },
      '[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
  ])('refuses a message with %s, posted, changed or answered', async (_what, said, fault) => {
    const refused = { ok: false, error: 'invalid_blocks', response_metadata: { messages: [fault] } };
    expect(await called.call('chat.postMessage', { channel: ORDERS, text: 'x', ...said })).toEqual(refused);
    expect(await called.call('chat.postEphemeral', { channel: ORDERS, user: ANNA, text: 'x', ...said })).toEqual(refused);
    const posted = await called.call('chat.postMessage', { channel: ORDERS, text: 'x' });
    expect(await called.call('chat.update', { channel: ORDERS, ts: posted['ts'], text: 'x', ...said })).toEqual(refused);
    const answer = await fetch(await called.responseUrl(), { method: 'POST', body: JSON.stringify({ text: 'x', ...said }) });
    expect([answer.status, await answer.json()]).toEqual([400, refused]);
  });

  it('refuses a message that says nothing', async () => {
    expect(await called.call('chat.postMessage', { channel: ORDERS })).toEqual({ ok: false, error: 'no_text' });
  });

  it('names an argument that is missing', async () => {
    expect(await called.call('chat.postMessage', { text: 'x' })).toEqual({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] missing required field: channel'] },
    });
  });
});
