import type { Batches } from '../../ports/batches.js';
import type { Cancellations, CreatedCase } from '../../ports/cancellations.js';
import type { Log } from '../../ports/log.js';

interface Cases {
  readonly cancellations: Cancellations;
  readonly batches: Batches;
}

/** The same cases, with a line in the log for every change that was written: a case's id and order lead through all of them. */
export function loggedCases({ cancellations, batches }: Cases, log: Log): Cases {
  return { cancellations: loggedCancellations(cancellations, log), batches: loggedBatches(batches, log) };
}

function loggedCancellations(cancellations: Cancellations, log: Log): Cancellations {
  return {
    ...cancellations,
    create: async (newCase, jobs) => {
      const created = await cancellations.create(newCase, jobs);
      logCreated(created, log);
      return created;
    },
    createFromDraft: async (draftId, newCase, jobs) => {
      const created = await cancellations.createFromDraft(draftId, newCase, jobs);
      if (created !== undefined) logCreated(created, log);
      return created;
    },
    move: async (move) => {
      const moved = await cancellations.move(move);
      if (moved) log.info('case moved', { caseId: move.caseId, state: move.to });
      return moved;
    },
    moveMessage: async (move) => {
      const moved = await cancellations.moveMessage(move);
      if (moved) log.info('message to the buyer moved', { caseId: move.caseId, state: move.to });
      return moved;
    },
    seal: async (sealing) => {
      const feed = await cancellations.seal(sealing);
      for (const { caseId, orderId } of feed?.lines ?? [])
        log.info('case sealed into a feed', { caseId, orderId, feedRowId: sealing.feedRowId, state: 'sending' });
      return feed;
    },
    moveFeed: async (move) => {
      const moved = await cancellations.moveFeed(move);
      if (!moved) return false;
      const { feedRowId, to: state, changes } = move;
      log.info('feed moved', { feedRowId, state, ...(changes?.amazonFeedId !== undefined && { amazonFeedId: changes.amazonFeedId }) });
      for (const one of move.cases ?? []) log.info('case moved', { caseId: one.caseId, feedRowId, state: one.to });
      return true;
    },
  };
}

function logCreated({ kind, case: { id: caseId, orderId, state } }: CreatedCase, log: Log): void {
  log.info(kind === 'created' ? 'case requested' : 'case asked for again', { caseId, orderId, state });
}

function loggedBatches(batches: Batches, log: Log): Batches {
  return {
    ...batches,
    create: async (newBatch) => {
      const created = await batches.create(newBatch);
      const { kind, batch, heldBy } = created;
      for (const { id: caseId, orderId, state } of batch.cases)
        log.info(kind === 'created' ? 'case requested' : 'case asked for again', { caseId, orderId, state });
      for (const { id: caseId, orderId, state } of heldBy) log.info('case asked for again', { caseId, orderId, state });
      return created;
    },
    move: async (moves) => {
      const moved = await batches.move(moves);
      for (const move of moved ? moves : []) log.info('case moved', { caseId: move.caseId, state: move.to });
      return moved;
    },
  };
}
