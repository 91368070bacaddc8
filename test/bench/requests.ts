import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { startPracticeSlack } from '../../src/practice/slack/server.js';
import { projectRoot } from '../../src/root.js';
import { slackHeaders } from '../support/sign.js';
import { type MeasuredProcess, startMeasured } from './measured-process.js';

/*
 * The whole app beside a bare Bolt app, in turn in the same run: a signed `/cancel-order` with a wrong id, which the
 * app parses, looks up nowhere and answers with a sentence in the acknowledgement; bare Bolt only acknowledges.
 */

const SECRET = '0123456789abcdef0123456789abcdef';
const CONNECTIONS = [1, 16, 64];
const ROUNDS = 3;
const REQUESTS: Readonly<Record<number, number>> = { 1: 3_000, 16: 16_000, 64: 16_000 };

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
for (let round = 0; round < ROUNDS; round += 1) {
  const started = await startApp();
  coldStarts.push(started.startMs);
  await started.stop();
}
const targets = { floor: await startBench('bare-http.ts'), bare: await startBench('bare-bolt.ts'), app: await startApp() };
for (const target of Object.values(targets)) await load(target, 16);
console.log(
  `first start, with a new database: ${Math.round(firstStart.startMs)} ms; on an existing one: ${coldStarts.map((one) => `${Math.round(one)} ms`).join(', ')}`,
);
console.log('each: bare node:http · bare Bolt · the app');
console.log('connections | requests/s | app to Bolt | CPU µs/request | p50 ms | p99 ms');
for (const connections of CONNECTIONS) {
  const figures: Record<keyof typeof targets, Figures[]> = { floor: [], bare: [], app: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    figures.floor.push(await load(targets.floor, connections));
    figures.bare.push(await load(targets.bare, connections));
    figures.app.push(await load(targets.app, connections));
  }
  const row = (key: keyof Figures): string =>
    [figures.floor, figures.bare, figures.app].map((some) => median(some, key).toFixed(0)).join(' · ');
  const ratio = median(figures.app, 'requestsPerSecond') / median(figures.bare, 'requestsPerSecond');
  console.log(
    `${connections} | ${row('requestsPerSecond')} | ${ratio.toFixed(2)}× | ${row('cpuPerRequestUs')} | ${row('p50Ms')} | ${row('p99Ms')}`,
  );
}
console.log(
  `memory after it: bare Bolt ${Math.round(targets.bare.memoryMb())} MB, the app with its database and the practice Amazon ${Math.round(targets.app.memoryMb())} MB`,
);
for (const target of Object.values(targets)) await target.stop();
await slack.close();
rmSync(dataDir, { recursive: true, force: true });
