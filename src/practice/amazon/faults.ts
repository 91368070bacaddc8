import { z } from 'zod';
import { createRandom, type Random } from './random.js';

const times = { times: z.int().positive().optional() };
const orderId = z.string();
const chance = z.number().min(0).max(1);

/**
 * What can go wrong on purpose. `times`: how often it happens; until cleared when left out.
 * `timeout-*` and `half-response` cut the connection, after `holdMs` (0).
 */
export const faultSchema = z.discriminatedUnion('kind', [
  /** 429 although there is quota, for one operation (by its name in Amazon's model, or `token`, `uploadDocument`, `downloadDocument`); the header with the limit is not always given. */
  z.strictObject({ kind: z.literal('throttled'), operation: z.string(), withoutLimit: z.boolean().optional(), ...times }),
  /** 403: the app has not the role for it. */
  z.strictObject({ kind: z.literal('role-missing'), operation: z.string(), ...times }),
  /** 500, or another of its kind; the call did not take effect. */
  z.strictObject({ kind: z.literal('server-error'), operation: z.string(), status: z.int().min(500).max(599).optional(), ...times }),
  /** 403 although the token is good for another while: it is refused at the door. */
  z.strictObject({ kind: z.literal('token-expired'), operation: z.string(), ...times }),
  /** 200 with a page instead of an answer; the call did not take effect. */
  z.strictObject({ kind: z.literal('page'), operation: z.string(), ...times }),
  /** The call took effect; its small answer unpacks to 64 MB. */
  z.strictObject({ kind: z.literal('gzip-bomb'), operation: z.string(), ...times }),
  /** No answer, and the call did not take effect. */
  z.strictObject({ kind: z.literal('timeout-before'), operation: z.string(), holdMs: z.int().min(0).optional(), ...times }),
  /** No answer, but the call took effect. */
  z.strictObject({ kind: z.literal('timeout-after'), operation: z.string(), holdMs: z.int().min(0).optional(), ...times }),
  /** The call took effect; the answer ends in its middle. */
  z.strictObject({ kind: z.literal('half-response'), operation: z.string(), holdMs: z.int().min(0).optional(), ...times }),
  /** Login with Amazon refuses the app: its secret was changed, and the app has the old one. */
  z.strictObject({ kind: z.literal('credentials-refused'), ...times }),
  /** A bad day: each call, of whatever operation, has one of these with the given chance. The same calls in the same order fare the same for the same seed. */
  z.strictObject({
    kind: z.literal('at-random'),
    seed: z.int(),
    serverError: chance,
    throttled: chance,
    timeoutAfter: chance,
    halfResponse: chance,
  }),
  /** Feeds created from now on never leave IN_PROGRESS. */
  z.strictObject({ kind: z.literal('feed-stuck'), ...times }),
  /** Feeds created from now on end FATAL, with or without their cancellations done. */
  z.strictObject({ kind: z.literal('feed-fatal'), takesEffect: z.boolean().optional(), ...times }),
  /** Feeds created from now on end CANCELLED: somebody has called cancelFeed in time. */
  z.strictObject({ kind: z.literal('feed-cancelled'), ...times }),
  /** Processing reports about a message that was in no feed of ours; with ours carried out or not. */
  z.strictObject({ kind: z.literal('report-of-others'), takesEffect: z.boolean().optional(), ...times }),
  /** Amazon refuses this order's message in a feed that is otherwise fine. */
  z.strictObject({ kind: z.literal('line-refused'), orderId, code: z.string().optional(), description: z.string().optional(), ...times }),
  /** Processing reports with nothing but a transaction id. */
  z.strictObject({ kind: z.literal('report-without-summary'), ...times }),
  /** No message is offered for this order, or for any. */
  z.strictObject({ kind: z.literal('messaging-not-offered'), orderId: orderId.optional(), ...times }),
  /** After its feed is done an order is still shown as it was, for so many reads. */
  z.strictObject({ kind: z.literal('order-read-lag'), orderId: orderId.optional(), reads: z.int().positive(), ...times }),
]);

export type Fault = z.infer<typeof faultSchema>;

type CallFaultKind =
  | 'throttled'
  | 'role-missing'
  | 'server-error'
  | 'token-expired'
  | 'page'
  | 'gzip-bomb'
  | 'timeout-before'
  | 'timeout-after'
  | 'half-response';
type OrderFaultKind = 'line-refused' | 'messaging-not-offered' | 'order-read-lag';
type PlainFaultKind =
  | 'feed-stuck'
  | 'feed-fatal'
  | 'feed-cancelled'
  | 'report-without-summary'
  | 'report-of-others'
  | 'credentials-refused';
export type CallFault = Extract<Fault, { kind: CallFaultKind }>;

export interface Faults {
  set(fault: Fault): void;
  clear(): void;
  list(): readonly Fault[];
  /** Each take uses up one of the fault's times. */
  takeForCall(operation: string): CallFault | undefined;
  takeForOrder<K extends OrderFaultKind>(kind: K, orderId: string): Extract<Fault, { kind: K }> | undefined;
  takePlain<K extends PlainFaultKind>(kind: K): Extract<Fault, { kind: K }> | undefined;
}

export function createFaults(): Faults {
  let active: { readonly fault: Fault; left: number }[] = [];
  let random: Random | undefined;
  const take = <T extends Fault>(matches: (fault: Fault) => fault is T): T | undefined => {
    for (const entry of active) {
      const { fault } = entry;
      if (!matches(fault)) continue;
      entry.left -= 1;
      active = active.filter(({ left }) => left > 0);
      return fault;
    }
    return undefined;
  };
  return {
    set: (fault) => {
      if (fault.kind === 'at-random') random = createRandom(fault.seed);
      active.push({ fault, left: 'times' in fault ? (fault.times ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY });
    },
    clear: () => {
      active = [];
    },
    list: () => active.map(({ fault }) => fault),
    takeForCall: (operation) => {
      const planned = take((fault): fault is CallFault => 'operation' in fault && fault.operation === operation);
      const badDay = active.map(({ fault }) => fault).find((fault) => fault.kind === 'at-random');
      return planned ?? (badDay && random && drawn(badDay, operation, random.next()));
    },
    takeForOrder: <K extends OrderFaultKind>(kind: K, wanted: string) =>
      take((fault): fault is Extract<Fault, { kind: K }> =>
        fault.kind === kind && 'orderId' in fault ? fault.orderId === undefined || fault.orderId === wanted : fault.kind === kind,
      ),
    takePlain: <K extends PlainFaultKind>(kind: K) => take((fault): fault is Extract<Fault, { kind: K }> => fault.kind === kind),
  };
}

/** The fault that a number from 0 to 1 stands for. */
function drawn(chances: Extract<Fault, { kind: 'at-random' }>, operation: string, number: number): CallFault | undefined {
  const kinds = [
    ['server-error', chances.serverError],
    ['throttled', chances.throttled],
    ['timeout-after', chances.timeoutAfter],
    ['half-response', chances.halfResponse],
  ] as const;
  let upTo = 0;
  for (const [kind, chance] of kinds) {
    upTo += chance;
    if (number < upTo) return { kind, operation };
  }
  return undefined;
}
