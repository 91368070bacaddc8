/** What may become of one call to Slack, and how often it was done: at most once where nobody can tell. */
export const SLACK_FAULTS = [
  ['a 429 with a time', { kind: 'ratelimited' }, 1],
  ['a 429 without a time', { kind: 'ratelimited', retryAfter: null }, 1],
  ['a 500', { kind: 'http-500' }, 0],
  ['a 503', { kind: 'http-503' }, 0],
  ['an answer that comes late', { kind: 'slow', delayMs: 2_700 }, 1],
  ['a reset before it was taken', { kind: 'reset-before' }, 0],
  ['a reset after it was taken', { kind: 'reset-after' }, 1],
  ['half an answer', { kind: 'half-answer' }, 1],
  ['a page that is none of Slack’s', { kind: 'page' }, 0],
] as const satisfies readonly (readonly [string, object, number])[];

export type PlantedFault = (typeof SLACK_FAULTS)[number][1];
