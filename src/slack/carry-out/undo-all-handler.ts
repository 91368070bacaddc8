import { batchIdSchema } from '../../domain/ids.js';
import { undoBatch, type UndoBatchOutcome } from '../../use-cases/carry-out/undo-batch.js';
import type { ActionHandler } from '../dispatch.js';
import { respond } from '../respond.js';
import { saidText } from '../say.js';
import type { Surface } from '../surface.js';
import type { Text } from '../text/text.js';

/** *Undo all* on the message of several that were asked for together. */
export function undoAllHandler({ desk, languages, practice }: Surface): ActionHandler {
  return async (request, ack) => {
    await ack();
    const batchId = batchIdSchema.safeParse(request.actionId.split(':')[1]).data;
    const [outcome, text] = await Promise.all([
      batchId && undoBatch(desk, { batchId, userId: request.userId }),
      languages.of(request.userId),
    ]);
    await respond(request.responseUrl, { text: saidText(undoneAll(outcome, text), { text, practice }) });
  };
}

function undoneAll(outcome: UndoBatchOutcome | undefined, text: Text): string {
  switch (outcome?.kind) {
    case 'undone':
      return text.batch.undoneAll(outcome.count, outcome.tooLate);
    case 'not-yours':
      return text.carryOut.notYours;
    case 'unknown-batch':
    case undefined:
      return text.decide.unknown;
  }
}
