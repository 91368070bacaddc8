import { z } from 'zod';

const times = { times: z.int().positive().optional() };
const orderId = z.string();

/**
 * What can go wrong on purpose. `times`: how often it happens; until cleared when left out.
 * `timeout-*` and `half-response` cut the connection, after `holdMs` (0).
 */
export const faultSchema = z.discriminatedUnion('kind', [
  /** 429 although there is quota, for one operation (by its name in Amazon's model, or `token`, `uploadDocument`, `downloadDocument`). */
  z.strictObject({ kind: z.literal('throttled'), operation: z.string(), ...times }),
  /** 403: the app has not the role for it. */
  z.strictObject({ kind: z.literal('role-missing'), operation: z.string(), ...times }),
  /** 500; the call did not take effect. */
  z.strictObject({ kind: z.literal('server-error'), operation: z.string(), ...times }),
  /** No answer, and the call did not take effect. */
  z.strictObject({ kind: z.literal('timeout-before'), operation: z.string(), holdMs: z.int().min(0).optional(), ...times }),
  /** No answer, but the call took effect. */
  z.strictObject({ kind: z.literal('timeout-after'), operation: z.string(), holdMs: z.int().min(0).optional(), ...times }),
  /** The call took effect; the answer ends in its middle. */
  z.strictObject({ kind: z.literal('half-response'), operation: z.string(), holdMs: z.int().min(0).optional(), ...times }),
  /** Feeds created from now on never leave IN_PROGRESS. */
  z.strictObject({ kind: z.literal('feed-stuck'), ...times }),
  /** Feeds created from now on end FATAL, with or without their cancellations done. */
  z.strictObject({ kind: z.literal('feed-fatal'), takesEffect: z.boolean().optional(), ...times }),
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

type CallFaultKind = 'throttled' | 'role-missing' | 'server-error' | 'timeout-before' | 'timeout-after' | 'half-response';
type OrderFaultKind = 'line-refused' | 'messaging-not-offered' | 'order-read-lag';
type FeedFaultKind = 'feed-stuck' | 'feed-fatal' | 'report-without-summary';
export type CallFault = Extract<Fault, { kind: CallFaultKind }>;

export interface Faults {
  set(fault: Fault): void;
  clear(): void;
  list(): readonly Fault[];
  /** Each take uses up one of the fault's times. */
  takeForCall(operation: string): CallFault | undefined;
  takeForOrder<K extends OrderFaultKind>(kind: K, orderId: string): Extract<Fault, { kind: K }> | undefined;
  takeForFeed<K extends FeedFaultKind>(kind: K): Extract<Fault, { kind: K }> | undefined;
}

export function createFaults(): Faults {
  let active: { readonly fault: Fault; left: number }[] = [];
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
      active.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear: () => {
      active = [];
    },
    list: () => active.map(({ fault }) => fault),
    takeForCall: (operation) => take((fault): fault is CallFault => 'operation' in fault && fault.operation === operation),
    takeForOrder: <K extends OrderFaultKind>(kind: K, wanted: string) =>
      take((fault): fault is Extract<Fault, { kind: K }> =>
        fault.kind === kind && 'orderId' in fault ? fault.orderId === undefined || fault.orderId === wanted : fault.kind === kind,
      ),
    takeForFeed: <K extends FeedFaultKind>(kind: K) => take((fault): fault is Extract<Fault, { kind: K }> => fault.kind === kind),
  };
}
