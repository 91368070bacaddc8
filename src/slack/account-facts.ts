import type { Account } from '../domain/account.js';
import type { OrderId } from '../domain/ids.js';
import { findMarketplace, type Marketplace } from '../domain/marketplaces.js';
import type { OrderCopy } from '../domain/order.js';
import type { AmazonFailure } from '../ports/amazon.js';
import { failureLine, marketplaceName } from './facts.js';
import { inLine } from './limits.js';
import type { Text } from './text/text.js';

const NAME_SHOWN = 80;
const NAMES_SHOWN = 600;

interface Connected {
  readonly accounts: readonly Account[];
  readonly text: Text;
}

/** Whose order it is where there are several accounts, and whether its marketplace is none of that account's. */
export function accountLines({ accountId, order }: OrderCopy, { accounts, text }: Connected): string[] {
  const account = accounts.find((one) => one.id === accountId);
  if (account === undefined) return [];
  const elsewhere = !account.marketplaceIds.includes(order.marketplaceId);
  return [
    ...(accounts.length > 1 ? [text.lookUp.account(inLine(account.name, NAME_SHOWN))] : []),
    ...(elsewhere ? [text.lookUp.otherMarketplace(marketplaceName(order))] : []),
  ];
}

/** Why an order is not shown. That none of several accounts has it says which were asked. */
export function notShownLine(failure: AmazonFailure, { orderId, accounts, text }: Connected & { readonly orderId: OrderId }): string {
  if (failure.kind !== 'not-found' || accounts.length < 2) return failureLine(failure, orderId, text);
  return text.lookUp.notFoundAnywhere(orderId, inLine(accounts.map((account) => account.name).join(', '), NAMES_SHOWN));
}

/** The marketplaces of every connected account, each once. */
export function connectedMarketplaces(accounts: readonly Account[]): readonly Marketplace[] {
  return [...new Set(accounts.flatMap((account) => account.marketplaceIds))].flatMap((id) => findMarketplace(id) ?? []);
}
