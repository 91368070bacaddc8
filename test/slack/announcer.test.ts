import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channelIdSchema } from '../../src/domain/ids.js';
import type { Digest } from '../../src/domain/digest.js';
import type { Announcer } from '../../src/ports/announcer.js';
import { createAnnouncer } from '../../src/slack/announcer.js';
import { createSlackClients } from '../../src/slack/clients.js';
import { en } from '../../src/slack/text/en.js';
import { frozenClock } from '../support/frozen-clock.js';
import { silentLog } from '../support/silent-log.js';

const CHANNEL = channelIdSchema.parse('C0CANCEL1');
const ELSEWHERE = channelIdSchema.parse('C0CANCEL2');
const QUIET: Digest = {
  from: '2026-11-23',
  to: '2026-11-23',
  marketplaces: [],
  total: 0,
  counted: 0,
  byReason: [],
  value: [],
  attention: [],
  elsewhere: [],
  elsewhereValue: [],
  saved: 0,
  awaitingApproval: 0,
};

describe('a post to Slack', () => {
  const { posts, gate } = createSlackClients({
    token: 'xoxb-test',
    apiUrl: 'https://slack.test/api/',
    log: silentLog,
    clock: { now: () => new Date() },
  });
  let announcer: Announcer;
  beforeEach(() => {
    nock.disableNetConnect();
    const clock = frozenClock('2026-11-24T15:00:00Z');
    announcer = createAnnouncer({ client: posts, gate, text: en, practice: false, log: silentLog, lease: { holds: () => true }, clock });
  });
  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });
  const slack = () => nock('https://slack.test').post('/api/chat.postMessage');

  it('is posted with its channel and time', async () => {
    slack().reply(200, { ok: true, channel: CHANNEL, ts: '1.2' });
    expect(await announcer.postDigest(QUIET, CHANNEL)).toEqual({ kind: 'posted', channelId: CHANNEL, ts: '1.2' });
  });

  it.each([
    ['not_in_channel', { kind: 'closed-to-us', error: 'not_in_channel' }],
    ['is_archived', { kind: 'closed-to-us', error: 'is_archived' }],
    ['invalid_blocks', { kind: 'failed', error: 'invalid_blocks' }],
    ['internal_error', { kind: 'ambiguous', error: 'internal_error' }],
  ])('that Slack answers with %s is told apart', async (error, expected) => {
    slack().reply(200, { ok: false, error });
    expect(await announcer.postDigest(QUIET, CHANNEL)).toEqual(expected);
  });

  it('that another worker may be about to make does not leave: nothing was posted', async () => {
    const late = createAnnouncer({
      client: posts,
      gate,
      text: en,
      practice: false,
      log: silentLog,
      lease: { holds: () => false },
      clock: frozenClock('2026-11-24T15:00:00Z'),
    });
    const scope = slack().reply(200, { ok: true, channel: CHANNEL, ts: '1.2' });
    expect(await late.postDigest(QUIET, CHANNEL)).toEqual({ kind: 'failed', error: 'stopped_for_a_while' });
    expect(scope.isDone()).toBe(false);
  });

  it('that is too much comes back with when there is room, and is not tried by itself', async () => {
    const scope = slack().once().reply(429, '', { 'retry-after': '30' });
    expect(await announcer.postDigest(QUIET, CHANNEL)).toEqual({ kind: 'rate-limited', retryAfterMs: 30_000 });
    expect(scope.isDone()).toBe(true);
  });

  it('that is too much is not even tried by anybody before its time, and nothing else is held up', async () => {
    slack().once().reply(429, '', { 'retry-after': '30' });
    await announcer.postDigest(QUIET, CHANNEL);
    const alert = { kind: 'queue-stands-still', since: new Date('2026-11-24T14:50:00Z'), count: 3 } as const;
    expect(await announcer.postAlert(alert, CHANNEL)).toEqual({ kind: 'rate-limited', retryAfterMs: 30_000 });
    slack().reply(200, { ok: true, channel: ELSEWHERE, ts: '1.3' });
    expect(await announcer.postAlert(alert, ELSEWHERE)).toEqual({ kind: 'posted', channelId: ELSEWHERE, ts: '1.3' });
  });

  it.each([[undefined], ['soon']])('that is too much, until %s, waits for half a minute', async (retryAfter) => {
    slack().reply(429, '', retryAfter === undefined ? {} : { 'retry-after': retryAfter });
    expect(await announcer.postDigest(QUIET, CHANNEL)).toEqual({ kind: 'rate-limited', retryAfterMs: 30_000 });
  });

  it.each([
    ['a broken server', () => slack().reply(500, 'oops'), 'ambiguous'],
    ['a lost connection', () => slack().replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' })), 'ambiguous'],
    ['a refused connection', () => slack().replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })), 'failed'],
    ['a page that is no answer of Slack’s', () => slack().reply(200, '<html>Back soon</html>'), 'ambiguous'],
    ['half an answer', () => slack().reply(200, '{"ok":true,"chan'), 'ambiguous'],
    ['an answer without a time', () => slack().reply(200, { ok: true }), 'ambiguous'],
  ])('that ends in %s is told apart', async (_name, set, kind) => {
    set();
    expect((await announcer.postDigest(QUIET, CHANNEL)).kind).toBe(kind);
  });
});
