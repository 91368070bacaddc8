import type { TeamReasonKey } from './ids.js';

/**
 * The six codes of Amazon's own list (Seller Central's cancel page). The feed's schema allows more; none
 * of those is ever sent.
 */
export const CANCEL_CODES = [
  'NoInventory',
  'BuyerCanceled',
  'GeneralAdjustment',
  'ShippingAddressUndeliverable',
  'CustomerExchange',
  'PricingError',
] as const;
export type CancelCode = (typeof CANCEL_CODES)[number];

/** One purpose of a buyer message: the first part of a template's file name. */
export type MessagePurpose =
  | 'seed'
  | 'out-of-stock'
  | 'cannot-deliver'
  | 'as-you-asked'
  | 'cannot-meet-request'
  | 'defect-found'
  | 'pricing-error'
  | 'verification-failed'
  | 'other'
  // Answers to a buyer who wants the cancellation, where the seller does not cancel.
  | 'how-to-request'
  | 'on-its-way'
  | 'already-packed';

/** Why an order is cancelled, in the seller's words. The nine reasons of the founding document and two more. */
export type ReasonKey =
  | 'out_of_stock'
  | 'cannot_deliver'
  | 'buyer_asked'
  | 'cannot_meet_request'
  | 'defect'
  | 'amazon_out_of_stock'
  | 'amazon_quality'
  | 'amazon_liquidation'
  | 'other'
  | 'pricing_error'
  | 'customer_exchange';

/** The key of any reason: one of the app's, or one that the team added. */
export type AnyReasonKey = ReasonKey | TeamReasonKey;

/** A closer reason under a reason; may be stricter than its parent. */
export interface SubReason {
  readonly key: string;
  readonly noteRequired?: boolean;
  readonly alwaysApproved?: boolean;
  readonly template?: MessagePurpose;
}

export interface Reason {
  readonly key: AnyReasonKey;
  /** What the team calls it; absent: what the app does. */
  readonly name?: string | undefined;
  readonly causedBy: 'seller' | 'buyer' | 'amazon';
  /** What the feed says; undefined for what only Amazon itself does. */
  readonly code: CancelCode | undefined;
  readonly noteRequired: boolean;
  /** A lead decides whatever the rate is. */
  readonly alwaysApproved: boolean;
  readonly template: MessagePurpose;
  readonly subReasons: readonly SubReason[];
}

/** A reason of the app's own. */
interface OwnReason extends Reason {
  readonly key: ReasonKey;
}

const SELLER = { causedBy: 'seller', noteRequired: false, alwaysApproved: false } as const;
const AMAZON = { causedBy: 'amazon', code: undefined, noteRequired: false, alwaysApproved: false, subReasons: [] } as const;

/** In the order in which an agent sees them. What people read stands in the surface's text, by key. */
export const REASONS: readonly OwnReason[] = [
  {
    ...SELLER,
    key: 'out_of_stock',
    code: 'NoInventory',
    template: 'out-of-stock',
    subReasons: [{ key: 'count_wrong' }, { key: 'oversold' }, { key: 'supplier_late' }],
  },
  {
    ...SELLER,
    key: 'cannot_deliver',
    code: 'ShippingAddressUndeliverable',
    template: 'cannot-deliver',
    subReasons: [{ key: 'logistics' }, { key: 'region' }, { key: 'legal' }],
  },
  {
    key: 'buyer_asked',
    causedBy: 'buyer',
    code: 'BuyerCanceled',
    noteRequired: false,
    alwaysApproved: false,
    template: 'as-you-asked',
    subReasons: [],
  },
  {
    ...SELLER,
    key: 'cannot_meet_request',
    code: 'GeneralAdjustment',
    template: 'cannot-meet-request',
    subReasons: [{ key: 'customization' }, { key: 'gift_wrap' }, { key: 'invoice' }],
  },
  {
    ...SELLER,
    key: 'defect',
    code: 'GeneralAdjustment',
    template: 'defect-found',
    subReasons: [{ key: 'defective' }, { key: 'damaged' }],
  },
  { ...AMAZON, key: 'amazon_out_of_stock', template: 'out-of-stock' },
  { ...AMAZON, key: 'amazon_quality', template: 'defect-found' },
  { ...AMAZON, key: 'amazon_liquidation', template: 'other' },
  {
    ...SELLER,
    key: 'other',
    code: 'GeneralAdjustment',
    noteRequired: true,
    template: 'other',
    subReasons: [
      { key: 'shipping_problem' },
      { key: 'fraud', noteRequired: true, alwaysApproved: true, template: 'verification-failed' },
      { key: 'something_else' },
    ],
  },
  { ...SELLER, key: 'pricing_error', code: 'PricingError', template: 'pricing-error', subReasons: [] },
  {
    key: 'customer_exchange',
    causedBy: 'buyer',
    code: 'CustomerExchange',
    noteRequired: false,
    alwaysApproved: false,
    template: 'other',
    subReasons: [],
  },
];

export const REASON_KEYS: readonly ReasonKey[] = REASONS.map(({ key }) => key);

/** Templates that a reason may have for its message to the buyer. */
export const REASON_TEMPLATES: readonly MessagePurpose[] = [
  ...new Set(REASONS.flatMap((reason) => [reason.template, ...reason.subReasons.flatMap((sub) => sub.template ?? [])])),
];

/** A reason as picked, with everything that follows from it for one order. */
export interface PickedReason {
  readonly reason: AnyReasonKey;
  /** What the team calls it; absent: what the app does. */
  readonly reasonName?: string | undefined;
  readonly subReason: string | undefined;
  readonly code: CancelCode;
  readonly causedBy: Reason['causedBy'];
  /** Whether Amazon will count it: decided by Amazon's buyer-request flag alone, never by the reason (Seller Central 200285210). */
  readonly counts: boolean;
  readonly noteRequired: boolean;
  readonly alwaysApproved: boolean;
  readonly template: MessagePurpose;
  /** Amazon puts the units back on sale for every code but NoInventory (copy of Amazon's XML guide, OrderAcknowledgement). */
  readonly amazonRestocks: boolean;
}

/**
 * Works out what follows from a reason for an order with or without Amazon's buyer-request flag, out of the
 * reasons that may be picked. Returns undefined for a reason that a seller may not pick or a sub-reason that does not belong to it.
 */
export function pickReason(
  picked: { readonly reason: string; readonly subReason: string | undefined },
  buyerRequested: boolean,
  reasons: readonly Reason[],
): PickedReason | undefined {
  const reason = reasons.find((one) => one.key === picked.reason);
  if (reason?.code === undefined) return undefined;
  const sub = reason.subReasons.find((one) => one.key === picked.subReason);
  if (picked.subReason !== undefined && sub === undefined) return undefined;
  // BuyerCanceled without Amazon's flag would be untrue, and it would count all the same.
  const code = reason.code === 'BuyerCanceled' && !buyerRequested ? 'GeneralAdjustment' : reason.code;
  return {
    reason: reason.key,
    reasonName: reason.name,
    subReason: sub?.key,
    code,
    causedBy: reason.causedBy,
    counts: !buyerRequested,
    noteRequired: sub?.noteRequired ?? reason.noteRequired,
    alwaysApproved: sub?.alwaysApproved ?? reason.alwaysApproved,
    template: sub?.template ?? reason.template,
    amazonRestocks: code !== 'NoInventory',
  };
}
