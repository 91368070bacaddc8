import { describe, expect, it } from 'vitest';
import { amazonOnStage, GERMANY, refusal, reset, type Stage } from './amazon-on-stage.js';

const FEED = 'GET /feeds/2021-06-30/feeds/f1';
const FEED_DONE = { status: 200, json: { feedId: 'f1', processingStatus: 'IN_QUEUE' } };
const EXPIRED = refusal(403, 'Unauthorized', 'Access to requested resource is denied.', 'The access token you provided has expired.');

function tokensUsed(stage: Stage): unknown[] {
  return stage.received.map(({ headers }) => headers['x-amz-access-token']);
}

describe('the access token', () => {
  it('is asked for once for calls at the same time, with the seller’s refresh token', async () => {
    const stage = await amazonOnStage();
    stage.on(FEED, FEED_DONE);
    await Promise.all(Array.from({ length: 10 }, () => stage.amazon.feeds.progress('f1')));
    expect(stage.tokensAsked).toHaveLength(1);
    expect(Object.fromEntries(new URLSearchParams(stage.tokensAsked[0]?.body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'Atzr|test',
      client_id: 'amzn1.application-oa2-client.test',
      client_secret: 'amzn1.oa2-cs.v1.test',
    });
    expect(stage.tokensAsked[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded;charset=UTF-8');
    expect(tokensUsed(stage)).toEqual(Array.from({ length: 10 }, () => 'token-1'));
  });

  it('is used until 60 seconds before its end', async () => {
    const stage = await amazonOnStage();
    stage.on(FEED, FEED_DONE);
    await stage.amazon.feeds.progress('f1');
    stage.clock.advance(3_539_999);
    await stage.amazon.feeds.progress('f1');
    stage.clock.advance(1);
    await stage.amazon.feeds.progress('f1');
    expect(tokensUsed(stage)).toEqual(['token-1', 'token-1', 'token-2']);
  });

  it('goes with the date and a user agent', async () => {
    const stage = await amazonOnStage({ userAgent: 'CancelDesk/9.9 (Language=Test)' });
    stage.on(FEED, FEED_DONE);
    await stage.amazon.feeds.progress('f1');
    expect(stage.received[0]?.headers).toMatchObject({ 'x-amz-date': '20261123T100000Z', 'user-agent': 'CancelDesk/9.9 (Language=Test)' });
  });

  it('is renewed once for all calls that Amazon refused it to, and the calls are made again', async () => {
    const stage = await amazonOnStage();
    stage.on(FEED, (request, response) => {
      const old = request.headers['x-amz-access-token'] === 'token-1';
      const body = old ? { errors: [{ code: 'Unauthorized', message: 'The access token is expired.' }] } : FEED_DONE.json;
      response.writeHead(old ? 403 : 200).end(JSON.stringify(body));
    });
    const results = await Promise.all(Array.from({ length: 5 }, () => stage.amazon.feeds.progress('f1')));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(stage.tokensAsked).toHaveLength(2);
  });

  it('is renewed for createFeed too, which was refused at the door and made nothing', async () => {
    const stage = await amazonOnStage();
    stage.on('POST /feeds/2021-06-30/feeds', EXPIRED, { status: 202, json: { feedId: '77' } });
    expect(await stage.amazon.feeds.create('doc-1', GERMANY, 'background')).toEqual({ ok: true, value: { amazonFeedId: '77' } });
    expect(tokensUsed(stage)).toEqual(['token-1', 'token-2']);
  });

  it('is renewed only once: a second refusal is no answer to what was asked for', async () => {
    const stage = await amazonOnStage();
    stage.on(FEED, EXPIRED);
    expect(await stage.amazon.feeds.progress('f1')).toEqual({
      ok: false,
      failure: { kind: 'unavailable', message: 'HTTP 403 to a new token' },
    });
    expect(stage.received).toHaveLength(2);
  });

  it('is not renewed for a missing role', async () => {
    const stage = await amazonOnStage();
    stage.on(FEED, refusal(403, 'Unauthorized', 'Access to requested resource is denied.'));
    await stage.amazon.feeds.progress('f1');
    expect(stage.tokensAsked).toHaveLength(1);
    expect(stage.received).toHaveLength(1);
  });

  it('is not asked for again before its time after too many requests, whoever needs it', async () => {
    const stage = await amazonOnStage();
    stage.on('POST /auth/o2/token', { status: 429 }, { status: 200, json: { access_token: 'later', expires_in: 3600 } });
    stage.on(FEED, FEED_DONE);
    await stage.amazon.feeds.progress('f1');
    stage.clock.advance(4_999);
    expect(await stage.amazon.feeds.progress('f1')).toEqual({ ok: false, failure: { kind: 'throttled', retryAfterMs: 1 } });
    expect(stage.tokensAsked).toHaveLength(1);
    stage.clock.advance(1);
    expect(await stage.amazon.feeds.progress('f1')).toMatchObject({ ok: true });
  });

  it.each([
    [
      'a withdrawn grant',
      { status: 400, json: { error: 'invalid_grant', error_description: 'Atzr|test has expired' } },
      { kind: 'locked-out', message: 'Login with Amazon: invalid_grant: … has expired' },
    ],
    [
      'a wrong secret',
      { status: 401, json: { error: 'invalid_client' } },
      { kind: 'locked-out', message: 'Login with Amazon: invalid_client' },
    ],
    ['too many requests', { status: 429 }, { kind: 'throttled', retryAfterMs: 5000 }],
    ['a server error', { status: 500, body: 'oops' }, { kind: 'unavailable', message: 'Login with Amazon: HTTP 500 without a token' }],
    [
      'an answer without a token',
      { status: 200, json: {} },
      { kind: 'unavailable', message: 'Login with Amazon: HTTP 200 without a token' },
    ],
    ['a reset', reset, { kind: 'unavailable', message: expect.stringMatching(/^Login with Amazon: (UND_ERR_SOCKET|ECONNRESET)$/) }],
  ] as const)(
    'that is not to be had (%s) is a clear failure even of createFeed, and is asked for again a minute later',
    async (_name, reply, failure) => {
      const stage = await amazonOnStage();
      const issued = { status: 200, json: { access_token: 'later', expires_in: 3600 } };
      stage.on('POST /auth/o2/token', reply, issued);
      stage.on('POST /feeds/2021-06-30/feeds', { status: 202, json: { feedId: '77' } });
      expect(await stage.amazon.feeds.create('doc-1', GERMANY, 'background')).toEqual({ ok: false, failure });
      stage.clock.advance(60_000);
      expect(await stage.amazon.feeds.create('doc-1', GERMANY, 'background')).toEqual({ ok: true, value: { amazonFeedId: '77' } });
      expect(tokensUsed(stage)).toEqual(['later']);
    },
  );

  it('that was refused is asked for after 1, 2, 4, 8 and then every 10 minutes, at once when the clock was set back, and anew after one that was issued', async () => {
    const stage = await amazonOnStage();
    const no = { status: 400, json: { error: 'invalid_grant' } };
    const short = { status: 200, json: { access_token: 'short', expires_in: 10 } };
    stage.on('POST /auth/o2/token', no, no, no, no, no, no, no, short, no);
    stage.on(FEED, FEED_DONE);
    const asked = async (afterSeconds: number): Promise<number> => {
      stage.clock.advance(afterSeconds * 1000);
      await stage.amazon.feeds.progress('f1');
      return stage.tokensAsked.length;
    };
    expect([await asked(0), await asked(59), await asked(1)]).toEqual([1, 1, 2]);
    expect([await asked(119), await asked(1), await asked(240), await asked(480)]).toEqual([2, 3, 4, 5]);
    expect([await asked(599), await asked(1)]).toEqual([5, 6]);
    expect([await asked(-3600), await asked(600)]).toEqual([7, 8]);
    expect([await asked(10), await asked(59), await asked(1)]).toEqual([9, 9, 10]);
  });
});
