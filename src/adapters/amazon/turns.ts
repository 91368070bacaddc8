import type { AmazonFailure, Urgency } from '../../ports/amazon.js';
import type { Log } from '../../ports/log.js';
import type { TokenBucket, Turn, UsagePlan } from '../../ports/rate-limits.js';

/** The turns of one call at its operation's bucket. */
export interface Turns {
  /** Before the call is made: whether it may be. Without a word from the bucket it may not. */
  take(): Promise<Extract<Turn, { kind: 'go' }> | Extract<AmazonFailure, { kind: 'throttled' | 'unavailable' }>>;
  /** After Amazon's answer, with its `x-amzn-RateLimit-Limit`, which is not always given. The answer stands whether it can be kept or not. */
  learn(limit: string | null): Promise<void>;
  /** After a 429. Gives the milliseconds until a call may go again. */
  drain(): Promise<number>;
}

interface TurnsOptions {
  readonly operation: { readonly name: string; readonly plan: UsagePlan };
  readonly urgency: Urgency;
  /** The end of the call's time: the bucket is not waited for any longer. */
  readonly signal: AbortSignal;
  readonly log: Log | undefined;
}

/** Stands between a call and its bucket, which may fail or not answer: nothing is sent then, and nothing that was sent is lost. */
export function createTurns(bucket: TokenBucket, { operation, urgency, signal, log }: TurnsOptions): Turns {
  let known = operation.plan.perSecond;

  async function answered<T>(asked: Promise<T>, otherwise: T): Promise<T> {
    try {
      return await Promise.race([asked, endOf(signal)]);
    } catch (error) {
      log?.error('calls could not be counted', error, { operation: operation.name });
      return otherwise;
    }
  }

  return {
    take: async () => {
      const turn = await answered<Turn | undefined>(bucket.take(urgency), undefined);
      if (turn?.kind === 'go') known = turn.perSecond;
      return turn ?? { kind: 'unavailable', message: 'not called, since calls could not be counted', uncounted: true };
    },
    learn: async (limit) => {
      const applied = Number(limit ?? '');
      if (!(applied > 0 && applied < 1000) || applied === known) return;
      await answered(bucket.learn(applied), undefined);
    },
    drain: async () => await answered(bucket.drain(urgency), Math.ceil(1000 / known)),
  };
}

async function endOf(signal: AbortSignal): Promise<never> {
  return await new Promise((_resolve, reject) => {
    const end = (): void => reject(new Error('the database did not answer in time'));
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
  });
}
