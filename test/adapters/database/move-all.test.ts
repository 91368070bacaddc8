import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAuditSeals } from '../../../src/adapters/database/audit-seal.js';
import { openDatabase } from '../../../src/adapters/database/open.js';
import { createRepositories } from '../../../src/adapters/database/repositories.js';
import { verifyAudit } from '../../../src/adapters/database/verify-audit.js';
import { projectRoot } from '../../../src/root.js';
import { newCase } from '../../fixtures/cases.js';
import { dump, freshDataDir } from '../../support/database.js';
import { frozenClock } from '../../support/frozen-clock.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';

const ROWS = 1_234;

describe.skipIf(!hasPostgres())('the move from the embedded database to a server', () => {
  let server: PostgresServer;
  let dataDir: string;
  let number = 0;
  let url: string;
  beforeAll(async () => {
    server = await startPostgres();
    dataDir = await freshDataDir();
    const engine = await openDatabase({ kind: 'embedded', dataDir, durable: false });
    await engine.sql.executeSql(`insert into cancellation_cases (id, account_id, order_id, marketplace_id, active_key, state, reason, code, counts, items,
        total_currency, total_minor_units, team_id, channel_id, requested_by, requested_at, approval_rules, message_state, message_purpose, message_language, message_text, updated_at)
      select gen_random_uuid(), 'A2PRACTICESELLER', '111-0000000-' || lpad(n::text, 7, '0'), 'ATVPDKIKX0DER', 'key ' || n, 'queued', 'out_of_stock', 'NoInventory', true,
        jsonb_build_array(jsonb_build_object('orderItemId', n::text, 'quantity', 1)), 'USD', 9007199254740993, 'T1', 'C1', 'U1', '2026-11-24T12:00:00.123Z',
        array['rate_unknown', 'a "quoted", one'], 'waiting', 'other', 'zh', E'多谢 \\\\ "x"\\n' || n, now() from generate_series(1, ${ROWS}) n`);
    await engine.sql.executeSql(
      `insert into audit (case_id, at, actor, event) select id, now(), '{"kind":"app"}', '{"kind":"asked-again"}' from cancellation_cases`,
    );
    await engine.sql.executeSql(
      `insert into jobs (kind, subject, payload, due_at, attempts) values ('sweep', '', '{"kind":"sweep"}', now(), 3)`,
    );
    await engine.close();
  });
  beforeEach(async () => {
    number += 1;
    url = await server.createDatabase(`target_${number}`);
  });
  afterAll(() => {
    server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const everything = async (location: Parameters<typeof openDatabase>[0]): Promise<string[]> => {
    const engine = await openDatabase(location);
    const rows = JSON.stringify(JSON.parse(await dump(engine)).map((table: object[]) => table.map((row) => JSON.stringify(row)).sort()));
    await engine.close();
    return [rows];
  };
  const run = async (environment: Readonly<Record<string, string>>): Promise<{ code: number | null; stdout: string; stderr: string }> => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(projectRoot, 'src/move-database.ts')], {
      env: environment,
      cwd: projectRoot,
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => void (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
    return await new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
  };

  it('keeps every row as it was, says how many, goes on with the numbers, and leaves the folder as it is', async () => {
    const before = await everything({ kind: 'embedded', dataDir, durable: false });
    const { code, stdout, stderr } = await run({ DATA_DIR: dataDir, DATABASE_URL: url });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`  audit: ${ROWS}\n`);
    expect(stdout).toContain(`  cancellation_cases: ${ROWS}\n`);
    expect(stdout).toContain('  jobs: 1\n');
    expect(await everything({ kind: 'url', url })).toEqual(before);
    expect(await everything({ kind: 'embedded', dataDir, durable: false })).toEqual(before);
    const target = await openDatabase({ kind: 'url', url });
    const added = await target.prisma.auditRow.create({
      data: { caseId: '00000000-0000-4000-8000-000000000000', at: new Date(), actor: { kind: 'app' }, event: { kind: 'asked-again' } },
    });
    await target.close();
    expect(added.id).toBe(BigInt(ROWS + 1));
  });

  it('touches nothing in a database that has rows already', async () => {
    const target = await openDatabase({ kind: 'url', url });
    await target.sql.executeSql(`insert into jobs (kind, subject, payload, due_at) values ('sweep', '', '{"kind":"sweep"}', now())`);
    await target.close();
    const { code, stdout, stderr } = await run({ DATA_DIR: dataDir, DATABASE_URL: url });
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: 'The database at DATABASE_URL is not empty, so nothing was moved:\n  jobs: 1\n',
    });
    expect(JSON.parse((await everything({ kind: 'url', url }))[0] ?? '').flat()).toHaveLength(1);
  });

  it('does not begin while the app is running on the folder', async () => {
    const running = await openDatabase({ kind: 'embedded', dataDir, durable: false });
    const { code, stderr } = await run({ DATA_DIR: dataDir, DATABASE_URL: url });
    await running.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Nothing was moved: Process \d+ already uses the database in this folder/);
  });

  it('says what is missing', async () => {
    const { code, stderr } = await run({ DATA_DIR: dataDir });
    expect([code, stderr.includes('DATABASE_URL is missing')]).toEqual([1, true]);
  });

  it('keeps the seals of what is on record, and is not taken for a backup that was put back', async () => {
    const folder = await freshDataDir();
    const at = new Date('2026-11-24T12:00:00.123Z');
    const key = Buffer.alloc(32, 7);
    const working = async (location: Parameters<typeof openDatabase>[0]) => {
      const engine = await openDatabase(location, [key]);
      return {
        engine,
        ...createRepositories({ engine, clock: frozenClock(at.toISOString()), enqueue: async () => undefined, practice: true }),
      };
    };
    const before = await working({ kind: 'embedded', dataDir: folder, durable: false });
    expect(await before.continuity.takeUp('start', at)).toBeUndefined();
    const one = newCase();
    await before.cancellations.create(one, []);
    await before.cancellations.move({
      caseId: one.id,
      from: 'queued',
      to: 'undone',
      actor: { kind: 'app' },
      at,
      detail: '多谢 1.50',
      jobs: [],
    });
    await before.continuity.rest();
    await before.engine.close();

    expect(await run({ DATA_DIR: folder, DATABASE_URL: url })).toMatchObject({ code: 0 });
    rmSync(folder, { recursive: true, force: true });
    const after = await working({ kind: 'url', url });
    const problems: unknown[] = [];
    const count = await verifyAudit(after.engine.sql, createAuditSeals([key]), (problem) => problems.push(problem));
    const taken = await after.continuity.takeUp('start', new Date('2026-11-25T12:00:00Z'));
    await after.engine.close();
    expect([problems, count, taken]).toEqual([[], { cases: 1, rows: 2, weak: 0 }, undefined]);
  });
});
