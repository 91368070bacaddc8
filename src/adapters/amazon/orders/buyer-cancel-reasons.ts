/**
 * The choices of the form with which a buyer asks Amazon to cancel, and the one of Amazon's model for Orders
 * v2026-01-01. The field is free text there, so a buyer's own words may stand in it; only these are kept.
 */
const PHRASES = [
  'Order created by mistake',
  'Item(s) would not arrive on time',
  'Shipping cost too high',
  'Item price too high',
  'Found cheaper somewhere else',
  'Need to change shipping address',
  'Need to change shipping speed',
  'Need to change billing address',
  'Need to change payment method',
  'Changed mind about purchase',
  'Other',
];

const BY_LETTERS = new Map(PHRASES.map((phrase) => [lettersOf(phrase), phrase]));

/** Amazon's phrase, spelled as in the list above; undefined for any other text. */
export function knownCancelReason(text: string | undefined): string | undefined {
  return text === undefined ? undefined : BY_LETTERS.get(lettersOf(text.slice(0, 100)));
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}
