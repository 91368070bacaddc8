import type { Obstacle } from '../../domain/verdict.js';

type By<Key extends string> = Readonly<Record<Key, string>>;

/** The choices of the list's first filter. */
export type Which = 'all' | 'requested' | 'late' | 'requested-late';

/** What is said of lists, pick lists and orders of several accounts. */
export interface LookUpText {
  /** Titles of the windows. */
  readonly listTitle: string;
  readonly pickTitle: string;
  readonly loadingList: string;
  readonly heading: string;
  readonly whichLabel: string;
  readonly which: By<Which>;
  readonly marketplaceLabel: string;
  readonly everyMarketplace: string;
  sku(code: string): string;
  readonly everySku: string;
  readonly empty: string;
  readonly emptyFiltered: string;
  readonly emptySoFar: string;
  readonly skuExact: string;
  /** The first fill is running: how many orders there are by now, and since when they are complete. */
  filling(count: string, since: string | undefined): string;
  readonly previous: string;
  readonly nextPage: string;
  readonly open: string;
  readonly noShipBy: string;
  readonly buyerAsked: string;
  readonly mayCancel: string;
  readonly obstacle: By<Obstacle>;
  copiesUpTo(when: string): string;
  copiesFrom(when: string): string;
  account(name: string): string;
  otherMarketplace(marketplace: string): string;
  notFoundAnywhere(orderId: string, accounts: string): string;
  unknownWord(word: string): string;
  wordTwice(word: string): string;
  notConnected(marketplace: string, connected: string): string;
  /** How to ask, all forms. */
  readonly forms: string;
  pick(count: number): string;
  readonly noIdInMessage: string;
}
