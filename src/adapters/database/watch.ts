import { AsyncResource } from 'node:async_hooks';
import type { Log } from '../../ports/log.js';
import { wasAway, wasFull } from './away.js';
import type { Engine } from './open.js';
import { createHealth } from './stores.js';

/** What is wrong with the database, by what everybody's statements meet. */
export interface DatabaseWatch {
  answers(): boolean;
  hasRoom(): boolean;
  stop(): void;
}

type Trouble = 'away' | 'full';

const BEGUN = {
  away: 'The database does not answer, which is tried again all the time',
  full: 'The disk of the database is full. Make room: nothing is taken meanwhile, and all goes on by itself',
} as const;
const OVER = { away: 'the database answers again', full: 'the database has room again' } as const;
const LOOK_AGAIN_MS = { away: 1_000, full: 3_000 } as const;

/**
 * Says once when trouble begins and once when it is over. Trouble is what a statement met, so that asking for readiness
 * costs nothing; that it is over is found out by this, now and then while it lasts. A full disk needs a write of its own
 * for that, into new pages: where there is room in old ones a small write succeeds, and the next large one does not.
 */
export function watchDatabase({ engine, log }: { readonly engine: Engine; readonly log: Log }): DatabaseWatch {
  const timers = new Map<Trouble, NodeJS.Timeout>();
  let stopped = false;
  // It begins inside the statement that failed, and belongs neither to its transaction nor to who waits for it.
  const lookAgain = AsyncResource.bind((trouble: Trouble): void => {
    const look = async (): Promise<void> => {
      const over = await PROBES[trouble](engine).then(
        () => true,
        () => false,
      );
      if (stopped) return;
      if (!over) return lookAgain(trouble);
      timers.delete(trouble);
      log.info(OVER[trouble], { source: 'database' });
    };
    timers.set(trouble, setTimeout(() => void look(), LOOK_AGAIN_MS[trouble]).unref());
  });
  const forget = engine.onFailure((error) => {
    const trouble = troubleIn(error);
    if (stopped || trouble === undefined || timers.has(trouble)) return;
    log.error(BEGUN[trouble], error, { source: 'database' });
    lookAgain(trouble);
  });
  return {
    answers: () => !timers.has('away'),
    hasRoom: () => !timers.has('full'),
    stop: () => {
      stopped = true;
      forget();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

function troubleIn(error: unknown): Trouble | undefined {
  if (wasFull(error)) return 'full';
  return wasAway(error) ? 'away' : undefined;
}

const PROBES: Readonly<Record<Trouble, (engine: Engine) => Promise<void>>> = {
  away: async (engine) => await createHealth(engine).ping(),
  full: async ({ transaction }) => await transaction(async (within) => void (await within.$executeRawUnsafe(SOME_PAGES))),
};

/** A quarter of a megabyte, gone with its transaction. */
const SOME_PAGES = `create temporary table room_for_some_pages on commit drop as select repeat(md5(n::text), 2) as filler from generate_series(1, 2500) as n`;
