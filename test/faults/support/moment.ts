import type { Random } from '../../../src/practice/amazon/random.js';
import type { Stage } from './stage.js';

/** When a process dies: around a call that it makes, or just some time after people began to ask. */
export type Moment = CallMoment | { readonly kind: 'random'; readonly afterMs: number };

interface CallMoment {
  readonly kind: 'amazon' | 'slack';
  readonly operation: string;
  /** The call was not carried out; it was, and the process dies without its answer; or it got the answer `afterMs` ago. */
  readonly when: 'before-effect' | 'after-effect' | 'answered';
  /** The how manieth call of the operation; always the first where the answer is held back. */
  readonly nth: number;
  readonly afterMs: number;
}

const AMAZON = [
  'getOrder',
  'createFeedDocument',
  'uploadDocument',
  'createFeed',
  'getFeed',
  'getFeedDocument',
  'downloadDocument',
  'getMessagingActionsForOrder',
  'createUnexpectedProblem',
];
const SLACK = ['views.open', 'views.update', 'chat.postMessage', 'chat.update'];

/** An app that has not come to the planned moment by then is killed where it is. */
const LATEST_MS = 3_000;
const HELD_MS = 60_000;
const BEGUN_TO_ASK_MS = 3_000;

/** Every boundary in turn; every third kill at any moment. What else there is to it is drawn. */
export function momentOf(index: number, random: Random): Moment {
  const soon = (): { nth: number; afterMs: number } => ({ nth: random.int(1, 3), afterMs: random.int(0, 12) });
  const at = (kind: CallMoment['kind'], operation: string): CallMoment[] => [
    // Slack's answer to a call that it did not carry out is an error like any other: nothing new.
    ...(kind === 'amazon' ? [{ kind, operation, when: 'before-effect', nth: 1, afterMs: 0 } as const] : []),
    { kind, operation, when: 'after-effect', nth: 1, afterMs: 0 },
    { kind, operation, when: 'answered', ...soon() },
  ];
  const boundaries = [...AMAZON.flatMap((name) => at('amazon', name)), ...SLACK.flatMap((name) => at('slack', name))];
  const planned = boundaries[(index - Math.floor(index / 3)) % boundaries.length];
  return index % 3 === 2 || planned === undefined ? { kind: 'random', afterMs: random.int(0, BEGUN_TO_ASK_MS) } : planned;
}

/** Comes back when the moment has come, or long after it should have. */
export async function reached(stage: Stage, moment: Moment): Promise<void> {
  if (moment.kind === 'random') return await pause(moment.afterMs);
  const calls = moment.kind === 'amazon' ? amazonCalls(stage, moment) : slackCalls(stage, moment);
  const until = performance.now() + LATEST_MS;
  while (calls() < moment.nth && performance.now() < until) await pause(2);
  await pause(moment.afterMs);
}

/** Counts the calls from now on; the next one is held where it is to stay without an answer. */
function amazonCalls({ amazon }: Stage, { operation, when }: CallMoment): () => number {
  const from = amazon.ledger.length;
  if (when === 'before-effect') amazon.control.fault({ kind: 'timeout-before', operation, holdMs: HELD_MS, times: 1 });
  if (when === 'after-effect') amazon.control.fault({ kind: 'timeout-after', operation, holdMs: HELD_MS, times: 1 });
  return () => amazon.ledger.slice(from).filter((entry) => entry.operation === operation).length;
}

function slackCalls({ slack }: Stage, { operation, when }: CallMoment): () => number {
  const from = slack.ledger.length;
  if (when === 'after-effect') slack.fault({ kind: 'slow', method: operation, delayMs: HELD_MS, times: 1 });
  return () => slack.ledger.slice(from).filter((entry) => entry.what === operation).length;
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
