import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Clock } from '../ports/clock.js';
import type { Log } from '../ports/log.js';
import { boltLogger } from './bolt-logger.js';
import { createTokenGate, type SlackTokenNews, type TokenGate } from './token-gate.js';

/** Slack drops a trigger after 3 s: a view that is not open by then will not be. */
const VIEW_TIMEOUT_MS = 2_500;
const POST_TIMEOUT_MS = 10_000;

interface ClientParts {
  readonly token: string;
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Hears when Slack does not take the token any more, and when it does again. */
  readonly onToken?: (news: SlackTokenNews) => void;
}

/** Every method of Slack's client ends in this one call. */
class GatedClient extends WebClient {
  readonly #gate: TokenGate;

  constructor(gate: TokenGate, { token, ...options }: WebClientOptions & { readonly token: string }) {
    super(token, options);
    this.#gate = gate;
  }

  override async apiCall(...call: Parameters<WebClient['apiCall']>): ReturnType<WebClient['apiCall']> {
    return await this.#gate.pass(async () => await super.apiCall(...call));
  }
}

/**
 * Two clients, because one that waits for a rate limit holds back all its calls: modals must not wait for posts. Neither
 * repeats by itself: what to do after an unclear answer is decided by whoever made the call. Both pass the same gate.
 */
export function createSlackClients({ token, apiUrl, clock, log, onToken }: ClientParts): {
  readonly views: WebClient;
  readonly posts: WebClient;
  readonly gate: TokenGate;
} {
  const shared = {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLogger(log),
  };
  const asking = new WebClient(token, { ...shared, timeout: POST_TIMEOUT_MS });
  const gate = createTokenGate({ clock, log, ask: async () => await asking.auth.test(), onNews: onToken });
  return {
    views: new GatedClient(gate, { token, ...shared, timeout: VIEW_TIMEOUT_MS }),
    posts: new GatedClient(gate, { token, ...shared, timeout: POST_TIMEOUT_MS }),
    gate,
  };
}
