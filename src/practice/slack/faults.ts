import { z } from 'zod';

const times = { times: z.int().min(1).default(1) };
const call = { method: z.string(), ...times };

/** Something that goes wrong on purpose. `times`: how often. */
export const slackFaultSchema = z.discriminatedUnion('kind', [
  /** 429 with `retry-after` in seconds; null: without. */
  z.strictObject({ kind: z.literal('ratelimited'), retryAfter: z.int().nullable().default(2), ...call }),
  z.strictObject({ kind: z.literal('http-500'), ...call }),
  z.strictObject({ kind: z.literal('http-503'), ...call }),
  /** 200 with a page of somebody between, and nothing was done. */
  z.strictObject({ kind: z.literal('page'), ...call }),
  /** It was done, and the connection is cut in the middle of the answer. */
  z.strictObject({ kind: z.literal('half-answer'), ...call }),
  /** The connection is cut, and nothing was done. */
  z.strictObject({ kind: z.literal('reset-before'), ...call }),
  /** The connection is cut after it was done: the answer is lost. */
  z.strictObject({ kind: z.literal('reset-after'), ...call }),
  /** Slack's own error by its name. */
  z.strictObject({ kind: z.literal('error'), error: z.string(), ...call }),
  /** A slow network: done, but answered late. */
  z.strictObject({ kind: z.literal('slow'), delayMs: z.int().min(0).max(60_000), ...call }),
  /** The next requests to the app are delivered twice, the second a moment later and signed anew. */
  z.strictObject({ kind: z.literal('delivered-twice'), ...times }),
]);
export type SlackFault = z.input<typeof slackFaultSchema>;
type Fault = z.output<typeof slackFaultSchema>;
export type CallFault = Exclude<Fault, { kind: 'delivered-twice' }>;

export interface SlackFaults {
  /** Throws for what is no fault. */
  add(fault: SlackFault): void;
  clear(): void;
  list(): readonly Fault[];
  /** Uses up one of the times of a fault of this method, or of `response_url`. */
  takeCall(method: string): CallFault | undefined;
  takeDelivery(): boolean;
}

export function createSlackFaults(): SlackFaults {
  let faults: Fault[] = [];
  const use = (fault: Fault): void => {
    faults = faults.flatMap((one) => (one === fault ? (one.times > 1 ? [{ ...one, times: one.times - 1 }] : []) : [one]));
  };
  return {
    add: (fault) => void faults.push(slackFaultSchema.parse(fault)),
    clear: () => {
      faults = [];
    },
    list: () => faults,
    takeCall: (method) => {
      const fault = faults.find((one): one is CallFault => one.kind !== 'delivered-twice' && one.method === method);
      if (fault !== undefined) use(fault);
      return fault;
    },
    takeDelivery: () => {
      const fault = faults.find((one) => one.kind === 'delivered-twice');
      if (fault !== undefined) use(fault);
      return fault !== undefined;
    },
  };
}
