import type { CancellationCase } from '../../domain/cancellation.js';
import type { DigestMarketplace } from '../../domain/digest.js';
import { marketplacesWorstFirst } from '../../domain/digest-figures.js';
import type { UserId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';
import type { StuckPage } from '../../ports/stuck.js';
import { ratesOfAccounts } from '../facts/rates-of-accounts.js';

/** What one person sees on their Home. */
export interface HomeShown {
  /** Worst first, the same numbers as in the digest. */
  readonly marketplaces: readonly DigestMarketplace[];
  readonly mine: readonly CancellationCase[];
  readonly waiting: readonly CancellationCase[];
  readonly recent: readonly CancellationCase[];
  /** What needs a person, the same for everybody. */
  readonly stuck: StuckPage;
  readonly mayDecide: boolean;
  readonly mayChangeSettings: boolean;
}

const MINE_AT_MOST = 5;
const WAITING_AT_MOST = 10;
const RECENT_AT_MOST = 10;
/** A page of what needs a person. */
export const STUCK_AT_MOST = 10;

/** A person's Home, in six queries whatever there is; of what needs a person the page that begins with `stuckFrom`. */
export async function showHome(
  desk: Pick<Desk, 'settings' | 'approvers' | 'clock' | 'accounts' | 'rates' | 'cancellations' | 'caseLists' | 'stuckItems'>,
  { userId, stuckFrom = 0 }: { readonly userId: UserId; readonly stuckFrom?: number | undefined },
): Promise<HomeShown> {
  const [rates, mine, waiting, recent, stuck, mayDecide] = await Promise.all([
    ratesOfAccounts(desk),
    desk.caseLists.ofRequester(userId, MINE_AT_MOST),
    desk.caseLists.awaitingApproval(WAITING_AT_MOST),
    desk.caseLists.recent(RECENT_AT_MOST),
    desk.stuckItems.list({ now: desk.clock.now(), from: stuckFrom, atMost: STUCK_AT_MOST }),
    desk.approvers.includes(userId),
  ]);
  return {
    marketplaces: marketplacesWorstFirst(rates),
    mine,
    waiting,
    recent,
    stuck,
    mayDecide,
    mayChangeSettings: desk.settings.admins.includes(userId),
  };
}
