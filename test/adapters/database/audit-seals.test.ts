import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAuditSeals } from '../../../src/adapters/database/audit-seal.js';
import { type Engine, openDatabase } from '../../../src/adapters/database/open.js';
import { createRepositories, type Repositories } from '../../../src/adapters/database/repositories.js';
import { type AuditProblem, verifyAudit } from '../../../src/adapters/database/verify-audit.js';
import { orderIdSchema } from '../../../src/domain/ids.js';
import type { CaseMove } from '../../../src/ports/cancellations.js';
import { ANNA, newCase, NOON } from '../../fixtures/cases.js';
import { projectRoot } from '../../../src/root.js';
import { freshDataDir } from '../../support/database.js';
import { frozenClock } from '../../support/frozen-clock.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';

const OLD = randomBytes(32);
const NEW = randomBytes(32);
const CASES = 4;

/** Each changes one thing of one row, `$1`; two of them need another row of the same case. */
const TAMPERINGS: Readonly<Record<string, string>> = {
  'the moment': `update audit set at = at + interval '1 millisecond' where id = $1`,
  'who it was': `update audit set actor = '{"kind":"user","userId":"U0MALLORY"}' where id = $1`,
  'what happened': `update audit set event = event || '{"detail":"nothing to see"}' where id = $1`,
  'whose it is': `update audit set case_id = (select id from cancellation_cases where id <> audit.case_id order by id limit 1) where id = $1`,
  'its place': 'update audit set place = place + 1 where id = $1',
  'its seal': `update audit set seal = left(seal, -1) || case right(seal, 1) when 'A' then 'B' else 'A' end where id = $1`,
  'no seal': 'update audit set seal = null, place = null where id = $1',
  'taken away': 'delete from audit where id = $1',
  'put in twice':
    'insert into audit (case_id, at, actor, event, place, seal) select case_id, at, actor, event, place, seal from audit where id = $1',
  'put in before all': `insert into audit (id, case_id, at, actor, event) select -1, case_id, at, actor, event from audit where id = $1`,
  're-ordered': `update audit a set at = b.at, actor = b.actor, event = b.event, place = b.place, seal = b.seal from audit b
    where a.id in ($1, (select max(id) from audit where case_id = (select case_id from audit where id = $1) and id <> $1))
      and b.id in ($1, (select max(id) from audit where case_id = (select case_id from audit where id = $1) and id <> $1)) and a.id <> b.id`,
  'the last one taken away, with its end': `with gone as (delete from audit where id = (select max(id) from audit where case_id = (select case_id from audit where id = $1)) returning case_id, place)
    update cancellation_cases c set audit_rows = gone.place - 1, audit_seal = (select seal from audit a where a.case_id = gone.case_id and a.place = gone.place - 1)
    from gone where c.id = gone.case_id`,
};

const engines = hasPostgres() ? ['embedded', 'server'] : ['embedded'];

