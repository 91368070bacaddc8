import type { AccountId } from '../../src/domain/ids.js';
import type { Desk } from '../../src/ports/desk.js';

/** The one account of a desk that has only one. */
export function accountIdOf(desk: Pick<Desk, 'accounts'>): AccountId {
  const [account, ...others] = desk.accounts.all();
  if (account === undefined || others.length > 0) throw new Error('Not one account');
  return account.id;
}
