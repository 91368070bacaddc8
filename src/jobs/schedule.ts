import type { Log } from '../ports/log.js';
import type { Queue } from '../ports/queue.js';

/** How often the app looks for work that nobody asked for: digests, old rates, lost jobs. */
const SWEEP_EVERY_MS = 30_000;

/** Adds the sweep now and then until stopped. Several instances may do so: a sweep that waits is not added twice. */
export function startSchedule({ queue, log }: { readonly queue: Queue; readonly log: Log }): { stop(): void } {
  const sweep = (): void => {
    queue.add([{ job: { kind: 'sweep' } }]).catch((error: unknown) => log.error('sweep not added', error));
  };
  sweep();
  const timer = setInterval(sweep, SWEEP_EVERY_MS);
  return { stop: () => clearInterval(timer) };
}
