import { WebClient } from '@slack/web-api';
import type { Log } from '../ports/log.js';
import { boltLogger } from './bolt-logger.js';

/** Slack drops a trigger after 3 s: a view that is not open by then will not be. */
const VIEW_TIMEOUT_MS = 2_500;
const POST_TIMEOUT_MS = 10_000;

/**
 * Two clients, because one that waits for a rate limit holds back all its calls: modals must not wait for posts. Neither
 * repeats by itself: what to do after an unclear answer is decided by whoever made the call.
 */
export function createSlackClients(options: { readonly token: string; readonly apiUrl: string; readonly log: Log }): {
  readonly views: WebClient;
  readonly posts: WebClient;
} {
  const shared = {
    slackApiUrl: options.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLogger(options.log),
  };
  return {
    views: new WebClient(options.token, { ...shared, timeout: VIEW_TIMEOUT_MS }),
    posts: new WebClient(options.token, { ...shared, timeout: POST_TIMEOUT_MS }),
  };
}
