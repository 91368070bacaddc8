import { createHmac } from 'node:crypto';
import type { SlackFaults } from './faults.js';
import type { SlackState } from './state.js';

/** An app's answer to a request of Slack's. Status 0: none came in time. */
export interface AppAnswer {
  readonly status: number;
  readonly body: string;
}

/** A request as it goes over HTTP; all of it right unless said otherwise. */
export interface Sending {
  /** What it is called in the ledger. */
  readonly what: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timestampOffsetSeconds?: number;
  readonly signingSecret?: string;
}

/** The kinds of request that Slack sends to an app. */
export type Delivery =
  | { readonly kind: 'command'; readonly payload: Readonly<Record<string, string>> }
  | { readonly kind: 'interactive'; readonly payload: Readonly<Record<string, unknown>> & { readonly type: string } }
  | { readonly kind: 'event'; readonly payload: Readonly<Record<string, unknown>> };

/** A socket that the app has open, in the place of HTTP. */
export interface SocketLine {
  /** True as soon as an app is connected; requests then go this way. */
  isOpen(): boolean;
  /** Undefined: no answer in time. */
  deliver(delivery: Delivery, withinMs: number): Promise<unknown>;
}

/** Sends signed requests to the app, as Slack does. */
export interface Sender {
  setAppUrl(url: string): void;
  /** Delivers a request by the socket when the app has one open, else over HTTP. */
  deliver(delivery: Delivery): Promise<AppAnswer>;
  /** Delivers an event, and again when the app does not take it: as often, and with the headers, as Slack does. */
  deliverEvent(payload: Readonly<Record<string, unknown>>): Promise<void>;
  send(sending: Sending): Promise<AppAnswer>;
  /** Sends the very last request once more, with the same signature. */
  resend(): Promise<AppAnswer>;
}

export interface SenderParts {
  readonly state: SlackState;
  readonly faults: SlackFaults;
  readonly signingSecret: string;
  readonly now: () => Date;
  readonly socket: SocketLine;
  /** When an event that was not taken comes again, in milliseconds after each failure. */
  readonly retryAfterMs: readonly number[];
}

/** Slack waits this long (docs.slack.dev/interactivity/handling-user-interaction). */
const ANSWER_WITHIN_MS = 3_000;

export function createSender(parts: SenderParts): Sender {
  const { state, faults, socket } = parts;
  let appUrl = '';
  let last: { readonly what: string; readonly body: string; readonly headers: Readonly<Record<string, string>> } | undefined;
  const post = async (request: NonNullable<typeof last>): Promise<AppAnswer> => {
    last = request;
    const { what, body, headers } = request;
    const answer = await fetch(appUrl, { method: 'POST', body, headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).then(
      async (response) => ({ status: response.status, body: await response.text() }),
      (): AppAnswer => ({ status: 0, body: '' }),
    );
    state.record({ direction: 'to-app', what, sent: body, answer });
    return answer;
  };
  const send = async ({ what, body, headers = {}, ...more }: Sending): Promise<AppAnswer> => {
    const timestamp = String(Math.floor(parts.now().getTime() / 1000) + (more.timestampOffsetSeconds ?? 0));
    const signature = `v0=${createHmac('sha256', more.signingSecret ?? parts.signingSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex')}`;
    const signed = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
    };
    return await post({ what, body, headers: { ...signed, ...headers } });
  };
  const overSocket = async (delivery: Delivery): Promise<AppAnswer> => {
    const said = await socket.deliver(delivery, ANSWER_WITHIN_MS);
    const answer = said === undefined ? { status: 0, body: '' } : { status: 200, body: bodyOf(said) };
    state.record({ direction: 'to-app', what: nameOf(delivery), sent: delivery.payload, answer });
    return answer;
  };
  const once = async (delivery: Delivery, headers: Readonly<Record<string, string>> = {}): Promise<AppAnswer> =>
    socket.isOpen() ? await overSocket(delivery) : await send({ ...overHttp(delivery, headers), what: nameOf(delivery) });
  return {
    setAppUrl: (url) => {
      appUrl = url;
    },
    send,
    deliver: async (delivery) => {
      const answer = await once(delivery);
      // The person sees the first answer; the second is what a repeated delivery brings.
      if (faults.takeDelivery()) await once(delivery, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' });
      return answer;
    },
    deliverEvent: async (payload) => {
      let answer = await once({ kind: 'event', payload });
      for (const [index, wait] of parts.retryAfterMs.entries()) {
        if (answer.status >= 200 && answer.status < 300) return;
        await pause(wait);
        const reason = answer.status === 0 ? 'http_timeout' : 'http_error';
        answer = await once({ kind: 'event', payload }, { 'x-slack-retry-num': String(index + 1), 'x-slack-retry-reason': reason });
      }
    },
    resend: async () => {
      if (last === undefined) throw new Error('Nothing was sent yet');
      return await post(last);
    },
  };
}

function nameOf({ kind, payload }: Delivery): string {
  return kind === 'interactive' ? String(payload['type']) : kind;
}

/** Commands are forms, interactions a form with JSON in it, events JSON. */
function overHttp(delivery: Delivery, headers: Readonly<Record<string, string>>): Omit<Sending, 'what'> {
  switch (delivery.kind) {
    case 'command':
      return { headers, body: new URLSearchParams(delivery.payload).toString() };
    case 'interactive':
      return { headers, body: new URLSearchParams({ payload: JSON.stringify(delivery.payload) }).toString() };
    case 'event':
      return { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(delivery.payload) };
  }
}

function bodyOf(said: unknown): string {
  if (typeof said === 'string') return said;
  return said === null || (typeof said === 'object' && Object.keys(said).length === 0) ? '' : JSON.stringify(said);
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
