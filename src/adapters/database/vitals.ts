import { z } from 'zod';
import { CASE_STATES } from '../../domain/cancellation.js';
import type { Incidents, Vitals } from '../../ports/vitals.js';
import { feedStateSchema } from './feeds.js';
import type { Engine } from './open.js';
import { countStuck } from './stuck.js';

const count = z.coerce.number();
const jobsSchema = z.array(
  z.object({ kind: z.string(), waiting: count, overdue: count, attempts: z.number(), oldest_overdue: z.date().nullable() }),
);
const casesSchema = z.array(z.object({ state: z.enum(CASE_STATES), count }));
const feedsSchema = z.array(z.object({ state: feedStateSchema, count, oldest: z.date() }));

const OVERDUE = 'due_at <= $2::timestamptz and (lease_until is null or lease_until <= $1::timestamptz)';
const JOBS = `select kind, count(*) as waiting, max(attempts) as attempts, count(*) filter (where ${OVERDUE}) as overdue,
  min(due_at) filter (where ${OVERDUE}) as oldest_overdue from jobs group by kind order by kind`;
const CASES = 'select state, count(*) as count from cancellation_cases group by state order by state';
const FEEDS = `select state, count(*) as count, min(sealed_at) as oldest from feeds
  where state not in ('settled', 'abandoned') group by state order by state`;

/** How the work stands, counted in the database: the same from every instance. */
export function createVitals(engine: Engine): Vitals {
  const { sql } = engine;
  return {
    figures: async ({ now, overdueSince }) => {
      const jobs = jobsSchema.parse((await sql.executeSql(JOBS, [now.toISOString(), overdueSince.toISOString()])).rows);
      const overdue = jobs.flatMap((one) => one.oldest_overdue ?? []);
      return {
        jobs: jobs.map(({ oldest_overdue: _moment, ...figures }) => figures),
        oldestOverdue: overdue.reduce<Date | undefined>((oldest, one) => (oldest === undefined || one < oldest ? one : oldest), undefined),
        cases: casesSchema.parse((await sql.executeSql(CASES)).rows),
        feeds: feedsSchema.parse((await sql.executeSql(FEEDS)).rows),
        stuck: await countStuck(engine, now),
      };
    },
  };
}

/** Incidents that people know of; a row is there while one lasts. */
export function createIncidents({ prisma }: Engine): Incidents {
  return {
    open: async () => await prisma.incidentRow.findMany(),
    begin: async (kind, at) => (await prisma.incidentRow.createMany({ data: [{ kind, since: at }], skipDuplicates: true })).count === 1,
    end: async (kind) => {
      const row = await prisma.incidentRow.findUnique({ where: { kind } });
      if (row === null) return undefined;
      // The one who takes the row away tells.
      return (await prisma.incidentRow.deleteMany({ where: { kind } })).count === 1 ? row.since : undefined;
    },
  };
}
