import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANNA, type Called, callSlack, ORDERS } from './call.js';

describe('a response_url of the pretended Slack', () => {
  let called: Called;
  let url: string;
  beforeEach(async () => {
    called = await callSlack();
    url = await called.responseUrl();
  });
  afterEach(async () => await called.close());

  const answer = async (said: object): Promise<readonly [number, string]> => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(said) });
    return [response.status, await response.text()];
  };
  const texts = (): readonly string[] =>
    called.slack
      .person(ANNA)
      .ephemerals()
      .map(({ text }) => text);

  it('is good for five answers', async () => {
    for (const text of ['1', '2', '3', '4', '5']) expect(await answer({ text })).toEqual([200, 'ok']);
    expect(await answer({ text: '6' })).toEqual([404, 'used_url']);
    expect(texts()).toEqual(['1', '2', '3', '4', '5']);
  });

  it('is good for thirty minutes', async () => {
    called.clock.advance(30 * 60_000);
    expect(await answer({ text: 'in time' })).toEqual([200, 'ok']);
    called.clock.advance(1);
    expect(await answer({ text: 'late' })).toEqual([404, 'expired_url']);
  });

  it('replaces and takes away what was said before', async () => {
    await answer({ text: 'Looking …' });
    await answer({ text: 'Found', replace_original: true });
    expect(texts()).toEqual(['Found']);
    await answer({ delete_original: true });
    expect(texts()).toEqual([]);
  });

  it('speaks to everybody when told to', async () => {
    await answer({ text: 'All of you', response_type: 'in_channel' });
    expect(called.slack.messages(ORDERS).map(({ text }) => text)).toEqual(['All of you']);
  });

  it('cannot be made up', async () => {
    url = `${called.slack.origin}/response/r0`;
    expect(await answer({ text: 'x' })).toEqual([404, 'no_such_url']);
  });
});
