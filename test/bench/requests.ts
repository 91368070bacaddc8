import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { startPracticeSlack } from '../../src/practice/slack/server.js';
import { projectRoot } from '../../src/root.js';
import { slackHeaders } from '../support/sign.js';
import { type MeasuredProcess, startMeasured } from './measured-process.js';

/*
 * The whole app beside Bolt apps, in turn in the same run: a signed `/cancel-order` with a wrong id, which the app
 * parses, looks up nowhere and answers with a sentence in the acknowledgement. Nothing calls Slack for it. Bare Bolt has
 * one listener and answers with nothing; laden Bolt has as many as the app would need, and says the app's sentence.
 */

const SECRET = '0123456789abcdef0123456789abcdef';
const CONNECTIONS = [1, 16, 64];
const ROUNDS = 5;
const COLD_STARTS = 3;
const REQUESTS: Readonly<Record<number, number>> = { 1: 3_000, 16: 8_000, 64: 8_000 };

interface Figures {
  readonly requestsPerSecond: number;
  readonly cpuPerRequestUs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

let serial = 0;

/** Each request is another one: the app takes the same signed request once only. */
function signedRequests(count: number, path: string): autocannon.Request[] {
  return Array.from({ length: count }, () => {
    serial += 1;
    const body = new URLSearchParams({
      command: '/cancel-order',
      text: `111-22334-${serial}`,
      user_id: 'U0AGENT01',
      team_id: 'T0CANCEL1',
      channel_id: 'C0ORDERS1',
      trigger_id: `${serial}.1.x`,
    }).toString();
    return { method: 'POST', path, body, headers: slackHeaders(body, { secret: SECRET, at: new Date() }) };
  });
}

async function load(target: MeasuredProcess, connections: number): Promise<Figures> {
  const amount = REQUESTS[connections] ?? 1_000;
  const pool = signedRequests(amount, '/slack/events');
  let taken = 0;
  const share = Math.floor(amount / connections);
  const cpuBefore = target.cpuMs();
  const began = performance.now();
  // autocannon looks at its clock once a second only; the last answer's own moment is what counts.
  let last = began;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(
      {
        url: `http://127.0.0.1:${target.port}`,
        connections,
        amount: share * connections,
        setupClient: (client) => {
          client.setRequests(pool.slice(taken, taken + share));
          taken += share;
        },
      },
      (error: unknown, done) => (error instanceof Error ? reject(error) : resolve(done)),
    );
    running.on('response', () => {
      last = performance.now();
    });
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`);
  const done = result['2xx'];
  return {
    requestsPerSecond: (done * 1000) / (last - began),
    cpuPerRequestUs: ((target.cpuMs() - cpuBefore) * 1000) / done,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
}

function median(figures: readonly Figures[], key: keyof Figures): number {
  const sorted = figures.map((one) => one[key]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const dataDir = mkdtempSync(join(tmpdir(), 'cancel-desk-bench-'));
const slack = await startPracticeSlack({ signingSecret: SECRET, botToken: 'xoxb-bench', now: () => new Date() });
const environment = {
  PORT: '0',
  SLACK_SIGNING_SECRET: SECRET,
  SLACK_BOT_TOKEN: 'xoxb-bench',
  SLACK_API_URL: slack.apiUrl,
  DATA_DIR: dataDir,
  LOG_LEVEL: 'info',
};
const startApp = async (): Promise<MeasuredProcess> => await startMeasured([join(projectRoot, 'dist/main.js')], environment);
const startBench = async (file: string): Promise<MeasuredProcess> =>
  await startMeasured(['--import', 'tsx', join(projectRoot, 'test/bench', file)], environment);

const firstStart = await startApp();
await firstStart.stop();
const coldStarts = [];
for (let round = 0; round < COLD_STARTS; round += 1) {
  const started = await startApp();
  coldStarts.push(started.startMs);
  await started.stop();
}
const targets = {
  floor: await startBench('bare-http.ts'),
  bare: await startBench('bare-bolt.ts'),
  laden: await startBench('laden-bolt.ts'),
  app: await startApp(),
};
const { floor, bare, laden, app } = targets;
for (const target of Object.values(targets)) await load(target, 16);
console.log(
  `first start, with a new database: ${Math.round(firstStart.startMs)} ms; on an existing one: ${coldStarts.map((one) => `${Math.round(one)} ms`).join(', ')}`,
);
console.log('each: bare node:http · bare Bolt · laden Bolt · the app; medians');
console.log('connections | requests/s | app to bare Bolt, to laden | CPU µs/request | bare Bolt to app, laden | p50 ms | p99 ms');
for (const connections of CONNECTIONS) {
  const figures = new Map<MeasuredProcess, Figures[]>(Object.values(targets).map((target) => [target, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [target, some] of figures) some.push(await load(target, connections));
  }
  const of = (target: MeasuredProcess, key: keyof Figures): number => median(figures.get(target) ?? [], key);
  const all = (key: keyof Figures): string => [floor, bare, laden, app].map((target) => of(target, key).toFixed(0)).join(' · ');
  const faster = (than: MeasuredProcess): string => `${(of(app, 'requestsPerSecond') / of(than, 'requestsPerSecond')).toFixed(2)}×`;
  const cheaper = (than: MeasuredProcess): string => `${(of(than, 'cpuPerRequestUs') / of(app, 'cpuPerRequestUs')).toFixed(2)}×`;
  console.log(
    [
      connections,
      all('requestsPerSecond'),
      `${faster(bare)}, ${faster(laden)}`,
      all('cpuPerRequestUs'),
      `${cheaper(bare)}, ${cheaper(laden)}`,
      all('p50Ms'),
      all('p99Ms'),
    ].join(' | '),
  );
}
console.log(
  `memory after it: bare Bolt ${Math.round(bare.memoryMb())} MB, the app with its database and the practice Amazon ${Math.round(app.memoryMb())} MB`,
);
for (const target of Object.values(targets)) await target.stop();
await slack.close();
rmSync(dataDir, { recursive: true, force: true });
