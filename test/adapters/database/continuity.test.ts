import { addSeconds } from 'date-fns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContinuity } from '../../../src/adapters/database/continuity.js';
import type { Engine } from '../../../src/adapters/database/open.js';
import { freshDatabase } from '../../support/database.js';
import { frozenClock } from '../../support/frozen-clock.js';

const START = '2026-11-23T10:00:00Z';

describe('the marks of work', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await freshDatabase();
  });
  afterAll(async () => await engine.close());

  it('tell of no earlier state of the database when their answers overtake each other', async () => {
    const clock = frozenClock(START);
    const answers: (() => void)[] = [];
    // A slow database, whose answers come when the test lets them.
    const held: Engine = {
      ...engine,
      sql: {
        executeSql: async (text, values) => {
          const answer = await engine.sql.executeSql(text, values);
          await new Promise<void>((resolve) => answers.push(resolve));
          return answer;
        },
      },
    };
    const continuity = createContinuity({ engine: held, clock, practice: true, enqueue: async () => undefined });
    await continuity.takeUp('start', clock.now());
    const first = continuity.noteWork(addSeconds(clock.now(), 10));
    await expect.poll(() => answers.length).toBe(1);
    const second = continuity.noteWork(addSeconds(clock.now(), 20));
    await expect.poll(() => answers.length).toBe(2);
    answers[1]?.();
    expect(await second).toBe('goes-on');
    answers[0]?.();
    expect(await first).toBe('goes-on');

    // What is known by then is not forgotten: an earlier state is still noticed.
    await engine.sql.executeSql('update continuity set worked_at = $1::timestamptz', [addSeconds(clock.now(), 15).toISOString()]);
    const third = continuity.noteWork(addSeconds(clock.now(), 30));
    await expect.poll(() => answers.length).toBe(3);
    answers[2]?.();
    expect(await third).toBe('gone-back');
  });
});
