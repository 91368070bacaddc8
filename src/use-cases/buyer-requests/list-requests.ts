import type { InboxEntry } from '../../ports/buyer-requests.js';
import type { Desk } from '../../ports/desk.js';

/** As many as one window shows with their buttons. */
const LISTED_AT_MOST = 30;

/** The buyers that wait, soonest ship-by first. */
export async function listRequests(
  desk: Pick<Desk, 'buyerRequests'>,
): Promise<{ readonly total: number; readonly entries: readonly InboxEntry[] }> {
  return await desk.buyerRequests.inbox(LISTED_AT_MOST);
}
