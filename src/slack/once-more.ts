import { failureOf } from './post-result.js';

const PAUSE_MS = 300;
/** Somebody waits: what would come later than this is given up, and they are told so another way. */
const PAUSE_AT_MOST_MS = 5_000;

/** Slack did not take an answer to the address of a request, or it was not Slack that said so. */
export class AnswerRefused extends Error {
  /** Undefined for what is refused another time, too, and for a 429 that does not say until when. */
  readonly retryAfterMs: number | undefined;

  constructor({ status, headers }: Response) {
    super(`Slack did not take the answer: HTTP ${status}`);
    const retryAfter = Number(headers.get('retry-after'));
    if (status === 429) this.retryAfterMs = retryAfter > 0 ? retryAfter * 1000 : undefined;
    else if (status < 400 || status >= 500) this.retryAfterMs = PAUSE_MS;
  }
}

/**
 * Makes a call once more that was lost on its way, answered badly or limited for a moment. Only for what may be done
 * twice: to show a view that is open or a Home, or to answer the one person who asked. Throws what the second one threw.
 */
export async function onceMore<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const afterMs = pauseAfter(error);
    if (afterMs === undefined || afterMs > PAUSE_AT_MOST_MS) throw error;
    await new Promise((resolve) => {
      setTimeout(resolve, afterMs);
    });
    return await call();
  }
}

function pauseAfter(error: unknown): number | undefined {
  if (error instanceof AnswerRefused) return error.retryAfterMs;
  const failure = failureOf(error);
  if (failure.kind === 'rate-limited') return failure.retryAfterMs;
  return failure.kind === 'ambiguous' ? PAUSE_MS : undefined;
}
