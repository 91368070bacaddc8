import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANNA, type Called, callSlack, modal, ORDERS, plain } from './call.js';

describe('a trigger of the pretended Slack', () => {
  let called: Called;
  beforeEach(async () => {
    called = await callSlack();
  });
  afterEach(async () => await called.close());

  const open = async (trigger: string) => await called.call('views.open', { trigger_id: trigger, view: modal() });

  it('opens one modal, once', async () => {
    const trigger = await called.trigger();
    expect(await open(trigger)).toMatchObject({ ok: true, view: { title: { text: 'Title' }, root_view_id: expect.stringMatching(/^V/) } });
    expect(await open(trigger)).toEqual({ ok: false, error: 'exchanged_trigger_id' });
  });

  it('is good for three seconds', async () => {
    const [first, second] = [await called.trigger(), await called.trigger()];
    called.clock.advance(3_000);
    expect((await open(first)).ok).toBe(true);
    called.clock.advance(1);
    expect(await open(second)).toEqual({ ok: false, error: 'expired_trigger_id' });
  });

  it('cannot be made up', async () => {
    expect(await open('1.2.abc')).toEqual({ ok: false, error: 'invalid_trigger_id' });
  });

  it('is not used up by a view that is refused', async () => {
    const trigger = await called.trigger();
    expect((await called.call('views.open', { trigger_id: trigger, view: modal({ title: plain('') }) })).ok).toBe(false);
    expect((await open(trigger)).ok).toBe(true);
  });
});

describe('a modal of the pretended Slack', () => {
  let called: Called;
  beforeEach(async () => {
    called = await callSlack();
    await called.call('views.open', { trigger_id: await called.trigger(), view: modal() });
  });
  afterEach(async () => await called.close());

  const push = async () => await called.call('views.push', { trigger_id: await called.trigger(), view: modal() });

  it('has two more above it at most', async () => {
    expect([(await push()).ok, (await push()).ok]).toEqual([true, true]);
    expect(await push()).toEqual({ ok: false, error: 'push_limit_reached' });
  });

  it('is not overwritten by whoever has seen an older one', async () => {
    const { id, hash } = called.slack.person(ANNA).view() ?? {};
    expect((await called.call('views.update', { view_id: id, hash, view: modal({ title: plain('Second') }) })).ok).toBe(true);
    expect(await called.call('views.update', { view_id: id, hash, view: modal() })).toEqual({ ok: false, error: 'hash_conflict' });
    expect(called.slack.person(ANNA).view()?.modal.title.text).toBe('Second');
  });

  it('that is closed cannot be changed', async () => {
    const { id } = called.slack.person(ANNA).view() ?? {};
    called.slack.person(ANNA).close();
    expect(await called.call('views.update', { view_id: id, view: modal() })).toEqual({ ok: false, error: 'not_found' });
  });
});

describe('the Web API of the pretended Slack', () => {
  let called: Called;
  afterEach(async () => await called.close());

  it('knows the methods that there are', async () => {
    called = await callSlack();
    expect(await called.call('chat.sing', {})).toEqual({ ok: false, error: 'unknown_method', req_method: 'chat.sing' });
  });

  it.each([
    ['xoxb-somebody-else', 'invalid_auth'],
    ['xapp-practice-token', 'not_allowed_token_type'],
  ])('takes its own token alone: %s', async (token, error) => {
    called = await callSlack();
    const answer = await called.raw('auth.test', {}, token);
    expect(await answer.json()).toMatchObject({ ok: false, error });
  });

  it('asks for the scope that the manifest does not name', async () => {
    called = await callSlack({ scopes: ['commands'] });
    expect(await called.call('chat.postMessage', { channel: ORDERS, text: 'x' })).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'chat:write',
      provided: 'commands',
    });
  });

  it.each([
    ['C0NOWHERE', 'channel_not_found'],
    ['C0PRIVAT1', 'not_in_channel'],
    ['C0OLD0001', 'is_archived'],
  ])('posts to %s with %s', async (channel, error) => {
    called = await callSlack();
    expect(await called.call('chat.postMessage', { channel, text: 'x' })).toEqual({ ok: false, error });
  });

  it('says how long to wait when a method is called too often', async () => {
    called = await callSlack();
    const statuses: number[] = [];
    for (let count = 0; count < 20; count += 1) statuses.push((await called.raw('usergroups.list', {})).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    called.clock.advance(15_000);
    const refused = await called.raw('usergroups.list', {});
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '45']);
    expect(await refused.json()).toEqual({ ok: false, error: 'ratelimited' });
    called.clock.advance(45_000);
    expect((await called.raw('usergroups.list', {})).status).toBe(200);
  });

  it('counts messages by channel', async () => {
    called = await callSlack();
    for (let count = 0; count < 20; count += 1) await called.call('chat.postMessage', { channel: ORDERS, text: 'x' });
    expect((await called.raw('chat.postMessage', { channel: ORDERS, text: 'x' })).status).toBe(429);
    expect((await called.raw('chat.postMessage', { channel: 'C0APPROV1', text: 'x' })).status).toBe(200);
  });
});
