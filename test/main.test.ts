import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../src/root.js';

const SLACK = { SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef', SLACK_BOT_TOKEN: 'xoxb-1-2-abc' };

/** Runs the app's process with this environment and nothing else until it ends by itself. */
async function run(environment: Readonly<Record<string, string>>): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(projectRoot, 'src/main.ts')], {
    cwd: projectRoot,
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 25_000,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

describe('the process', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cancel-desk-main-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('names every variable that is missing, ends with 1 and touches nothing', async () => {
    const dataDir = join(folder, 'data');
    expect(await run({ DATA_DIR: dataDir })).toEqual({
      code: 1,
      stdout: '',
      stderr: [
        'Cancel Desk cannot start with this configuration:',
        '  - SLACK_SIGNING_SECRET is missing: it must be the signing secret from "Basic Information", for example 0123456789abcdef0123456789abcdef (or set SLACK_APP_TOKEN for Socket Mode)',
        '  - SLACK_BOT_TOKEN is missing: it must be the bot token from "OAuth & Permissions", for example xoxb-123-456-abc',
        'All variables are explained in .env.example.',
        '',
      ].join('\n'),
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['PORT', '70000'],
    ['SLACK_BOT_TOKEN', 'xoxp-of-a-person'],
    ['TIME_ZONE', 'Europe/Bonn'],
    ['DATABASE_URL', 'mysql://root:hidden@localhost/desk'],
  ])('names %s when %j is in it, without the value, ends with 1 and shows no stack', async (name, value) => {
    const { code, stdout, stderr } = await run({ ...SLACK, DATA_DIR: join(folder, 'data'), [name]: value });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.split('\n')).toEqual([
      'Cancel Desk cannot start with this configuration:',
      expect.stringMatching(new RegExp(`^ {2}- ${name} is not usable: it must be `)),
      'All variables are explained in .env.example.',
      '',
    ]);
    expect(stderr).not.toContain(value);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('names what is missing of Amazon as soon as one variable of it is set', async () => {
    const { code, stderr } = await run({ ...SLACK, DATA_DIR: join(folder, 'data'), AMAZON_REGION: 'eu' });
    expect(code).toBe(1);
    expect([...stderr.matchAll(/^ {2}- (\w+) is missing/gm)].map((match) => match[1])).toEqual([
      'AMAZON_LWA_CLIENT_ID',
      'AMAZON_LWA_CLIENT_SECRET',
      'AMAZON_REFRESH_TOKEN',
      'AMAZON_SELLER_ID',
      'AMAZON_MARKETPLACE_IDS',
    ]);
  });

  it('names DATABASE_URL in one line when nobody answers there, and ends with 1', async () => {
    const { code, stderr } = await run({ ...SLACK, DATABASE_URL: 'postgresql://desk:hidden@127.0.0.1:1/desk' });
    expect([code, stderr]).toEqual([1, 'Cancel Desk could not start: DATABASE_URL cannot be used: connect ECONNREFUSED 127.0.0.1:1\n']);
  });

  it('says in one line what is wrong with a data folder that is none, and ends with 1', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { code, stderr } = await run({ ...SLACK, DATA_DIR: file });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Cancel Desk could not start: EEXIST[^\n]*\n$/);
  });
});
