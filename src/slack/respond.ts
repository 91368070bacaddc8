import type { Message } from './blocks.js';
import { AnswerRefused, onceMore } from './once-more.js';

/** Slack takes an answer through this address for 30 minutes, up to 5 times. */
const TIMEOUT_MS = 10_000;

/**
 * Says something to the one person who asked, wherever that was, also where the app is no member. Does nothing
 * without an address. Throws when Slack does not take it.
 */
export async function respond(
  responseUrl: string | undefined,
  said: { readonly text: string; readonly blocks?: Message['blocks'] },
  options: { readonly replace: boolean } = { replace: false },
): Promise<void> {
  if (responseUrl === undefined) return;
  await onceMore(async () => {
    const answer = await fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: options.replace, ...said }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // Slack says `ok`; a page is somebody's between. An answer of Slack's that breaks off was taken.
    const body = await answer.text().catch(() => '');
    if (!answer.ok || body.startsWith('<')) throw new AnswerRefused(answer);
  });
}
