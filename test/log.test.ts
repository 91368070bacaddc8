import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogLevel } from '../src/config/desk.js';
import { createLog } from '../src/log.js';
import { safeMessage, safeUrl } from '../src/log/text.js';
import type { Log } from '../src/ports/log.js';
import { boltLogger } from '../src/slack/bolt-logger.js';

const SECRETS = [
  'xoxb-123-456-abcDEF',
  'xoxp-1-2-3',
  'xoxe.xoxb-1-abc',
  'xapp-1-A01-123-abc',
  'Atza|IwEBIAccess/Token+1==',
  'Atzr|IwEBIRefresh',
  'amzn1.oa2-cs.v1.0123456789abcdef',
  `v0=${'0a'.repeat(32)}`,
];

function written(write: (log: Log) => void, level: LogLevel = 'debug'): readonly Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLog({ level, stream: { write: (line) => lines.push(line) } }));
  return lines.map((line) => {
    expect(line).toMatch(/^[^\n]*\n$/);
    return JSON.parse(line);
  });
}

function onlyLine(write: (log: Log) => void): Record<string, unknown> {
  const [line, ...more] = written(write);
  expect(more).toEqual([]);
  return line ?? {};
}

describe('a log line', () => {
  it('is one JSON object with level, time, event and fields', () => {
    expect(onlyLine((log) => log.info('feed created', { feedRowId: 'f-1', amazonFeedId: '5001', status: 202, durationMs: 12.5 }))).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      event: 'feed created',
      feedRowId: 'f-1',
      amazonFeedId: '5001',
      status: 202,
      durationMs: 12.5,
    });
  });

  it.each<[LogLevel, readonly string[]]>([
    ['debug', ['debug', 'info', 'warn', 'error']],
    ['info', ['info', 'warn', 'error']],
    ['warn', ['warn', 'error']],
    ['error', ['error']],
    ['silent', []],
  ])('at level %s is written for %j', (level, expected) => {
    const lines = written((log) => {
      log.debug('a');
      log.info('a');
      log.warn('a');
      log.error('a', new Error('b'));
    }, level);
    expect(lines.map((line) => line['level'])).toEqual(expected);
  });

  it('drops fields that are not on the list, also when they come past the types', () => {
    const sneaked = {
      caseId: 'c-1',
      buyerName: 'Zx Canary',
      body: { address: '1 Main St' },
      level: 'fatal',
      time: 1,
      event: 'other',
      msg: 'x',
    };
    const { time, ...line } = onlyLine((log) => log.info('case moved', sneaked));
    expect(line).toEqual({ level: 'info', event: 'case moved', caseId: 'c-1' });
    expect(time).not.toBe(1);
  });

  it('drops values that are not what the field is for', () => {
    const sneaked = {
      caseId: { name: 'Zx Canary' },
      orderId: 'Zx Canary, 1 Main St',
      status: 'Zx Canary',
      count: 3,
      url: 'Zx Canary',
      userId: 'xoxb-1-2',
    };
    const { time: _time, ...line } = onlyLine((log) => log.info('case moved', Object.assign({}, sneaked as object)));
    expect(line).toEqual({ level: 'info', event: 'case moved', count: 3 });
  });

  it.each(SECRETS)('never holds %s', (secret) => {
    const text = onlyLine((log) =>
      log.error(`event ${secret}`, new Error(`failed with ${secret} at the end`, { cause: secret }), {
        reason: `because ${secret}`,
        url: `https://example.com/${secret}`,
        route: secret,
      }),
    );
    expect(JSON.stringify(text)).not.toContain(secret);
    expect(text).toMatchObject({
      event: 'event [secret]',
      reason: 'because [secret]',
      error: { message: 'failed with [secret] at the end' },
    });
  });

  it('cannot be made to look like two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (event, reason) => {
        const line = onlyLine((log) => log.warn(event, { reason }));
        expect(line['level']).toBe('warn');
      }),
    );
  });
});

