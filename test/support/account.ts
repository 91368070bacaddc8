import type { Account } from '../../src/domain/account.js';
import type { AccountId } from '../../src/domain/ids.js';
import type { Accounts } from '../../src/ports/accounts.js';
import type { Amazon } from '../../src/ports/amazon.js';
import type { Desk } from '../../src/ports/desk.js';

/** The one account of a desk that has only one. */
export function accountIdOf(desk: Pick<Desk, 'accounts'>): AccountId {
  const [account, ...others] = desk.accounts.all();
  if (account === undefined || others.length > 0) throw new Error('Not one account');
  return account.id;
}

/** A desk's accounts where there is only one, and it is fixed. */
export function oneAccount(account: Account, amazon: () => Amazon): Accounts {
  return {
    all: () => [account],
    own: () => account,
    amazon,
    reload: async () => undefined,
    candidate: amazon,
    standings: () => [],
    reachable: () => account.marketplaceIds,
  };
}
