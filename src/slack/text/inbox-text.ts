import type { RequestEnd, WarehouseLine } from '../../domain/buyer-request.js';

type By<Key extends string> = Readonly<Record<Key, string>>;

/** What is said of buyers' requests to cancel. */
export interface InboxText {
  /** Title of the list. */
  readonly title: string;
  readonly loading: string;
  heading(total: number): string;
  readonly empty: string;
  postTitle(orderId: string): string;
  /** When we saw Amazon's flag: the buyer asked before that. */
  noticed(when: string): string;
  /** The two clocks: minutes since then, hours until it has to be shipped (below zero: late). */
  waitsFor(minutes: number): string;
  shipBy(when: string): string;
  readonly nobody: string;
  claimedBy(who: string, when: string): string;
  answeredBy(who: string, when: string): string;
  readonly endedAs: By<RequestEnd>;
  endedAt(when: string): string;
  /** Our own cancellation of it is under way. */
  underWay(state: string): string;
  readonly told: By<WarehouseLine>;
  readonly notTold: By<WarehouseLine>;
  readonly uncertain: By<WarehouseLine>;
  /** The lines themselves, in the warehouse's channel. */
  readonly line: Readonly<Record<WarehouseLine, (orderId: string) => string>>;
  /** In the place of "do not ship" once that is over. */
  readonly stopIsOver: Readonly<Record<RequestEnd | 'answered', (orderId: string) => string>>;
  readonly openRequests: string;
  readonly claim: string;
  readonly takeOver: string;
  sureTakeOver(orderId: string): string;
  readonly cancel: string;
  readonly packed: string;
  surePacked(orderId: string): string;
  readonly send: string;
  readonly answerTitle: string;
  readonly answered: string;
  readonly toSend: string;
  readonly toCopy: string;
  readonly claimed: string;
  readonly yours: string;
  heldBy(who: string): string;
  readonly answeredAlready: string;
  ended(how: string): string;
  readonly beingCancelled: string;
  readonly unknown: string;
  readonly goesOut: string;
  readonly notTrueAnyMore: string;
}
