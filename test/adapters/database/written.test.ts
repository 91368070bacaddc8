import { describe, expect, it } from 'vitest';
import { forPerson, mayHaveWritten } from '../../../src/adapters/database/person.js';
import { createFollow, isConsequential } from '../../../src/adapters/database/written.js';

const CASE = 'insert into "public"."cancellation_cases" ("id") values ($1) on conflict do nothing';
const DRAFT = 'UPDATE "public"."drafts" SET "case_id" = $1 WHERE "id" = $2';

describe('a statement', () => {
  it.each([
    CASE,
    'UPDATE "public"."policies" SET "version" = $1',
    'with gone as (delete from jobs where id = $1 returning kind) insert into rates select kind from gone',
    'insert into something_new values ($1) on conflict (id) do update set id = excluded.id',
  ])('that writes what somebody may have asked for counts: %s', (text) => expect(isConsequential(text)).toBe(true));

  it.each([
    DRAFT,
    'select id from jobs where note = $1 for update skip locked',
    'insert into rate_limits (tokens) values ($1) on conflict (key) do update set tokens = excluded.tokens',
    'begin',
  ])('that writes nothing, or only what nobody asked for, does not: %s', (text) => expect(isConsequential(text)).toBe(false));
});

describe('what a request may have written', () => {
  const refused = new Error('the database says no');
  const silent = new Error('nothing was said');
  /** Runs statements of one session in turn, of which the last may fail. */
  const after = async (texts: readonly string[], failure?: Error, rowCount = 1): Promise<boolean> =>
    await forPerson(async () => {
      const follow = createFollow((error) => error === refused);
      for (const [index, text] of texts.entries()) {
        const fails = failure !== undefined && index === texts.length - 1;
        await follow(text, async () => (fails ? await Promise.reject(failure) : { rowCount })).catch(() => undefined);
      }
      return mayHaveWritten();
    });

  it('is nothing before a transaction is committed, however it fails', async () => {
    expect(await after(['BEGIN', CASE])).toBe(false);
    expect(await after(['BEGIN', CASE, 'ROLLBACK'])).toBe(false);
    expect(await after(['BEGIN', CASE], silent)).toBe(false);
    expect(await after(['BEGIN', CASE, 'COMMIT'], refused)).toBe(false);
  });

  it('is something once a commit was carried out, or was sent and nothing came back', async () => {
    expect(await after(['BEGIN', CASE, 'COMMIT'])).toBe(true);
    expect(await after(['BEGIN', CASE, 'COMMIT'], silent)).toBe(true);
    expect(await after(['BEGIN', CASE, 'COMMIT', 'BEGIN', DRAFT], silent)).toBe(true);
  });

  it('is told of single statements by what came of them', async () => {
    expect(await after([CASE])).toBe(true);
    expect(await after([CASE], silent)).toBe(true);
    expect(await after([CASE], refused)).toBe(false);
    expect(await after([CASE], undefined, 0)).toBe(false);
    expect(await after([DRAFT], silent)).toBe(false);
  });

  it('is nothing where nobody waits', async () => {
    await createFollow(() => false)(CASE, async () => ({ rowCount: 1 }));
    expect(mayHaveWritten()).toBe(false);
  });
});
