import type { Clock } from '../ports/clock.js';
import type { Log } from '../ports/log.js';

/** Less than this is the usual correction of a clock. */
const NOTICED_MS = 60_000;

/** Compares the clock with one that nobody sets, each time it is called; what a set clock means for the work is said in the log. */
export function createClockWatch(parts: { readonly clock: Clock; readonly log: Log; readonly steady: () => number }): () => void {
  const { clock, log, steady } = parts;
  const offset = (): number => clock.now().getTime() - steady();
  let before = offset();
  return () => {
    const now = offset();
    const setByMs = Math.round(now - before);
    before = now;
    if (setByMs < -NOTICED_MS)
      log.warn('the clock was set back: what is planned already waits that much longer, nothing is done twice', { durationMs: setByMs });
    if (setByMs > NOTICED_MS) log.warn('the clock was set ahead: what is planned already comes that much earlier', { durationMs: setByMs });
  };
}
