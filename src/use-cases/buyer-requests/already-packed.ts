import type { BuyerRequest } from '../../domain/buyer-request.js';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { BuyerRequestId, UserId } from '../../domain/ids.js';
import { messageLanguage } from '../../domain/message-language.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { RequestMove } from '../../ports/buyer-requests.js';
import type { Desk } from '../../ports/desk.js';
import { readOrder } from '../facts/read-order.js';
import { type Standing, standing } from './standing.js';

export type AlreadyPackedOutcome =
  | Exclude<Standing, { readonly kind: 'free' | 'yours' }>
  /** It is on its way to be cancelled: that comes first. */
  | { readonly kind: 'being-cancelled'; readonly case: CancellationCase }
  /** Amazon could not be asked whether the buyer still waits; nothing was changed. */
  | { readonly kind: 'failed'; readonly request: BuyerRequest; readonly failure: AmazonFailure };

type PackedDesk = Pick<Desk, 'settings' | 'clock' | 'accounts' | 'orders' | 'cancellations' | 'buyerRequests' | 'templates'>;

const PURPOSE = 'already-packed';

/**
 * The order was packed before the buyer's wish reached us, so it is shipped all the same: on a fresh read the request
 * is answered, once, and what the buyer may be told is put down with it.
 */
export async function alreadyPacked(
  desk: PackedDesk,
  wish: { readonly requestId: BuyerRequestId; readonly userId: UserId },
): Promise<AlreadyPackedOutcome> {
  const { requestId, userId } = wish;
  const before = standing(await desk.buyerRequests.find(requestId), userId);
  if (before.kind !== 'free' && before.kind !== 'yours') return before;
  const { accountId, orderId } = before.request;
  // Saved copies end the request themselves when the buyer does not wait any more.
  const reading = await readOrder(desk, { accountId, orderId, maxAgeMs: 0, urgency: 'interactive' });
  if (reading.kind === 'failed') return { kind: 'failed', request: before.request, failure: reading.failure };
  const holding = await desk.cancellations.findHolding(accountId, orderId);
  if (holding !== undefined && holding.state !== 'cancelled') return { kind: 'being-cancelled', case: holding };
  const now = standing(await desk.buyerRequests.find(requestId), userId);
  if (now.kind !== 'free' && now.kind !== 'yours') return now;
  const at = desk.clock.now();
  await desk.buyerRequests.move({
    request: now.request,
    to: 'answered',
    actor: { kind: 'user', userId },
    at,
    changes: { answeredBy: userId, answeredAt: at, message: await writeMessage(desk, now.request) },
    jobs: [{ job: { kind: 'post-request', requestId } }],
  });
  const after = standing(await desk.buyerRequests.find(requestId), userId);
  if (after.kind === 'free' || after.kind === 'yours') throw new Error(`Request ${requestId} was let go of, which nobody can do`);
  return after;
}

/** In the buyer's language, if there is one. Only Amazon's clear no makes it one to copy from the beginning. */
async function writeMessage(desk: PackedDesk, request: BuyerRequest): Promise<NonNullable<RequestMove['changes']['message']>> {
  const { orderId, marketplaceId } = request;
  const { messages } = desk.accounts.amazon(request.accountId);
  const [offered, locale] = await Promise.all([
    messages.isOffered(orderId, marketplaceId, 'interactive'),
    messages.locale(orderId, marketplaceId),
  ]);
  const available = desk.templates.languages(PURPOSE);
  const language = messageLanguage({ buyerLocale: locale.ok ? locale.value : undefined, marketplaceId, available });
  // The titles are left out: the buyer knows what it is, and nothing in a title can then speak against the text.
  const text = desk.templates.render(PURPOSE, language, { orderId, items: '', senderName: desk.settings.senderName, hours: 0 });
  return { state: offered.ok && !offered.value ? 'not_offered' : 'none', language, text };
}
