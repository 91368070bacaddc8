import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProbes } from '../../src/http/probes.js';
import { createReadiness } from '../../src/http/readiness.js';
import { createDoor, type Door } from '../../src/slack/door/door.js';
import { frozenClock } from '../support/frozen-clock.js';
import { silentLog } from '../support/silent-log.js';

describe('the probes', () => {
  let ping: () => Promise<void>;
  let room = true;
  let door: Door;
  let port: number;
  const readiness = createReadiness();
  const probes = createProbes({ ping: async () => await ping(), hasRoom: () => room }, readiness, {
    text: async () => 'up 1\n',
    contentType: 'text/plain; version=0.0.4',
  });

  beforeEach(async () => {
    ping = async () => undefined;
    door = createDoor({ signingSecret: undefined, clock: frozenClock('2026-11-24T12:00:00Z'), log: silentLog, probes });
    ({ port } = await door.start(0));
  });
  afterEach(async () => {
    vi.useRealTimers();
    await door.stop();
  });

  const get = async (path: string, method = 'GET'): Promise<[number, string]> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    return [answer.status, await answer.text()];
  };
  const broken = async (): Promise<void> => {
    throw new Error('connection refused at postgres://desk:hidden@db');
  };

  it('say that the process lives and that it can work', async () => {
    expect(await get('/healthz')).toEqual([200, 'ok\n']);
    expect(await get('/readyz')).toEqual([200, 'ready\n']);
    expect(await get('/readyz?verbose=1')).toEqual([200, 'ready\n']);
  });

  it('say which part is missing when the database does not answer, and nothing else of it', async () => {
    ping = broken;
    expect(await get('/readyz')).toEqual([503, 'database does not answer\n']);
    expect(await get('/healthz')).toEqual([200, 'ok\n']);
  });

  it('say that the database has no room, as long as it has none', async () => {
    room = false;
    expect(await get('/readyz')).toEqual([503, 'database has no room\n']);
    room = true;
    expect(await get('/readyz')).toEqual([200, 'ready\n']);
  });

  it('say that the app is about to stop, so that nobody sends it more', async () => {
    readiness.set('stopping');
    expect(await get('/readyz')).toEqual([503, 'stopping\n']);
    ping = broken;
    expect(await get('/readyz')).toEqual([503, 'stopping; database does not answer\n']);
    readiness.clear('stopping');
  });

  it('show the metrics in the type that Prometheus reads', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'text/plain; version=0.0.4', 'up 1\n']);
  });

  it('are ready again when the database is back', async () => {
    ping = broken;
    await get('/readyz');
    ping = async () => undefined;
    expect(await get('/readyz')).toEqual([200, 'ready\n']);
  });

  it('wait two seconds for a database that hangs, and no longer', async () => {
    vi.useFakeTimers();
    ping = async () => await new Promise(() => undefined);
    let answer: unknown;
    const asked = probes['/readyz']?.().then((said) => {
      answer = said;
    });
    await vi.advanceTimersByTimeAsync(1_999);
    expect(answer).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(answer).toEqual({ status: 503, body: 'database does not answer\n' });
    await asked;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leave no timer behind when the database answers', async () => {
    vi.useFakeTimers();
    expect(await probes['/readyz']?.()).toEqual({ status: 200, body: 'ready\n' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(['/', '/health', '/healthz/', '/readyz/..%2fhealthz', '/constructor', '/__proto__'])('are not at %s', async (path) => {
    expect(await get(path)).toEqual([404, 'Nothing is here.']);
  });

  it('are only looked at, never sent to', async () => {
    expect(await get('/healthz', 'POST')).toEqual([404, 'Nothing is here.']);
  });
});
