import type { Account } from '../domain/account.js';
import type { AccountId } from '../domain/ids.js';
import type { Amazon } from './amazon.js';

/** The seller accounts that are connected. */
export interface Accounts {
  /** Every one, the environment's own first. */
  all(): readonly Account[];
  /** Amazon as this account may speak to it. Throws for an account that is not connected. */
  amazon(accountId: AccountId): Amazon;
}
