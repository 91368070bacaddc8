import { FREE_TEXT_REASON } from './people.js';
import { type OrderSpec, REQUEST_REASONS, spec } from './shop-spec.js';

const [CHANGED_MIND] = REQUEST_REASONS;
const DAY = 24;

/** One order for each kind of case, under a name that tests and demonstrations can rely on. */
const SAMPLES = {
  unshipped: spec('US', 20, { lines: [['YOGA-MAT-6MM', 1]] }),
  anotherUnshipped: spec('US', 17, { lines: [['KETTLE-17L', 2]] }),
  unshippedGerman: spec('DE', 18, { lines: [['LAMP-DESK-LED', 1]] }),
  unshippedJapanese: spec('JP', 16, { lines: [['KETTLE-17L', 1]] }),
  outOfStock: spec('US', 14, { lines: [['HEADPHONE-BT7', 1]] }),
  outOfStockGerman: spec('DE', 15, { lines: [['HEADPHONE-BT7', 1]] }),
  multiItem: spec('US', 12, {
    lines: [
      ['MUG-TRAVEL-350', 2],
      ['NOTEBOOK-A5-DOT', 1],
      ['CABLE-C-2M', 3],
    ],
  }),
  buyerRequested: spec('US', 10, { lines: [['TOWEL-SET-6', 1]], buyerRequest: CHANGED_MIND }),
  buyerRequestedGerman: spec('DE', 9, { lines: [['PAN-CAST-26', 1]], buyerRequest: 'Order created by mistake' }),
  buyerRequestedFreeText: spec('US', 11, { lines: [['PLUSH-FOX', 1]], buyerRequest: FREE_TEXT_REASON }),
  pending: spec('US', 1, { status: 'PENDING', lines: [['TENT-2P', 1]] }),
  pendingAvailability: spec('US', 30, { status: 'PENDING_AVAILABILITY', programs: ['PREORDER'], lines: [['GAME-PREORDER', 1]] }),
  shipped: spec('US', 3 * DAY, { status: 'SHIPPED', lines: [['CHAIR-FOLD', 1]] }),
  partlyShipped: spec('US', 2 * DAY, {
    status: 'PARTIALLY_SHIPPED',
    lines: [
      ['TOWEL-SET-6', 1],
      ['TENT-2P', 1],
    ],
  }),
  cancelled: spec('US', 12 * DAY, { status: 'CANCELLED', cancelledBy: 'MERCHANT', lines: [['COFFEE-GRINDER', 1]] }),
  cancelledJapanese: spec('JP', 3 * DAY, { status: 'CANCELLED', cancelledBy: 'MERCHANT', lines: [['CHARGER-GAN65', 1]] }),
  cancelledByBuyer: spec('US', 2 * DAY, { status: 'CANCELLED', cancelledBy: 'BUYER', buyerRequest: CHANGED_MIND }),
  cancelledByAmazon: spec('DE', 9 * DAY, { status: 'CANCELLED', cancelledBy: 'AMAZON' }),
  fba: spec('US', 8, { fulfilledBy: 'AMAZON', programs: ['PRIME'], lines: [['LAMP-DESK-LED', 1]] }),
  fbaShipped: spec('DE', 5 * DAY, { status: 'SHIPPED', fulfilledBy: 'AMAZON', programs: ['PRIME'] }),
  unfulfillable: spec('US', 6 * DAY, { status: 'UNFULFILLABLE', fulfilledBy: 'AMAZON' }),
  prime: spec('US', 7, { programs: ['PRIME'], lines: [['PAN-CAST-26', 1]] }),
  business: spec('DE', 8, { programs: ['AMAZON_BUSINESS'], lines: [['NOTEBOOK-A5-DOT', 40]] }),
  easyShip: spec('US', 13, { programs: ['AMAZON_EASY_SHIP'] }),
  premium: spec('JP', 12, { programs: ['PREMIUM'] }),
  shipPlus: spec('US', 15, { programs: ['FBM_SHIP_PLUS'] }),
  preorder: spec('US', 21, { programs: ['PREORDER'], lines: [['GAME-PREORDER', 1]] }),
  invoiceByAmazon: spec('DE', 22, { programs: ['INVOICE_BY_AMAZON'] }),
  deliveryByAmazon: spec('US', 23, { programs: ['DELIVERY_BY_AMAZON'] }),
  storePickUp: spec('DE', 20, { programs: ['IN_STORE_PICK_UP'] }),
  bazaar: spec('US', 24, { programs: ['AMAZON_BAZAAR'] }),
  haul: spec('US', 25, { programs: ['AMAZON_HAUL'] }),
  lateToShip: spec('US', 4 * DAY, { lines: [['COFFEE-GRINDER', 1]] }),
  xmlTitle: spec('US', 19, { lines: [['CABLE-C-2M', 1]] }),
  emojiTitle: spec('US', 18, { lines: [['PARTY-SET-24', 1]] }),
  longTitle: spec('US', 22, { lines: [['BOX-STACK-12', 1]] }),
  hyperlinkTitle: spec('US', 26, { lines: [['PLANNER-XL', 1]] }),
  channelTitle: spec('US', 27, { lines: [['MEGAPHONE-20W', 1]] }),
  gift: spec('US', 28, { lines: [['PLUSH-FOX', 1]], gift: true }),
  personalised: spec('US', 29, { lines: [['ENGRAVED-PEN', 1]] }),
  spanishBuyer: spec('US', 16, { locale: 'es-US', lines: [['YOGA-MAT-6MM', 1]] }),
  chineseBuyer: spec('US', 13, { locale: 'zh-CN', lines: [['LAMP-DESK-LED', 1]] }),
  messagingNotOffered: spec('US', 11, { messaging: false, lines: [['CHARGER-GAN65', 1]] }),
} satisfies Record<string, OrderSpec>;

/** Names of the sample orders. */
export type SampleName = keyof typeof SAMPLES;

export const SAMPLE_SPECS: ReadonlyMap<string, OrderSpec> = new Map(Object.entries(SAMPLES));

/** True when there is an order id for every sample. */
export function isForEverySample(ids: Readonly<Record<string, string>>): ids is Readonly<Record<SampleName, string>> {
  return [...SAMPLE_SPECS.keys()].every((name) => name in ids);
}
