import type { SettingsText } from './settings-text.js';

/** English: the settings. */
export const enSettings: SettingsText = {
  title: 'Settings',
  loading: 'Reading the settings …',
  notAnAdmin: 'Settings are for admins. Who is one stands in `ADMINS`. Nothing was changed.',
  accounts: 'Seller accounts',
  fromEnvironment: 'From the environment (`AMAZON_SELLER_ID`)',
  addedBy: (who, when) => `Added by ${who}, ${when}`,
  cannotBeOpened:
    ':warning: Its credentials cannot be opened: `ENCRYPTION_KEY` is not the one that they were stored with. Put that key back, or add the account again.',
  add: 'Add an account…',
  noKey:
    'Credentials are stored encrypted, and there is no key for that yet. Set `ENCRYPTION_KEY` (`openssl rand -base64 32`) and start the app again.',
  disconnect: 'Disconnect…',
  disconnectSure: (account) =>
    `Orders of ${account} can neither be looked up nor cancelled from here any more. The stored credentials are deleted.`,
  disconnected: (account) => `${account} is disconnected, and its credentials are deleted.`,
  notConnected: 'This account is not connected any more. Nothing was changed.',
  isEnvironments: 'This account comes from the environment. Whoever runs the app can take it away there. Nothing was changed.',
  openCases: (account) =>
    `${account} has open cancellations, which could not be carried out any more. Nothing was changed. Wait for their end or undo them:`,
  addTitle: 'Add an account',
  practiceAccounts:
    'Only accounts of the pretend Amazon can be added here: the README names one. Real credentials belong into the environment first.',
  checked: 'Amazon is asked with these credentials before anything is stored.',
  check: 'Check at Amazon',
  field: {
    name: 'Name',
    region: 'Region',
    sellerId: 'Seller id (merchant token)',
    clientId: 'LWA client id',
    clientSecret: 'LWA client secret',
    refreshToken: 'Refresh token',
  },
  hint: {
    name: 'What your team calls it.',
    sellerId: 'Seller Central → Account Info → Merchant Token, for example A2EXAMPLE1SELLER',
    clientId: 'Only if the seller has authorised another app than the one of the environment.',
    clientSecret: 'Goes with the client id. Stored encrypted, and never shown again.',
    refreshToken: 'From the seller’s authorisation of the app, Atzr|… Stored encrypted, and never shown again.',
  },
  region: { na: 'North America', eu: 'Europe, Middle East, India', fe: 'Far East, Australia' },
  problem: {
    name: 'Give it a name of at most 60 characters.',
    sellerId: 'A seller id has capital letters and digits only, for example A2EXAMPLE1SELLER.',
    clientId: 'A client id begins with amzn1.application-oa2-client. and goes together with its secret.',
    clientSecret: 'Client id and secret go together: fill in both or neither.',
    refreshToken: 'A refresh token is in one piece and begins with Atzr|.',
  },
  checking: 'Asking Amazon …',
  refused: (words) => `Amazon refused it: “${words}”`,
  nothingStored: 'Nothing was stored. Secrets have to be typed in once more.',
  sameSeller: (account) =>
    `These are the orders of ${account}, which is connected already. One account twice could have an order cancelled twice.`,
  noMarketplaces: 'Amazon let the app in, but names no marketplace of this region in which the account sells. Is it another region?',
  letIn: ':white_check_mark: Amazon let the app in. Nothing is connected yet.',
  marketplaces: 'Marketplaces to work with',
  connect: 'Connect',
  connected: (account, marketplaces) => `:white_check_mark: ${account} is connected: ${marketplaces}.`,
  gone: 'This window is out of date. Nothing was changed. Begin again with Settings on the Home tab.',
  others: 'Other settings',
  othersHint: 'They stand in the environment of the app, under the names beside them.',
  nobody: 'nobody',
  nowhere: 'none',
  set: {
    admins: 'Admins',
    approvers: 'Approvers',
    approvalsChannel: 'Channel for approvals',
    digestChannel: 'Channel for the digest',
    digestTime: 'Time of the digest',
    outboxWindow: 'Time to undo',
    encryption: 'Encryption of credentials',
  },
  seconds: (count) => `${count} seconds`,
  keyThere: 'on',
  keyMissing: 'no key',
};
