import { afterAll } from 'vitest';
import type { Engine } from '../../src/adapters/database/open.js';
import { createRateLimits } from '../../src/adapters/database/rate-limits.js';
import type { Clock } from '../../src/ports/clock.js';
import type { RateLimits } from '../../src/ports/rate-limits.js';
import { freshDatabase } from './database.js';

let opening: Promise<Engine> | undefined;

afterAll(async () => {
  await (await opening)?.close();
  opening = undefined;
});

/** Buckets on a database of the test file's own; all are full again. */
export async function testRateLimits(clock: Clock): Promise<RateLimits> {
  opening ??= freshDatabase();
  const engine = await opening;
  await engine.sql.executeSql('truncate rate_limits');
  return createRateLimits(engine, clock);
}