describe.each(engines)('what is on record, on the %s database', (kind) => {
  let server: PostgresServer | undefined;
  let dataDir: string;
  let engine: Engine;
  let repositories: Repositories;
  const clock = frozenClock(NOON.toISOString());
  beforeAll(async () => {
    server = kind === 'server' ? await startPostgres() : undefined;
    dataDir = await freshDataDir();
    await begin();
    for (let index = 0; index < CASES; index += 1) {
      const one = newCase({ orderId: orderIdSchema.parse(`111-0000000-000000${index}`) });
      await repositories.cancellations.create(one, []);
      const step: Omit<CaseMove, 'from' | 'to'> = { caseId: one.id, actor: { kind: 'app' }, at: clock.now(), jobs: [] };
      for (const [from, to] of [
        ['queued', 'sending'],
        ['sending', 'sent'],
        ['sent', 'reading_back'],
      ] as const) {
        clock.advance(1_234);
        await repositories.cancellations.move({ ...step, from, to, at: clock.now(), detail: `käse "${index}"` });
      }
      await repositories.cancellations.record(one.id, {
        at: clock.now(),
        actor: { kind: 'user', userId: ANNA },
        event: { kind: 'click-refused', why: 'late' },
      });
    }
    for (const table of ['audit', 'cancellation_cases']) await engine.sql.executeSql(`create table copy_of_${table} as table ${table}`);
  });
  afterAll(async () => {
    await engine.close();
    server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const open = async (keys: readonly Buffer[]): Promise<Engine> =>
    await openDatabase(server === undefined ? { kind: 'embedded', dataDir, durable: false } : { kind: 'url', url: server.url }, keys);
  const begin = async (): Promise<void> => {
    engine = await open([OLD]);
    repositories = createRepositories({ engine, clock, enqueue: async () => undefined, practice: true });
  };
  const check = async (keys: readonly Buffer[] = [OLD]): Promise<AuditProblem[]> => {
    const problems: AuditProblem[] = [];
    await verifyAudit(engine.sql, createAuditSeals(keys), (problem) => problems.push(problem));
    return problems;
  };
  const asItWas = async (): Promise<void> => {
    for (const table of ['audit', 'cancellation_cases']) {
      await engine.sql.executeSql(`truncate ${table}`);
      await engine.sql.executeSql(`insert into ${table} select * from copy_of_${table}`);
    }
  };
  beforeEach(asItWas);

  it('is as it was written', async () => {
    expect(await check()).toEqual([]);
  });

  it('shows any change of any row, where it is', { timeout: 120_000 }, async () => {
    const rows = await engine.prisma.auditRow.findMany({ orderBy: { id: 'asc' } });
    const property = fc.asyncProperty(fc.constantFrom(...Object.keys(TAMPERINGS)), fc.constantFrom(...rows), async (how, row) => {
      await engine.sql.executeSql(TAMPERINGS[how]?.replaceAll('$1', String(row.id)) ?? '');
      const problems = await check();
      await asItWas();
      expect(problems.map(({ caseId }) => caseId)).toContain(row.caseId);
    });
    await fc.assert(property, { numRuns: 80 });
    expect(await check()).toEqual([]);
  });

  it('shows a row that was sealed anew by somebody without the key, and counts a case that was so altogether', async () => {
    const [row] = await engine.prisma.auditRow.findMany({ where: { place: 3 }, take: 1 });
    if (row?.place !== 3) throw new Error('no third row');
    const before = await engine.prisma.auditRow.findFirstOrThrow({ where: { caseId: row.caseId, place: 2 } });
    const forged = { ...row, place: row.place, actor: { kind: 'amazon' } };
    const seal = createAuditSeals([]).row(forged, before.seal ?? '');
    await engine.prisma.auditRow.update({ where: { id: row.id }, data: { actor: forged.actor, seal } });
    expect(await check()).toMatchObject([{ caseId: row.caseId, row: String(row.id), what: 'without-key' }]);
    const counted = async () => await verifyAudit(engine.sql, createAuditSeals([OLD]), () => undefined);
    expect(await counted()).toEqual({ cases: 4, rows: 20, weak: 0 });
    await engine.sql.executeSql('update audit set place = null, seal = null where case_id = $1', [row.caseId]);
    const bare = 'update cancellation_cases set audit_rows = null, audit_seal = null, audit_head = null where id = $1';
    await engine.sql.executeSql(bare, [row.caseId]);
    expect(await check()).toEqual([]);
    expect(await counted()).toEqual({ cases: 4, rows: 20, weak: 1 });
  });

  it('is checked by a command, which says which row of which case is wrong', async () => {
    await engine.sql.executeSql(
      `update audit set event = event || '{"code":"x"}' where place = 1 and case_id = (select id from cancellation_cases order by order_id limit 1)`,
    );
    const [{ caseId, row } = { caseId: '', row: '' }] = await check();
    await engine.close();
    const where = server === undefined ? { DATA_DIR: dataDir } : { DATABASE_URL: server.url };
    const run = spawnSync(process.execPath, ['--import', 'tsx', join(projectRoot, 'src/verify-audit.ts')], {
      cwd: projectRoot,
      env: { ...where, ENCRYPTION_KEY: `${NEW.toString('base64')},${OLD.toString('base64')}` },
      encoding: 'utf8',
    });
    await begin();
    expect(run.stdout.split('\n')).toEqual([
      `Order 111-0000000-0000000, case ${caseId}: row ${row} is not as it was written, or what stood before it was changed.`,
      '4 cases with 20 rows; cases from before there were seals or a key: 0; wrong: 1.',
      '',
    ]);
    expect(run.status).toBe(1);
  });

  it('can be checked after the key was changed for as long as the old one is listed', async () => {
    expect(await check([NEW, OLD])).toEqual([]);
    expect(new Set((await check([NEW])).map(({ what }) => what))).toEqual(new Set(['unknown-key']));
  });

  it('from before rows were sealed is kept by the first row that is', async () => {
    const one = newCase({ orderId: orderIdSchema.parse('111-0000000-0000009') });
    await repositories.cancellations.create(one, []);
    await engine.sql.executeSql('update audit set place = null, seal = null where case_id = $1', [one.id]);
    await engine.sql.executeSql('update cancellation_cases set audit_rows = null, audit_seal = null, audit_head = null where id = $1', [
      one.id,
    ]);
    expect(await check()).toEqual([]);
    await repositories.cancellations.move({
      caseId: one.id,
      from: 'queued',
      to: 'undone',
      actor: { kind: 'app' },
      at: clock.now(),
      jobs: [],
    });
    expect(await check()).toEqual([]);
    await engine.sql.executeSql(`update audit set actor = '{"kind":"amazon"}' where case_id = $1 and seal is null`, [one.id]);
    expect(await check()).toMatchObject([{ caseId: one.id, what: 'changed' }]);
  });
});
