import type { Account } from '../../domain/account.js';
import type { AccountId } from '../../domain/ids.js';
import type { Accounts } from '../../ports/accounts.js';
import type { Amazon } from '../../ports/amazon.js';
import type { Clock } from '../../ports/clock.js';
import { type AmazonOptions, createAmazon } from './create-amazon.js';

/** How to speak for one seller account. */
export type Access = Omit<AmazonOptions, 'clock' | 'sellerId'> & { readonly account: Account };

/** The connected accounts, each with an Amazon of its own: tokens and usage plans are kept by account. */
export function createAccounts(connected: readonly Access[], { clock }: { readonly clock: Clock }): Accounts {
  const accounts = connected.map(({ account }) => account);
  const amazons = new Map<AccountId, Amazon>(
    connected.map(({ account, ...access }) => [account.id, createAmazon({ ...access, sellerId: account.id, clock })]),
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
