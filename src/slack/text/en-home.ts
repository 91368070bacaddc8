import type { HomeText } from './home-text.js';

/** English: the Home tab. */
export const enHome: HomeText = {
  steps: [
    '*Connect your Amazon account in three steps*',
    '1. Set `AMAZON_LWA_CLIENT_ID`, `AMAZON_LWA_CLIENT_SECRET`, `AMAZON_REFRESH_TOKEN`, `AMAZON_SELLER_ID`, `AMAZON_REGION` and `AMAZON_MARKETPLACE_IDS`: `.env.example` says where to find them.',
    '2. Start the app again. The word PRACTICE is gone then.',
    '3. Look up one of your orders with `/find-order`. Further accounts are added here, under Settings.',
  ],
  start: 'Cancel an order…',
  settings: 'Settings',
  settingsForAdmins: 'Settings are for admins. Who is one stands in `ADMINS`.',
  rates: 'Cancellation rate',
  mine: 'My requests',
  noneMine: 'You have asked for nothing yet.',
  waiting: 'Waiting for approval',
  noneWaiting: 'Nothing waits for approval.',
  recent: 'Recent requests of everybody',
  noneRecent: 'There is none yet. Begin with `/cancel-order`.',
  details: 'Details',
  caseTitle: 'A cancellation',
  timeline: 'What happened',
  byApp: 'Cancel Desk',
  byAmazon: 'Amazon',
  askedFor: (reason) => `Asked for it: ${reason}`,
  askedAgain: 'Asked for the same order once more, and was shown this request',
  hurried: 'Sent it at once, without waiting for the rest of the time to undo',
  questionAsked: 'Asked the requester something, in the thread',
  clickRefused: 'Clicked without the right to, or too late; nothing was changed',
  noSuchCase: 'This request is not known here.',
};
