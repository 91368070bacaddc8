import type { Accounts } from '../ports/accounts.js';
import type { Log } from '../ports/log.js';
import type { Queue } from '../ports/queue.js';

/** How often the app looks for work that nobody asked for: digests, old rates, lost jobs. */
const SWEEP_EVERY_MS = 30_000;

/**
 * Adds the sweep now and then until stopped. Several instances may do so: a sweep that waits is not added twice. Since one
 * of them sweeps for all, each looks by itself which accounts are connected.
 */
export function startSchedule(parts: { readonly queue: Queue; readonly accounts: Pick<Accounts, 'reload'>; readonly log: Log }): {
  stop(): void;
} {
  const { queue, accounts, log } = parts;
  const sweep = (): void => {
    queue.add([{ job: { kind: 'sweep' } }]).catch((error: unknown) => log.error('sweep not added', error));
    accounts.reload().catch((error: unknown) => log.error('accounts not read again', error));
  };
  sweep();
  const timer = setInterval(sweep, SWEEP_EVERY_MS);
  return { stop: () => clearInterval(timer) };
}
