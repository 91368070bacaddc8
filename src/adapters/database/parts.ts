import type { Clock } from '../../ports/clock.js';
import type { Queue } from '../../ports/queue.js';
import type { Engine } from './open.js';

/** What repositories need. `enqueue` is the queue's `add`: jobs join the transaction that they follow from. */
export interface RepositoryParts {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly enqueue: Queue['add'];
  /** In practice mode: its seller accounts are no real ones, and the other way round. */
  readonly practice: boolean;
}
