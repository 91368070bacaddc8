import { addMilliseconds, addSeconds, differenceInSeconds } from 'date-fns';

/** Seconds to wait before the next try, by how often it was tried; the last one repeats. */
export type Pace = readonly number[];

/** Looking for a feed on Amazon's list: most are there within a few minutes. */
export const LIST_PACE: Pace = [5, 5, 10, 10, 15, 15, 30, 60, 60, 120, 300];

/** Asking whether the order itself is cancelled. */
export const READ_BACK_PACE: Pace = [10, 20, 30, 60, 120, 300, 600];

/** After a call that surely changed nothing, for a feed that many orders wait for or for a buyer who is to be told. */
const LOOK_PACE: Pace = [2, 5, 10, 15, 20, 30, 45, 60];

/** After a question about a feed that got no answer: it costs little, and every order of the feed waits for it. */
const ASK_PACE: Pace = [2, 3, 5, 8, 15];

/** After Amazon was not reached or had no room for the call. */
export const RETRY_PACE: Pace = [10, 30, 60, 120, 300, 600];

/** The moment of the next try after `tries` earlier ones. */
export function nextTry(pace: Pace, tries: number, now: Date): Date {
  return addSeconds(now, pace[Math.min(tries, pace.length - 1)] ?? 600);
}

const SOONEST_PROGRESS_SECONDS = 5;
const LATEST_PROGRESS_SECONDS = 300;
/** A feed is asked for again after this share of its age: who waits for it waits for no more than a third longer than Amazon. */
const SHARE_OF_AGE = 1 / 3;

/** When to ask how far a feed is that Amazon has had since a moment: most are done within a few minutes. */
export function nextProgress(createdAt: Date, now: Date): Date {
  const seconds = differenceInSeconds(now, createdAt) * SHARE_OF_AGE;
  return addSeconds(now, Math.min(LATEST_PROGRESS_SECONDS, Math.max(SOONEST_PROGRESS_SECONDS, seconds)));
}

/** Amazon's list of feeds may lag behind createFeed; a feed not on it after this long never arrived. */
export const SURELY_LISTED_AFTER_MINUTES = 10;

/** A machine's clock that was set may have been off by this: what Amazon got in this time before, and nobody knows, may be ours, too. */
export const CLOCK_SET_MINUTES = 130;

interface Failed {
  readonly kind: string;
  readonly retryAfterMs?: number;
}

/** After a refusal for lack of room: when there is a call again, which was promised for then. After any other: at our own pace. */
export function nextTryAfter(failure: Failed, tries: number, now: Date): Date {
  return promised(failure, now) ?? nextTry(RETRY_PACE, tries, now);
}

/** The same for a feed that is to be sent, or for a message to a buyer. */
export function nextLookAfter(failure: Failed, tries: number, now: Date): Date {
  return promised(failure, now) ?? nextTry(LOOK_PACE, tries, now);
}

/** The same for a question about a feed. */
export function nextAskAfter(failure: Failed, tries: number, now: Date): Date {
  return promised(failure, now) ?? nextTry(ASK_PACE, tries, now);
}

function promised({ retryAfterMs }: Failed, now: Date): Date | undefined {
  return retryAfterMs === undefined ? undefined : addMilliseconds(now, retryAfterMs);
}
