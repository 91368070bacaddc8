import { randomUUID } from 'node:crypto';
import { caseIdSchema } from '../../../src/domain/ids.js';
import type { Job, JobHandlers } from '../../../src/ports/queue.js';

/** The same for every kind of job. */
export function oneForAll(run: (job: Job) => Promise<void>): JobHandlers {
  return {
    'seal-feed': run,
    'submit-feed': run,
    'poll-feed': run,
    'read-back': run,
    'message-buyer': run,
    'adjust-stock': run,
    announce: run,
    'expire-approval': run,
    'post-request': run,
    'send-answer': run,
    'refresh-rate': run,
    'mirror-orders': run,
    'read-order': run,
    'post-digest': run,
    sweep: run,
  };
}

/** A job that is about a case of its own. */
export function announcement(): Job {
  return { kind: 'announce', caseId: caseIdSchema.parse(randomUUID()) };
}

/** Handlers that stay at their first job until they are let go, and how to know that they have begun. */
export function heldUp(onRun: (job: Job) => void = () => undefined) {
  let begin = (): void => undefined;
  let end = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    end = resolve;
  });
  const handlers = oneForAll(async (job) => {
    onRun(job);
    begin();
    await gate;
  });
  return { handlers, begun, letGo: () => end() };
}
