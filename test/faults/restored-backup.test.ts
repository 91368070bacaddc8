import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../src/practice/amazon/random.js';
import { projectRoot } from '../../src/root.js';
import { freshDataDir } from '../support/database.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { CLEAN, settled } from './support/judge.js';
import { type Moment, momentOf, reached } from './support/moment.js';
import { askUntilTold } from './support/people.js';
import { report, SEED, shareOf } from './support/scale.js';
import { buildStage, type Stage } from './support/stage.js';

/** The ten minutes in which nothing leaves after a restore are ten seconds. */
const SPEED = 60;
const SETTLED_WITHIN_MS = 90_000;
const RUNS_EACH = shareOf(12, 1);

const engines = hasPostgres() ? ['embedded', 'server'] : ['embedded'];
const all = engines.flatMap((engine) =>
  ['with the command', 'with the command forgotten'].flatMap((how) =>
    Array.from({ length: RUNS_EACH }, (_, run) => ({ engine, how, run })),
  ),
);
/** Of a short run the first and the last: each database and each way once. */
const stories = RUNS_EACH > 1 ? all : all.filter((_, index) => index % (all.length - 1) === 0);

describe('a backup that is put back in the place of what was done since', () => {
  let server: PostgresServer | undefined;
  beforeAll(async () => {
    server = hasPostgres() ? await startPostgres() : undefined;
  });
  afterAll(() => server?.stop());

  /** A database of its own, and a copy of it as it is while nobody works on it: where the copy is. */
  const database = async (engine: string, name: string) => {
    if (engine === 'embedded' || server === undefined) {
      const dataDir = await freshDataDir();
      const copyDir = mkdtempSync(join(tmpdir(), 'cancel-desk-backup-'));
      onTestFinished(() => [dataDir, copyDir].forEach((folder) => rmSync(folder, { recursive: true, force: true })));
      return {
        original: { DATA_DIR: dataDir },
        copy: async () => {
          cpSync(dataDir, copyDir, { recursive: true });
          return { DATA_DIR: copyDir };
        },
      };
    }
    const { url } = server;
    const original = { DATABASE_URL: await server.createDatabase(name) };
    return {
      original,
      copy: async () => {
        const client = new pg.Client({ connectionString: url });
        await client.connect();
        await client.query(`create database ${name}_backup template ${name}`);
        await client.end();
        return { DATABASE_URL: original.DATABASE_URL.replace(name, `${name}_backup`) };
      },
    };
  };
  const runCommand = async (environment: Readonly<Record<string, string>>): Promise<{ code: number | null; said: string }> => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(projectRoot, 'src/after-restore.ts')], {
      cwd: projectRoot,
      env: { ...environment },
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => void (said += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (said += text));
    return await new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
  };
  const ask = async (stage: Stage): Promise<string> => {
    const orderId = stage.nextOrder();
    stage.amazon.control.requestCancellation(orderId);
    await askUntilTold(stage.slack.person('U0AGENT01'), orderId, 'buyer-asked');
    return orderId;
  };

  it.each(stories)('cancels nothing and tells no buyer a second time ($engine, $how, $run)', { timeout: 300_000 }, async (story) => {
    const { engine, how, run } = story;
    const number = stories.indexOf(story);
    const { original, copy } = await database(engine, `restore_${number}`);
    const moment: Moment = momentOf(number * 5 + 1, createRandom(SEED + number));
    const stage = await buildStage({ speed: SPEED, environment: {} });
    let app = await stage.start(original);
    onTestFinished(async () => {
      await app.kill();
      await stage.close();
    });
    const orderIds = [await ask(stage), await ask(stage)];
    const asking = ask(stage);
    await reached(stage, moment);
    // The backup is taken at that moment, with everything half done.
    await app.kill();
    const backup = await copy();
    stage.amazon.control.clearFaults();
    stage.slack.faults.clear();
    app = await stage.start(original);
    orderIds.push(await asking);
    // One that the backup does not know at all.
    orderIds.push(await ask(stage));
    const before = await settled(stage, orderIds, SETTLED_WITHIN_MS);
    await app.kill();

    const told = how === 'with the command' ? await runCommand({ ...stage.environment, ...backup }) : undefined;
    app = await stage.start(backup);
    // What is asked for now comes to its end, after what is not on record.
    const anew = await ask(stage);
    const after = await settled(stage, [...orderIds, anew], SETTLED_WITHIN_MS);
    report(`restored backup, ${engine}, ${how}, ${run}:`, { moment, stuck: after.stuck.length, uncertain: after.uncertain.length });
    expect({ moment, ...before }).toMatchObject(CLEAN);
    expect({ moment, ...after }).toMatchObject(CLEAN);
    if (told !== undefined) {
      expect(told.said).toContain('is not on record here.');
      expect(told.code).toBe(0);
    }
    expect(app.lines.join('\n').includes('the database is a copy or an earlier state')).toBe(told === undefined);
  });
});
