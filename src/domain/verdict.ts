import { differenceInHours, isBefore } from 'date-fns';
import type { CancellationCase } from './cancellation.js';
import { cancelledBy, isBuyerRequested, type CancelledBy, type Order } from './order.js';

/** Why an order may not be cancelled from here. What people read stands in the surface's text, by rule. */
export type Obstacle =
  /** Cancelled already. */
  | 'already-cancelled'
  /** A case of ours has it. */
  | 'being-cancelled'
  /** Amazon ships it: only Amazon or the buyer can stop it. */
  | 'fulfilled-by-amazon'
  /** Payment is not cleared: Amazon does not let the seller act on it yet. */
  | 'pending'
  /** A pre-order before its release. */
  | 'pending-availability'
  | 'shipped'
  /** Amazon would refund the whole order, the shipped part too (Amazon's XML guide, OrderAcknowledgement). */
  | 'partly-shipped'
  /** Amazon says that it cannot be fulfilled. */
  | 'unfulfillable'
  /** A program whose way of cancelling Amazon does not document for sellers. */
  | 'program'
  /** Amazon gave no items; a cancellation names every one of them. */
  | 'no-items';

/** What does not stop a cancellation but should be known before it. */
export type Warning = 'buyer-requested' | 'ship-by-passed' | 'ship-by-soon' | 'prime' | 'business' | 'several-items';

export type Verdict =
  | { readonly kind: 'may-cancel'; readonly warnings: readonly Warning[] }
  | {
      readonly kind: 'may-not';
      readonly rule: Obstacle;
      /** Who cancelled it, with `already-cancelled`, as far as Amazon says. */
      readonly cancelledBy: CancelledBy | undefined;
      /** Amazon's program, with `program`. */
      readonly program: string | undefined;
    };

/** Programs whose cancelling route is not documented: refused rather than tried on a real order. */
const UNVERIFIED_PROGRAMS: readonly string[] = ['AMAZON_EASY_SHIP', 'DELIVERY_BY_AMAZON', 'IN_STORE_PICK_UP', 'INVOICE_BY_AMAZON'];

/** Closer to ship-by than this is soon. */
export const SOON_HOURS = 4;

interface Facts {
  readonly now: Date;
  /** The case of ours that holds the order, if any. */
  readonly holding: CancellationCase | undefined;
}

/** The rules, first match wins. Each is a sentence: this speaks against it when that is so. */
const RULES: readonly { readonly rule: Obstacle; readonly when: (order: Order, facts: Facts) => boolean }[] = [
  { rule: 'already-cancelled', when: (order) => order.status === 'CANCELLED' },
  { rule: 'being-cancelled', when: (_order, { holding }) => holding !== undefined },
  { rule: 'fulfilled-by-amazon', when: (order) => order.fulfilledBy === 'AMAZON' },
  { rule: 'pending-availability', when: (order) => order.status === 'PENDING_AVAILABILITY' },
  { rule: 'pending', when: (order) => order.status === 'PENDING' },
  { rule: 'shipped', when: (order) => order.status === 'SHIPPED' },
  {
    rule: 'partly-shipped',
    when: (order) => order.status === 'PARTIALLY_SHIPPED' || order.items.some((item) => item.quantityFulfilled > 0),
  },
  { rule: 'unfulfillable', when: (order) => order.status === 'UNFULFILLABLE' },
  { rule: 'program', when: (order) => unverifiedProgram(order) !== undefined },
  { rule: 'no-items', when: (order) => order.items.length === 0 },
];

/** Says whether an order may be cancelled from here, and why not. */
export function verdict(order: Order, facts: Facts): Verdict {
  const broken = RULES.find(({ when }) => when(order, facts));
  if (broken === undefined) return { kind: 'may-cancel', warnings: warningsFor(order, facts.now) };
  return {
    kind: 'may-not',
    rule: broken.rule,
    cancelledBy: broken.rule === 'already-cancelled' ? cancelledBy(order) : undefined,
    program: broken.rule === 'program' ? unverifiedProgram(order) : undefined,
  };
}

function unverifiedProgram(order: Order): string | undefined {
  return order.programs.find((program) => UNVERIFIED_PROGRAMS.includes(program));
}

function warningsFor(order: Order, now: Date): Warning[] {
  const warnings: Warning[] = [];
  if (isBuyerRequested(order)) warnings.push('buyer-requested');
  if (order.shipBy !== undefined && isBefore(order.shipBy, now)) warnings.push('ship-by-passed');
  else if (order.shipBy !== undefined && differenceInHours(order.shipBy, now) < SOON_HOURS) warnings.push('ship-by-soon');
  if (order.programs.includes('PRIME')) warnings.push('prime');
  if (order.programs.includes('AMAZON_BUSINESS')) warnings.push('business');
  if (order.items.length > 1) warnings.push('several-items');
  return warnings;
}
