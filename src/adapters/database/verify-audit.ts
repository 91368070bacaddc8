import { z } from 'zod';
import type { SqlExecutor } from '../../ports/queue.js';
import { type AuditSeals, type SealCheck, type SealedRow, sumOfUnsealed } from './audit-seal.js';
import { maybe } from './json.js';

/** Something that is not as it was written. */
export interface AuditProblem {
  readonly orderId: string | undefined;
  readonly caseId: string;
  /** The row where it shows; undefined: at the end of what is on record. */
  readonly row: string | undefined;
  readonly what: 'changed' | 'missing-or-moved' | 'put-in' | 'end-changed' | 'without-key' | 'unknown-key' | 'without-case';
}

export interface AuditCount {
  readonly cases: number;
  readonly rows: number;
  /** Cases of which no row is sealed under a key: from before there were seals, or a key. */
  readonly weak: number;
}

const CASES_AT_ONCE = 100;
const CASES = `select id::text, order_id, audit_rows, audit_seal, audit_head from cancellation_cases c
  where c.id > $1::uuid order by c.id limit ${CASES_AT_ONCE}`;
const ROWS = `select id::text, case_id::text, at, actor, event, place, seal from audit a
  where a.case_id = any($1::uuid[]) order by a.case_id, a.id`;
const WITHOUT_CASE = `select a.id::text, a.case_id::text from audit a where not exists (select 1 from cancellation_cases c where c.id = a.case_id)
  order by a.id limit 100`;
const NO_ID = '00000000-0000-0000-0000-000000000000';

const casesSchema = z.array(
  z.object({
    id: z.string(),
    order_id: z.string(),
    audit_rows: maybe(z.int()),
    audit_seal: maybe(z.string()),
    audit_head: maybe(z.string()),
  }),
);
const rowSchema = z.object({
  id: z.string(),
  case_id: z.string(),
  at: z.date(),
  actor: z.unknown(),
  event: z.unknown(),
  place: maybe(z.int()),
  seal: maybe(z.string()),
});
const strayedSchema = z.array(z.object({ id: z.string(), case_id: z.string() }));
type CaseEnd = z.infer<typeof casesSchema>[number];
type Row = z.infer<typeof rowSchema>;

/** Checks every seal, case by case and a hundred at a time: what it takes of memory does not grow with what there is. */
export async function verifyAudit(sql: SqlExecutor, seals: AuditSeals, found: (problem: AuditProblem) => void): Promise<AuditCount> {
  let count: AuditCount = { cases: 0, rows: 0, weak: 0 };
  for (let after = NO_ID; ; ) {
    const cases = casesSchema.parse((await sql.executeSql(CASES, [after])).rows);
    const last = cases.at(-1);
    if (last === undefined) break;
    const ids = cases.map(({ id }) => id);
    const rows = z.array(rowSchema).parse((await sql.executeSql(ROWS, [ids])).rows);
    for (const one of cases) {
      const own = rows.filter((row) => row.case_id === one.id);
      const { problem, weak } = judge(one, own, seals);
      if (problem !== undefined) found(problem);
      count = { cases: count.cases + 1, rows: count.rows + own.length, weak: count.weak + Number(weak && problem === undefined) };
    }
    after = last.id;
  }
  for (const { id: row, case_id: caseId } of strayedSchema.parse((await sql.executeSql(WITHOUT_CASE)).rows))
    found({ orderId: undefined, caseId, row, what: 'without-case' });
  return count;
}

interface Judgement {
  /** The first thing that is wrong: what follows a break in a chain cannot be told. */
  readonly problem?: AuditProblem;
  readonly weak: boolean;
}

function judge(one: CaseEnd, rows: readonly Row[], seals: AuditSeals): Judgement {
  const about = { orderId: one.order_id, caseId: one.id };
  const firstSealed = rows.findIndex(({ seal, place }) => seal !== undefined || place !== undefined);
  const sealed = firstSealed < 0 ? [] : rows.slice(firstSealed);
  let before = firstSealed < 0 ? '' : sumOfUnsealed(rows.slice(0, firstSealed).map(toSealed));
  let weak = true;
  for (const [index, row] of sealed.entries()) {
    const wrong = (what: AuditProblem['what']): Judgement => ({ problem: { ...about, row: row.id, what }, weak });
    if (row.seal === undefined || row.place === undefined) return wrong('put-in');
    if (row.place !== index + 1) return wrong('missing-or-moved');
    const check = seals.checkRow(row.seal, { ...toSealed(row), place: row.place }, before);
    const problem = problemIn(check, { broken: 'changed', weak });
    if (problem !== undefined) return wrong(problem);
    weak &&= check === 'plain';
    before = row.seal;
  }
  const wrong = (what: AuditProblem['what']): Judgement => ({ problem: { ...about, row: undefined, what }, weak });
  const { audit_rows: count, audit_seal: last, audit_head: head } = one;
  if (count === undefined || last === undefined || head === undefined)
    return count === last && last === head && sealed.length === 0 ? { weak } : wrong('end-changed');
  if (count !== sealed.length || last !== before) return wrong('missing-or-moved');
  const check = seals.checkEnd(head, { caseId: one.id, rows: count, seal: last });
  const problem = problemIn(check, { broken: 'end-changed', weak });
  return problem === undefined ? { weak } : wrong(problem);
}

/** A plain sum after a row that is sealed under a key is none of ours. */
function problemIn(
  check: SealCheck,
  so: { readonly broken: 'changed' | 'end-changed'; readonly weak: boolean },
): AuditProblem['what'] | undefined {
  switch (check) {
    case 'good':
      return undefined;
    case 'plain':
      return so.weak ? undefined : 'without-key';
    case 'broken':
      return so.broken;
    case 'unknown-key':
      return check;
  }
}

function toSealed({ case_id: caseId, at, actor, event }: Row): Omit<SealedRow, 'place'> {
  return { caseId, at, actor, event };
}
