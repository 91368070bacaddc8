/** An amount in one currency, in its smallest unit (cents; yen for JPY). Never a floating number, never summed across currencies. */
export interface Money {
  /** ISO 4217, upper case. */
  readonly currency: string;
  /** Smallest units, a safe integer. */
  readonly minorUnits: number;
}

/** Currencies of Amazon's marketplaces that have no smaller unit. */
const WITHOUT_MINOR_UNIT: ReadonlySet<string> = new Set(['JPY']);

/** How many decimal places the currency is written with. */
export function decimalPlaces(currency: string): number {
  return WITHOUT_MINOR_UNIT.has(currency) ? 0 : 2;
}

/**
 * Reads Amazon's decimal string (`"12.5"`, `"1200"`) without going through a floating number.
 * Returns undefined for anything that is not an exact amount of that currency.
 */
export function parseMoney(amount: string, currency: string): Money | undefined {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(amount.trim());
  if (match === null || !/^[A-Z]{3}$/.test(currency)) return undefined;
  const [, sign, whole = '0', fraction = ''] = match;
  const places = decimalPlaces(currency);
  if (/[1-9]/.test(fraction.slice(places))) return undefined;
  const minorUnits = Number(whole + fraction.slice(0, places).padEnd(places, '0'));
  if (!Number.isSafeInteger(minorUnits)) return undefined;
  return { currency, minorUnits: sign === '-' && minorUnits !== 0 ? -minorUnits : minorUnits };
}

/** Sums per currency; the result has one entry for each currency, in order of first appearance. */
export function sumByCurrency(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, number>();
  for (const { currency, minorUnits } of amounts) {
    sums.set(currency, (sums.get(currency) ?? 0) + minorUnits);
  }
  return [...sums].map(([currency, minorUnits]) => ({ currency, minorUnits }));
}
