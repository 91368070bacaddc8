import type { Region } from '../../domain/marketplaces.js';

type AccountField = 'name' | 'sellerId' | 'clientId' | 'clientSecret' | 'refreshToken';

/** What is said in the settings. */
export interface SettingsText {
  readonly title: string;
  readonly loading: string;
  readonly notAnAdmin: string;
  readonly accounts: string;
  readonly fromEnvironment: string;
  addedBy(who: string, when: string): string;
  readonly cannotBeOpened: string;
  readonly add: string;
  readonly noKey: string;
  readonly disconnect: string;
  disconnectSure(account: string): string;
  disconnected(account: string): string;
  readonly notConnected: string;
  readonly isEnvironments: string;
  openCases(account: string): string;
  readonly addTitle: string;
  readonly practiceAccounts: string;
  readonly checked: string;
  readonly check: string;
  readonly field: Readonly<Record<AccountField | 'region', string>>;
  readonly hint: Readonly<Record<AccountField, string>>;
  readonly region: Readonly<Record<Region, string>>;
  readonly problem: Readonly<Record<AccountField, string>>;
  readonly checking: string;
  refused(words: string): string;
  readonly nothingStored: string;
  sameSeller(account: string): string;
  readonly noMarketplaces: string;
  readonly letIn: string;
  readonly marketplaces: string;
  readonly connect: string;
  connected(account: string, marketplaces: string): string;
  readonly gone: string;
  readonly others: string;
  readonly othersHint: string;
  readonly nobody: string;
  readonly nowhere: string;
  readonly set: Readonly<
    Record<
      | 'admins'
      | 'approvers'
      | 'approvalsChannel'
      | 'digestChannel'
      | 'inboxChannel'
      | 'warehouseChannel'
      | 'digestTime'
      | 'outboxWindow'
      | 'encryption',
      string
    >
  >;
  seconds(count: number): string;
  readonly keyThere: string;
  readonly keyMissing: string;
}
