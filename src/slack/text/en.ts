import { enBatch } from './en-batch.js';
import { enCase } from './en-case.js';
import { enHome } from './en-home.js';
import { enLookUp } from './en-look-up.js';
import { enInbox } from './en-inbox.js';
import { enStock } from './en-stock.js';
import { enStuck } from './en-stuck.js';
import { enOrder } from './en-order.js';
import { enRequest } from './en-request.js';
import { enReasons } from './en-reasons.js';
import { enRules } from './en-rules.js';
import { enSettings } from './en-settings.js';
import { enWays } from './en-ways.js';
import type { Text } from './text.js';

/** English. */
export const en: Text = {
  locale: 'en-US',
  practice: ':test_tube: *PRACTICE* – a pretend Amazon. No real order is touched.',
  practiceShort: 'PRACTICE',
  close: 'Close',
  back: 'Back',
  next: 'Next',
  openInAmazon: 'Open in Seller Central',
  more: (count) => `… and ${count} more`,
  label: (name, value) => `${name}: ${value}`,
  strongLabel: (name, value) => `*${name}*: ${value}`,
  usage: {
    wrongOrderId: (typed) =>
      `${typed === '' ? 'That' : `“${typed}”`} is not an Amazon order id. It has 3, 7 and 7 digits with hyphens, for example \`111-2233445-6677889\`. Copy it from Seller Central and try again.`,
    digest: 'Type `/cancel-digest today`, `/cancel-digest 7d` or `/cancel-digest 30d`.',
    stale: 'This button is from an older version of the app or its work is done. Nothing was changed. Start again with `/cancel-order`.',
    internal: (reference) =>
      `Something went wrong on our side. Look the order up with \`/find-order\` before you try again. If it happens again, give your admin this reference: \`${reference}\`.`,
    notOpened: 'Slack did not open the window in time. Nothing was changed. Please try again.',
    databaseFull: 'The disk of our database is full. This was not taken, and nothing was cancelled. Please tell your admin.',
    databaseAway: 'Our database does not answer. This was not taken, and nothing was cancelled. Please try again in a few minutes.',
    databaseUnsure:
      'Our database failed in the middle of this. Whether it was taken is not known: look the order up with `/find-order` in a few minutes before you try again.',
    lookingUp: (orderId) => `Looking up ${orderId} …`,
  },
  lookUp: enLookUp,
  inbox: enInbox,
  batch: enBatch,
  alert: {
    standsStill: (since, count) =>
      `:rotating_light: *The app’s work stands still* since ${since}: ${count === 1 ? 'one thing that is due was' : `${count} things that are due were`} not begun. Nothing is lost, and nothing is done twice; cancellations leave late. Ask your admin to look at the app’s log and \`/metrics\`.`,
    movesAgain: (since) => `:white_check_mark: The app’s work goes on again. It stood still since ${since}.`,
    refused: (account, since) =>
      `:rotating_light: *Amazon does not take the app’s credentials for ${account}* since ${since}. Nothing of this account can be looked up or cancelled; what is asked for already waits, and none of it is lost.`,
    renewInEnvironment: 'Renew them in the app’s environment and start it again.',
    renewInSettings:
      'Authorise the app at Amazon again and add the account once more in the settings on Home: the new token takes the place of the old one.',
    takenAgain: (account, since) =>
      `:white_check_mark: Amazon takes the credentials for ${account} again; it did not since ${since}. What waited goes on.`,
  },
  stock: enStock,
  stuck: enStuck,
  ways: enWays,
  ...enOrder,
  ...enRequest,
  ...enCase,
  home: enHome,
  settings: enSettings,
  rules: enRules,
  reasons: enReasons,
};
