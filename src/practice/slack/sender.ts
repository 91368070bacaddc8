import { createHmac } from 'node:crypto';
import type { SlackState } from './state.js';

/** An app's answer to a request of Slack's. Status 0: none came. */
export interface AppAnswer {
  readonly status: number;
  readonly body: string;
}

/** How a request is sent; all of it right unless said otherwise. */
export interface Sending {
  /** What it is called in the ledger. */
  readonly what: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timestampOffsetSeconds?: number;
  readonly signingSecret?: string;
}

/** Sends signed requests to the app, as Slack does. */
export interface Sender {
  setAppUrl(url: string): void;
  send(sending: Sending): Promise<AppAnswer>;
  /** Sends the very last request once more, with the same signature. */
  resend(): Promise<AppAnswer>;
}

/** Slack waits this long (docs.slack.dev/interactivity/handling-user-interaction); a little more here, for slow machines. */
const ANSWER_WITHIN_MS = 5_000;

export function createSender(parts: { readonly state: SlackState; readonly signingSecret: string; readonly now: () => Date }): Sender {
  let appUrl = '';
  let last: { readonly what: string; readonly body: string; readonly headers: Readonly<Record<string, string>> } | undefined;
  const post = async (request: NonNullable<typeof last>): Promise<AppAnswer> => {
    last = request;
    const answer = await fetch(appUrl, {
      method: 'POST',
      body: request.body,
      headers: request.headers,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    }).then(
      async (response) => ({ status: response.status, body: await response.text() }),
      (): AppAnswer => ({ status: 0, body: '' }),
    );
    parts.state.record({ direction: 'to-app', what: request.what, sent: request.body, answer });
    return answer;
  };
  return {
    setAppUrl: (url) => {
      appUrl = url;
    },
    send: async ({ what, body, headers = {}, timestampOffsetSeconds = 0, signingSecret = parts.signingSecret }) => {
      const timestamp = String(Math.floor(parts.now().getTime() / 1000) + timestampOffsetSeconds);
      const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
      const signed = {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signature,
      };
      return await post({ what, body, headers: { ...signed, ...headers } });
    },
    resend: async () => {
      if (last === undefined) throw new Error('Nothing was sent yet');
      return await post(last);
    },
  };
}
