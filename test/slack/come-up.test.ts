import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeSlack, startPracticeSlack } from '../../src/practice/slack/server.js';
import { createSlackClients } from '../../src/slack/clients.js';
import { naming, whoWeAre } from '../../src/slack/come-up.js';
import { silentLog } from '../support/silent-log.js';

describe('who the app is', () => {
  let slack: PracticeSlack;
  beforeAll(async () => {
    slack = await startPracticeSlack({ signingSecret: 's'.repeat(32), botToken: 'xoxb-known', now: () => new Date() });
  });
  afterAll(async () => await slack.close());
  const ask = async (token: string, apiUrl: string) =>
    await whoWeAre(createSlackClients({ token, apiUrl, log: silentLog, clock: { now: () => new Date() } }).posts);

  it('is asked for once', async () => {
    const before = slack.ledger.length;
    expect(await ask('xoxb-known', slack.apiUrl)).toEqual({ botId: 'B0CANCELB', botUserId: 'U0CANCELB' });
    expect(slack.ledger.slice(before).map((entry) => entry.what)).toEqual(['auth.test']);
  });

  it('is not told for a token that Slack does not know, and the variable is named', async () => {
    await expect(ask('xoxb-unknown', slack.apiUrl)).rejects.toThrow(/^SLACK_BOT_TOKEN cannot be used: invalid_auth$/);
  });

  it('is not told where nobody answers, and the variable is named', async () => {
    await expect(ask('xoxb-known', 'http://127.0.0.1:1/api/')).rejects.toThrow(/^SLACK_API_URL cannot be used: /);
  });
});

describe('a way in that cannot be opened', () => {
  it('begins with the variable that decides on it, and keeps the cause', async () => {
    const cause = new Error('listen EADDRINUSE: address already in use :::3000');
    const opened = naming({ refused: 'PORT', unreached: 'PORT' }, async () => await Promise.reject(cause));
    await expect(opened).rejects.toMatchObject({ message: `PORT cannot be used: ${cause.message}`, cause });
  });
});
