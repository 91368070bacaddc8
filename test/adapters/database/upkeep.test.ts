import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Engine } from '../../../src/adapters/database/open.js';
import { upkeep } from '../../../src/adapters/database/upkeep.js';
import { freshDatabase } from '../../support/database.js';

const A_DAY_OF_JOBS = `with added as (insert into jobs (kind, subject, payload, due_at)
  select 'announce', gen_random_uuid()::text, '{"kind":"announce"}'::jsonb, now() from generate_series(1, 2000) returning id) select count(*) from added`;

const SIZE = `select pg_total_relation_size('jobs')::int as bytes`;
const sizeSchema = z.array(z.object({ bytes: z.number() }));

async function engineWith(): Promise<Engine> {
  const engine = await freshDatabase();
  onTestFinished(async () => await engine.close());
  return engine;
}

async function one(engine: Engine, text: string): Promise<unknown> {
  return (await engine.sql.executeSql(text)).rows[0];
}

/** Jobs come, are taken and go. */
async function busyDay(engine: Engine): Promise<void> {
  await engine.sql.executeSql(A_DAY_OF_JOBS);
  await engine.sql.executeSql('update jobs set attempts = attempts + 1');
  await engine.sql.executeSql('delete from jobs');
}

describe('the upkeep of the embedded database', () => {
  it('gives the room of what is gone to what comes, so that busy days do not make it grow', async () => {
    const engine = await engineWith();
    const bytesAfter = async (days: number): Promise<number> => {
      for (let day = 0; day < days; day += 1) {
        await busyDay(engine);
        await upkeep(engine.sql);
      }
      const [{ bytes } = { bytes: 0 }] = sizeSchema.parse((await engine.sql.executeSql(SIZE)).rows);
      return bytes;
    };
    const first = await bytesAfter(3);
    expect(await bytesAfter(9)).toBeLessThanOrEqual(first * 1.2);
  });

  it('learns what stands in a table that has changed, and leaves one alone that has not', async () => {
    const engine = await engineWith();
    await upkeep(engine.sql);
    await engine.sql.executeSql(A_DAY_OF_JOBS);
    await upkeep(engine.sql);
    const seen = `select reltuples::int as rows, (select analyze_count::int from pg_stat_user_tables where relname = 'jobs') as analyzed
      from pg_class where relname = 'jobs'`;
    expect(await one(engine, seen)).toEqual({ rows: 2000, analyzed: 1 });
    await upkeep(engine.sql);
    expect(await one(engine, seen)).toEqual({ rows: 2000, analyzed: 1 });
  });
});