describe('an error in the log', () => {
  it('is its name, code, status, message and places in the code, with its causes', () => {
    const cause = Object.assign(new TypeError('fetch failed'), { code: 'ECONNREFUSED' });
    const error = Object.assign(new Error('Amazon was not reached', { cause }), { status: 503 });
    expect(onlyLine((log) => log.error('call failed', error))['error']).toEqual({
      name: 'Error',
      message: 'Amazon was not reached',
      status: 503,
      frames: expect.arrayContaining([expect.stringMatching(/^at .*log\.test\.ts:\d+:\d+\)?$/)]),
      cause: { name: 'TypeError', message: 'fetch failed', code: 'ECONNREFUSED', frames: expect.any(Array) },
    });
  });

  it('leaves out what clients hang on it', () => {
    const error = Object.assign(new Error('Request failed with status code 400'), {
      config: { headers: { 'x-amz-access-token': 'canary' } },
      response: { data: { buyer: 'canary' } },
      request: 'canary',
      data: { error: 'canary' },
      body: 'canary',
      detail: 'Key (name)=(canary) exists',
      code: 'two words canary',
    });
    const line = onlyLine((log) => log.error('call failed', error));
    expect(JSON.stringify(line)).not.toContain('canary');
    expect(line['error']).toMatchObject({ name: 'Error', message: 'Request failed with status code 400' });
  });

  it('does not tell the body that a parser quotes', () => {
    const bodies = ['Zx Canary, 1 Main St', '{"name":"Zx Canary', '{"a":1}Zx Canary\nZx Canary', "['Zx Canary'", '"Zx Canary" "x'];
    for (const body of bodies) {
      const line = onlyLine((log) => {
        try {
          JSON.parse(body);
        } catch (error) {
          log.error('answer unreadable', error);
        }
      });
      expect(JSON.stringify(line)).not.toContain('Canary');
    }
  });

  it('keeps nothing of a message beyond its first line, not even as a place in the code', () => {
    const error = new Error('refused\n    at Zx Canary (/1/Main/St:1:1)\nZx Canary');
    expect(JSON.stringify(onlyLine((log) => log.error('call failed', error)))).not.toContain('Canary');
  });

  it('is kept short, also when causes go in a circle', () => {
    const error = new Error('x'.repeat(10_000));
    error.cause = error;
    expect(JSON.stringify(onlyLine((log) => log.error('call failed', error))).length).toBeLessThan(8_000);
  });

  it.each([
    [undefined, { name: 'undefined', message: '' }],
    [null, { name: 'object', message: '' }],
    [{ message: 'Zx Canary' }, { name: 'object', message: '' }],
    ['timed out', { name: 'string', message: 'timed out' }],
  ])('may be anything that was thrown: %j', (thrown, expected) => {
    expect(onlyLine((log) => log.error('failed', thrown))['error']).toEqual(expected);
  });
});

describe('texts of others', () => {
  it.each([
    ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED 127.0.0.1:5432'],
    ["can't reach the server, it's gone", "can't reach the server, it's gone"],
    ['invalid input syntax for type uuid: "Zx Canary"', 'invalid input syntax for type uuid: …'],
    ["unexpected 'Zx Canary' here", 'unexpected … here'],
    ['answered 400 {"errors":[{"message":"Zx"}]}', 'answered 400 …'],
    ['got <html><body>Zx</body></html>', 'got …'],
    ['no mailbox zx@canary.example here', 'no mailbox … here'],
    ['GET https://u:p@host.example/doc?X-Amz-Signature=1#a failed', 'GET https://host.example/doc failed'],
    ['cannot open postgres://desk:s3cret@db:5432/desk', 'cannot open postgres://db:5432/desk'],
    ['Authorization: Bearer abc.def', 'Authorization: [secret]'],
    ['one\r\ntwo', 'one'],
  ])('%j becomes %j', (message, expected) => {
    expect(safeMessage(message)).toBe(expected);
  });

  it('are addresses only without user, query and fragment', () => {
    expect(safeUrl('https://u:p@tortuga.s3.amazonaws.com/doc/1?X-Amz-Credential=a#b')).toBe('https://tortuga.s3.amazonaws.com/doc/1');
    expect(safeUrl('/relative?secret=1')).toBeUndefined();
  });
});

describe("the Slack client's logger", () => {
  it('passes texts and errors on, and neither debug nor objects', () => {
    const lines = written((log) => {
      const logger = boltLogger(log);
      logger.debug('apiCall start', { text: 'Zx Canary' });
      logger.info('now connected to Slack');
      logger.warn('http request failed', { body: 'Zx Canary' }, 'socket hang up');
      logger.error(
        'Slack API error: channel_not_found',
        Object.assign(new Error('An API error occurred: channel_not_found'), { data: 'Zx Canary' }),
      );
      logger.error('An incoming event was not acknowledged within 3 seconds.');
    });
    expect(JSON.stringify(lines)).not.toContain('Canary');
    expect(lines).toMatchObject([
      { level: 'info', event: 'Slack client reports', source: 'slack', reason: 'now connected to Slack' },
      { level: 'warn', event: 'Slack client warns', source: 'slack', reason: 'http request failed socket hang up' },
      {
        level: 'error',
        event: 'Slack client failed',
        reason: 'Slack API error: channel_not_found',
        error: { message: 'An API error occurred: channel_not_found' },
      },
      { level: 'error', event: 'Slack client failed', error: { message: 'An incoming event was not acknowledged within 3 seconds.' } },
    ]);
  });
});
