import { addMilliseconds, addMinutes, min } from 'date-fns';
import { type BuyerRequest, warehouseLine } from '../../domain/buyer-request.js';
import type { BuyerRequestId, ChannelId } from '../../domain/ids.js';
import type { PostResult, RequestFacts } from '../../ports/announcer.js';
import type { RequestPost } from '../../ports/buyer-requests.js';
import type { Desk } from '../../ports/desk.js';

type PostDesk = Pick<Desk, 'settings' | 'clock' | 'orders' | 'buyerRequests' | 'announcer' | 'queue'>;
type Subject = Omit<RequestFacts, 'kind'> & { readonly posts: readonly RequestPost[] };

/** A place that the app cannot post in may be opened to it: it is tried again this often. */
const CLOSED_RETRY_MINUTES = 15;

/** As the version shown of a post that cannot be changed any more (the largest database integer). */
const NEVER_CHANGED = 2_147_483_647;

/**
 * Brings everything that Slack shows of a buyer's request up to date. The warehouse first: what it was told stands in
 * the inbox. A post that may have arrived is never repeated.
 */
export async function postRequest(desk: PostDesk, requestId: BuyerRequestId): Promise<void> {
  const request = await desk.buyerRequests.find(requestId);
  if (request === undefined) return;
  await giveUpInterrupted(desk, requestId);
  const again = [await tellWarehouse(desk, await subjectOf(desk, request))];
  const changed = (await desk.buyerRequests.find(requestId)) ?? request;
  again.push(await showInInbox(desk, await subjectOf(desk, changed)));
  const moments = again.filter((moment) => moment !== undefined);
  if (moments.length === 0) return await desk.buyerRequests.noteShown(requestId, changed.version);
  await desk.buyerRequests.touch(requestId, desk.clock.now());
  await desk.queue.add([{ job: { kind: 'post-request', requestId }, notBefore: min(moments) }]);
}

/** Found while posting: the run that began it did not come back. */
async function giveUpInterrupted(desk: PostDesk, requestId: BuyerRequestId): Promise<void> {
  for (const post of await desk.buyerRequests.posts(requestId)) {
    if (post.state === 'posting') await settle(desk, requestId, { ...post, state: 'uncertain', shownVersion: NEVER_CHANGED });
  }
}

async function subjectOf(desk: PostDesk, request: BuyerRequest): Promise<Subject> {
  const [copy, posts] = await Promise.all([desk.orders.find(request.accountId, request.orderId), desk.buyerRequests.posts(request.id)]);
  const line = warehouseLine(
    request,
    posts.map(({ kind }) => kind),
  );
  const said = posts.find(({ kind }) => kind === line);
  const told = said === undefined ? 'not-told' : said.state === 'posted' ? 'told' : 'uncertain';
  const toTell = line !== undefined && desk.settings.warehouseChannel !== undefined;
  return { request, order: copy?.order, posts, warehouse: toTell ? { line, told } : undefined };
}

/** Gives the moment at which to try again, if there is a need. */
async function tellWarehouse(desk: PostDesk, subject: Subject): Promise<Date | undefined> {
  const { warehouseChannel } = desk.settings;
  const { warehouse, request, posts } = subject;
  if (warehouseChannel === undefined) return undefined;
  const again = warehouse?.told === 'not-told' ? await post(desk, { ...subject, kind: warehouse.line }, warehouseChannel) : undefined;
  const stop = posts.find(({ kind }) => kind === 'stop');
  const isOver = request.state === 'answered' || request.state === 'ended';
  return (isOver && stop !== undefined ? await update(desk, { ...subject, kind: 'stop' }, stop) : undefined) ?? again;
}

async function showInInbox(desk: PostDesk, subject: Subject): Promise<Date | undefined> {
  const { inboxChannel } = desk.settings;
  const inbox = subject.posts.find(({ kind }) => kind === 'inbox');
  if (inbox !== undefined) return await update(desk, { ...subject, kind: 'inbox' }, inbox);
  // What has ended before anybody could be told of it needs nobody.
  if (inboxChannel === undefined || subject.request.state === 'ended') return undefined;
  return await post(desk, { ...subject, kind: 'inbox' }, inboxChannel);
}

async function post(desk: PostDesk, facts: RequestFacts, to: ChannelId): Promise<Date | undefined> {
  const { kind, request } = facts;
  const turn = await desk.announcer.turn({ of: request.id, kind, to });
  if (turn !== undefined) return turn;
  if (!(await desk.buyerRequests.beginPost({ requestId: request.id, kind, at: desk.clock.now() }))) return undefined;
  const result = await desk.announcer.postRequest(facts, to);
  switch (result.kind) {
    case 'posted': {
      const at = { channelId: result.channelId, ts: result.ts };
      await settle(desk, request.id, { kind, state: 'posted', at, shownVersion: request.version });
      return undefined;
    }
    case 'ambiguous':
      await settle(desk, request.id, { kind, state: 'uncertain', at: undefined, shownVersion: NEVER_CHANGED });
      return undefined;
    case 'rate-limited':
    case 'failed':
    case 'closed-to-us':
      await desk.buyerRequests.dropPost(request.id, kind);
      return nextTry(desk, result);
  }
}

async function update(desk: PostDesk, facts: RequestFacts, shown: RequestPost): Promise<Date | undefined> {
  const { request } = facts;
  if (shown.at === undefined || shown.shownVersion >= request.version) return undefined;
  const result = await desk.announcer.updateRequest(facts, shown.at);
  switch (result.kind) {
    case 'posted':
      await settle(desk, request.id, { ...shown, shownVersion: request.version });
      return undefined;
    case 'closed-to-us':
      // Message or channel is gone; nobody reads it any more.
      await settle(desk, request.id, { ...shown, shownVersion: NEVER_CHANGED });
      return undefined;
    case 'rate-limited':
    case 'failed':
    case 'ambiguous':
      // The same content again does no harm.
      return nextTry(desk, result);
  }
}

async function settle(desk: PostDesk, requestId: BuyerRequestId, post: RequestPost): Promise<void> {
  await desk.buyerRequests.settlePost({ ...post, requestId, settledAt: desk.clock.now() });
}

function nextTry(desk: PostDesk, result: Exclude<PostResult, { kind: 'posted' }>): Date {
  const now = desk.clock.now();
  if (result.kind === 'rate-limited') return addMilliseconds(now, result.retryAfterMs);
  return addMinutes(now, result.kind === 'closed-to-us' ? CLOSED_RETRY_MINUTES : 1);
}
