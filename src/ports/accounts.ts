import type { Account } from '../domain/account.js';
import type { AccountId, MarketplaceId } from '../domain/ids.js';
import type { Region } from '../domain/marketplaces.js';
import type { Amazon } from './amazon.js';
import type { AccountCredentials } from './secrets.js';

/** An account with credentials that somebody has typed and that may be wrong. */
export interface Candidate {
  readonly sellerId: AccountId;
  readonly region: Region;
  readonly credentials: AccountCredentials;
}

/** Whether Amazon takes the credentials of an account, as far as this process has heard. */
export interface Standing {
  readonly account: Account;
  readonly is: 'taken' | 'refused';
  /** Of the refusals in a row the first; else the last time that they were taken. */
  readonly since: Date;
}

/** The seller accounts that are connected. */
export interface Accounts {
  /** Every one, the environment's own first. */
  all(): readonly Account[];
  /** The environment's own: it is connected as long as the app runs. */
  own(): Account;
  /** Amazon as this account may speak to it. An account that is not connected is looked for at each call, which then throws. */
  amazon(accountId: AccountId): Amazon;
  /** Takes note of accounts that were connected or taken away meanwhile, also by other instances. */
  reload(): Promise<void>;
  /** Amazon as these credentials may speak to it; nothing is kept of them. */
  candidate(candidate: Candidate): Amazon;
  /** Those that Amazon has answered for since this process began. */
  standings(): readonly Standing[];
  /** Marketplaces that accounts of a region can have. */
  reachable(region: Region): readonly MarketplaceId[];
}
