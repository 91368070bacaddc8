import type { RulesText } from './rules-text.js';

/** English: when a lead is asked. */
export const enRules: RulesText = {
  title: 'Approval rules',
  everywhere: 'Everywhere',
  share: (percent) =>
    percent === 0
      ? 'A lead decides about every cancellation that counts.'
      : `Agents decide alone as long as the rate stays at or below ${percent} % of the target.`,
  limits: (limits) => `A lead decides about orders worth more than ${limits}.`,
  noLimits: 'No order needs a lead for its value.',
  programs: (programs) => `A lead decides about orders of ${programs}.`,
  agents: (people) => `Without a lead only ${people} may cancel.`,
  everybody: 'Where nothing else asks for a lead, everybody may cancel.',
  changed: (who, when) => `Changed last by ${who}, ${when}`,
  neverChanged: 'Nobody has changed them yet.',
  change: 'Change…',
  where: 'Where',
  hasOwn: (where) => `${where} has rules of its own.`,
  hasNone: (where) => `${where} has no rules of its own: those for everywhere apply. What is saved here applies there instead.`,
  useEverywhere: 'Use the rules for everywhere again',
  sureEverywhere: (where) => `The rules of ${where} are taken away, and those for everywhere apply there.`,
  field: {
    share: 'Agents decide alone up to this share of the target (percent)',
    limits: 'Orders worth more than this need a lead',
    programs: 'A lead always decides about orders of',
    agents: 'Who may cancel without a lead',
  },
  hint: {
    share: 'A whole number from 0 to 100. At 0 a lead decides about everything that counts.',
    limits: 'One limit in each line, for example EUR 200 or JPY 30000. A currency without a line has no limit.',
    programs: 'Prime orders that you ship yourselves stay with a lead always: Amazon’s limit for them is the strictest.',
    agents: 'Nobody chosen means everybody. Those who are not chosen can still ask a lead.',
  },
  program: {
    PRIME: 'Prime (seller-fulfilled)',
    PREMIUM: 'Premium',
    AMAZON_BUSINESS: 'Amazon Business',
    FBM_SHIP_PLUS: 'FBM Ship+',
    PREORDER: 'Pre-order',
    AMAZON_BAZAAR: 'Amazon Bazaar',
    AMAZON_HAUL: 'Amazon Haul',
  },
  save: 'Save',
  saved: (where) => `:white_check_mark: Approval rules changed: ${where}.`,
  followed: (where) => `:white_check_mark: The rules for everywhere apply again: ${where}.`,
  fromNowOn: 'They apply from the next preview on. A request that somebody has open is shown once more before it is taken.',
  changedMeanwhile: (who, when) =>
    `:exclamation: ${who} has changed the rules meanwhile, ${when}. Yours were not saved. This is what applies now; change it if it still has to be changed.`,
  otherPlace: ':exclamation: Another place was chosen meanwhile. Nothing was saved. These are the rules of that place.',
  problem: {
    share: 'Give a whole number from 0 to 100, for example 80.',
    leadsProgram:
      'Prime (seller-fulfilled) has to stay ticked: Amazon’s limit for these orders is the strictest, so a lead always decides.',
    limits: {
      unreadable: (line) =>
        `“${line}” is not a limit. Write the currency and the amount with digits alone, and a point before decimals: EUR 200 or EUR 199.50.`,
      'unknown-currency': (_line, currency, currencies) => `${currency} is no currency of Amazon’s marketplaces. These are: ${currencies}.`,
      twice: (_line, currency) => `${currency} is there twice. Write one limit for each currency.`,
      decimals: (line, currency) => `“${line}” has more decimals than ${currency} has. Write EUR 199.50, or JPY 30000 without decimals.`,
    },
  },
};
