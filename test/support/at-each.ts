import { z } from 'zod';
import type { Journey } from './journey.js';

/** The app reminds itself as often of what nobody asked for. */
const SWEEP_MS = 30_000;

interface Course {
  /** What is due within it is done together. */
  readonly stepMs: number;
  /** Longer than this is a mistake. */
  readonly withinHours: number;
  /** Asked at each step, with the milliseconds since the start. */
  until(passedMs: number): Promise<boolean>;
  /** When there is something to do besides the app's own, in milliseconds since the start. */
  wakeAt?(): number | undefined;
}

const soonestSchema = z.tuple([z.object({ due_at: z.date().nullable() })]);

/** Moves the clock to whatever is next and does it, until something holds. */
export async function atEach(journey: Journey, { stepMs, withinHours, until, wakeAt }: Course): Promise<void> {
  const startedAt = journey.clock.now().getTime();
  const passed = (): number => journey.clock.now().getTime() - startedAt;
  for (let sweptAt = -SWEEP_MS; !(await until(passed())); ) {
    if (passed() > withinHours * 3_600_000) throw new Error(`Not done after ${withinHours} hours`);
    if (passed() - sweptAt >= SWEEP_MS) {
      await journey.app.desk.queue.add([{ job: { kind: 'sweep' } }]);
      sweptAt = passed();
    }
    await journey.work();
    const { rows } = await journey.engine.sql.executeSql('select min(due_at) as due_at from jobs');
    const [{ due_at }] = soonestSchema.parse(rows);
    const next = Math.min(sweptAt + SWEEP_MS, (due_at?.getTime() ?? Infinity) - startedAt, wakeAt?.() ?? Infinity);
    journey.clock.advance(Math.max(stepMs, next - passed()));
  }
}
