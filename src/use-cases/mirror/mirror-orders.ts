import { addMilliseconds, addMinutes, addSeconds } from 'date-fns';
import type { Account } from '../../domain/account.js';
import type { AccountId } from '../../domain/ids.js';
import {
  afterPage,
  apart,
  hasOutlived,
  type MirrorState,
  type MirrorWindow,
  nextLookAt,
  type PlannedWindow,
  planWindows,
  startAgain,
  windowToRead,
} from '../../domain/mirror.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { Desk } from '../../ports/desk.js';

type MirrorDesk = Pick<Desk, 'clock' | 'ids' | 'accounts' | 'mirror' | 'queue'>;

/** Then other work has its turn. Amazon's burst is no larger. */
const PAGES_AT_ONCE = 20;
/** Not reached, or an answer that cannot be used; soon after the first time, which most often is the last. */
const UNAVAILABLE_SECONDS = 30;
const UNAVAILABLE_ONCE_SECONDS = 5;
/** Refused, as a whole or for one marketplace: a person has to change something. */
const REFUSED_MINUTES = 15;

/** Adds a job for every account whose mirror has something to read, in case it has lost its own. */
export async function remindOfMirror(desk: Pick<Desk, 'clock' | 'accounts' | 'mirror' | 'queue'>): Promise<void> {
  const now = desk.clock.now();
  for (const account of desk.accounts.all()) {
    if (nextLookAt(await stateOf(desk, account)) <= now) await desk.queue.add([{ job: { kind: 'mirror-orders', accountId: account.id } }]);
  }
}

/**
 * Reads on in an account's orders, page by page, until nothing is due or Amazon gives no more calls to background work.
 * Each page is saved with the place to go on from: after a crash the same page is read again, which changes nothing.
 */
export async function mirrorOrders(desk: MirrorDesk, accountId: AccountId): Promise<void> {
  const account = desk.accounts.all().find(({ id }) => id === accountId);
  if (account === undefined) return;
  for (let page = 0; page < PAGES_AT_ONCE; page += 1) {
    const state = await beginWhatIsDue(desk, account);
    const window = windowToRead(state);
    if (window === undefined) break;
    await readOn(desk, { account, state, window });
  }
  const notBefore = nextLookAt(await stateOf(desk, account));
  await desk.queue.add([{ job: { kind: 'mirror-orders', accountId }, notBefore }]);
}

async function stateOf(desk: Pick<Desk, 'clock' | 'mirror'>, { id, marketplaceIds }: Account): Promise<MirrorState> {
  return { ...(await desk.mirror.progress(id)), marketplaceIds, now: desk.clock.now() };
}

async function beginWhatIsDue(desk: MirrorDesk, account: Account): Promise<MirrorState> {
  const state = await stateOf(desk, account);
  const { windows } = state;
  // Of a marketplace that the account has no more Amazon would refuse the whole search.
  const foreign = windows.filter((window) => window.marketplaceIds.some((id) => !account.marketplaceIds.includes(id)));
  for (const window of foreign) await desk.mirror.replace(account.id, window.id, []);
  const planned = planWindows({ ...state, windows: windows.filter((window) => !foreign.includes(window)) });
  if (planned.length === 0 && foreign.length === 0) return state;
  await desk.mirror.begin(
    account.id,
    planned.map((one) => newWindow(desk, one)),
  );
  return await stateOf(desk, account);
}

function newWindow({ ids }: Pick<Desk, 'ids'>, planned: PlannedWindow): MirrorWindow {
  const { marketplaceIds, direction, from, to } = planned;
  const nothingYet = { until: undefined, pageToken: undefined, begunAt: undefined, pages: 0, retryAt: undefined };
  return { id: ids.next(), marketplaceIds, direction, from, to, ...nothingYet };
}

interface Reading {
  readonly account: Account;
  readonly state: MirrorState;
  readonly window: MirrorWindow;
}

async function readOn(desk: MirrorDesk, reading: Reading): Promise<void> {
  const { account, window } = reading;
  if (hasOutlived(window, desk.clock.now())) return await again(desk, reading);
  const { marketplaceIds, from, to, pageToken } = window;
  const answer = await desk.accounts.amazon(account.id).orders.changed({ marketplaceIds, from, to, pageToken });
  if (!answer.ok) return await failed(desk, reading, answer.failure);
  const now = desk.clock.now();
  // A search tells how things were up to some minutes ago: only that moment is what the copies are as of.
  const readAt = answer.value.until ?? now;
  const copies = answer.value.orders.map((order) => ({ accountId: account.id, order, readAt }));
  await desk.mirror.keepPage({ accountId: account.id, window, copies, after: afterPage(window, { ...answer.value, now }) });
}

async function again(desk: MirrorDesk, { account, window }: Reading, retryAt?: Date): Promise<void> {
  await desk.mirror.replace(account.id, window.id, [{ ...newWindow(desk, startAgain(window)), retryAt }]);
}

async function failed(desk: MirrorDesk, reading: Reading, failure: AmazonFailure): Promise<void> {
  const { account, state, window } = reading;
  const now = desk.clock.now();
  switch (failure.kind) {
    case 'throttled':
      // The allowance is the account's, whatever is searched for.
      return await desk.mirror.postpone(
        state.windows.map((one) => one.id),
        addMilliseconds(now, Math.max(1_000, failure.retryAfterMs)),
      );
    case 'refused':
    case 'not-authorised':
    case 'not-found':
      if (failure.kind === 'refused' && window.pageToken !== undefined)
        return await again(desk, reading, addSeconds(now, UNAVAILABLE_SECONDS));
      if (window.marketplaceIds.length > 1)
        return await desk.mirror.replace(
          account.id,
          window.id,
          apart(window).map((one) => newWindow(desk, one)),
        );
      return await desk.mirror.postpone([window.id], addMinutes(now, REFUSED_MINUTES));
    case 'locked-out':
    case 'unavailable':
    case 'ambiguous':
      return await desk.mirror.postpone(
        [window.id],
        addSeconds(now, window.retryAt === undefined ? UNAVAILABLE_ONCE_SECONDS : UNAVAILABLE_SECONDS),
      );
  }
}
