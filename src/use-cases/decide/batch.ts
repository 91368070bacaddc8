import type { CancellationCase } from '../../domain/cancellation.js';
import type { CaseMove } from '../../ports/cancellations.js';
import type { Desk } from '../../ports/desk.js';

type BatchDesk = Pick<Desk, 'batches'>;

/** A decision on a batch is tried so often while single cases of it are taken back. */
const TRIES = 5;

/** All the cases that are decided together with this one, in the batch's order; of one that was asked for alone itself. */
export async function decidedTogether(desk: BatchDesk, one: CancellationCase): Promise<readonly CancellationCase[]> {
  if (one.batchId === undefined) return [one];
  return (await desk.batches.find(one.batchId))?.cases ?? [one];
}

/** Those that still wait for the decision. */
export function undecided(cases: readonly CancellationCase[]): readonly CancellationCase[] {
  return cases.filter(({ state }) => state === 'awaiting_approval');
}

/**
 * Moves every case of a batch that waits for a decision, all in one transaction: of two who decide at the same moment one
 * decides on all of them. Gives the ids of those that were moved; none when somebody was faster.
 */
export async function decideTogether(
  desk: BatchDesk,
  one: CancellationCase,
  moveOf: (waiting: CancellationCase) => CaseMove,
): Promise<readonly CaseMove[]> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const moves = undecided(await decidedTogether(desk, one)).map(moveOf);
    if (moves.length === 0 || (await desk.batches.move(moves))) return moves;
  }
  throw new Error(`The cases decided together with ${one.id} do not hold still`);
}
