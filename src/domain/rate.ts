/** A cancellation rate as two whole numbers. The quotient is never stored, so nothing is ever rounded but for the eye. */
export interface RateCount {
  /** Seller-fulfilled orders of the window. */
  readonly orders: number;
  /** Those of them whose cancellation counts against the seller; where Amazon does not tell, all that may. */
  readonly counted: number;
  /** Those that count beyond doubt; absent where that is all of `counted`. */
  readonly surely?: number | undefined;
}

/** A limit that the rate must stay below, as a fraction: 2.5 % is 25 / 1000. */
export interface RateTarget {
  readonly numerator: number;
  readonly denominator: number;
}

/** Amazon's general target: under 2.5 % of seller-fulfilled orders in 7 days (Seller Central 200285210). */
export const DEFAULT_TARGET: RateTarget = { numerator: 25, denominator: 1000 };

/** True when counted / orders is strictly under the target. No orders and nothing counted is under; counted without orders is not. */
export function isUnder(rate: RateCount, target: RateTarget): boolean {
  if (rate.orders === 0) return rate.counted === 0;
  return rate.counted * target.denominator < rate.orders * target.numerator;
}

/** True when the rate has passed the given share (in percent) of the target: 80 % of "under 2.5 %" is 2.0 %. */
export function passesShareOfTarget(rate: RateCount, target: RateTarget, sharePercent: number): boolean {
  if (rate.orders === 0) return rate.counted > 0;
  return rate.counted * target.denominator * 100 > rate.orders * target.numerator * sharePercent;
}

/** The rate if `more` further orders of the window are cancelled and count. The orders are in the window already. */
export function afterCancelling(rate: RateCount, more: number): RateCount {
  const counted = { orders: rate.orders, counted: rate.counted + more };
  return rate.surely === undefined ? counted : { ...counted, surely: rate.surely + more };
}

/** How many more may count with the rate still under the target. Never negative. */
export function roomLeft(rate: RateCount, target: RateTarget): number {
  const allowed = Math.ceil((rate.orders * target.numerator) / target.denominator) - 1;
  return Math.max(0, allowed - rate.counted);
}

/** The smallest number of orders in the window with which `counted` would be under the target. */
export function ordersNeeded(counted: number, target: RateTarget): number {
  if (counted === 0) return 0;
  return Math.floor((counted * target.denominator) / target.numerator) + 1;
}

/** Percent with two places, half up, by whole-number arithmetic: 4 of 212 is "1.89". Undefined without orders. */
export function percent(rate: RateCount): string | undefined {
  if (rate.orders === 0) return undefined;
  const hundredths = Math.floor((rate.counted * 20000 + rate.orders) / (2 * rate.orders));
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}
