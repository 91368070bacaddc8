import type { Break } from '../domain/continuity.js';
import type { AccountId, MarketplaceId } from '../domain/ids.js';

interface Outbox {
  readonly accountId: AccountId;
  readonly marketplaceId: MarketplaceId;
}

/** A break, and what was put right because of it: written in one transaction with it. */
export interface TakenUp extends Break {
  /** Messages to buyers, changes of units and answers that a person is asked about now. */
  readonly asked: number;
  /** Feeds that had not been sent: their orders are in the outbox again. */
  readonly feedsPutBack: number;
}

/** What became of a case since a break was noticed, because of it. */
export interface Difference {
  readonly orderId: string;
  readonly what: 'cancelled' | 'dropped' | 'message' | 'stock' | 'answer' | 'waits-for-approval' | 'at-amazon';
}

/**
 * Whether what is on record is all that the app has done. A database that was put back from a backup says of what is done
 * long ago that it is still to be done: it must not be done again.
 */
export interface Continuity {
  /**
   * Looks for a break, and makes a question of whatever may have been done before it. Undefined where there is none.
   * `start` decides by what is remembered, `restore` and `gone-back` know of one. Twice does no harm.
   */
  takeUp(why: 'start' | 'restore' | 'gone-back', at: Date): Promise<TakenUp | undefined>;
  /** Remembers that the app works; `gone-back` where the database has forgotten an earlier call of this process. */
  noteWork(at: Date): Promise<'goes-on' | 'gone-back'>;
  /** Remembers that it was stopped in an orderly way. */
  rest(): Promise<void>;
  lastBreak(): Promise<Break | undefined>;
  /** The last break, unless Amazon's feeds of this outbox were looked through since. */
  toClear(outbox: Outbox): Promise<Break | undefined>;
  clear(outbox: Outbox, broken: Break): Promise<void>;
  /** All that differs because of the last break, order by order. */
  differences(): Promise<readonly Difference[]>;
}
