import type { Account } from '../../domain/account.js';
import type { AccountId } from '../../domain/ids.js';
import type { Accounts } from '../../ports/accounts.js';
import type { Amazon } from '../../ports/amazon.js';
import { type AmazonOptions, createAmazon } from './create-amazon.js';

/** How to speak for one seller account. */
export type Access = Omit<AmazonOptions, keyof Shared | 'sellerId'> & { readonly account: Account };

/** What the speakers for all accounts have in common. */
type Shared = Pick<AmazonOptions, 'clock' | 'log' | 'rateLimits'>;

/** The connected accounts, each with an Amazon of its own: tokens are kept and calls are counted by account. */
export function createAccounts(connected: readonly Access[], shared: Shared): Accounts {
  const accounts = connected.map(({ account }) => account);
  const amazons = new Map<AccountId, Amazon>(
    connected.map(({ account, ...access }) => [account.id, createAmazon({ ...access, ...shared, sellerId: account.id })]),
  );
  return {
    all: () => accounts,
    amazon: (accountId) => {
      const amazon = amazons.get(accountId);
      if (amazon === undefined) throw new Error(`Account ${accountId} is not connected`);
      return amazon;
    },
  };
}
