import { MARKETPLACES } from './marketplaces.js';
import { decimalPlaces, type Money, parseMoney } from './money.js';

/** Currencies that an order can be in. */
export const CURRENCIES: readonly string[] = [...new Set(MARKETPLACES.map(({ currency }) => currency))];

/** What is wrong with a line of typed limits. */
export interface LimitProblem {
  readonly kind: 'unreadable' | 'unknown-currency' | 'twice' | 'decimals';
  readonly line: string;
  /** As it was typed, in capitals; empty where there is none. */
  readonly currency: string;
}

/** Limits of value as an admin types them, `EUR 200` in each line; or the first thing that is wrong. */
export function parseLimits(
  typed: string,
): { readonly ok: true; readonly limits: readonly Money[] } | { readonly ok: false; readonly problem: LimitProblem } {
  const limits: Money[] = [];
  for (const line of typed.split(/\r\n|[\r\n]/).map((one) => one.trim())) {
    if (line === '') continue;
    const [, code = '', amount = ''] = /^([a-z]{3})\s*(\d{1,12}(?:\.\d+)?)$/i.exec(line) ?? [];
    const currency = code.toUpperCase();
    const limit = parseMoney(amount, currency);
    if (code === '') return { ok: false, problem: { kind: 'unreadable', line, currency } };
    if (!CURRENCIES.includes(currency)) return { ok: false, problem: { kind: 'unknown-currency', line, currency } };
    if (limits.some((other) => other.currency === currency)) return { ok: false, problem: { kind: 'twice', line, currency } };
    if (limit === undefined) return { ok: false, problem: { kind: 'decimals', line, currency } };
    limits.push(limit);
  }
  return { ok: true, limits };
}

/** A limit as it is typed: `EUR 200`, `EUR 19.50`. */
export function limitLine({ currency, minorUnits }: Money): string {
  const places = decimalPlaces(currency);
  const digits = String(minorUnits).padStart(places + 1, '0');
  const [whole, fraction] = [digits.slice(0, digits.length - places), digits.slice(digits.length - places)];
  return `${currency} ${/[1-9]/.test(fraction) ? `${whole}.${fraction}` : whole}`;
}
