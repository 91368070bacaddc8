import type { AmazonFailure } from '../../ports/amazon.js';

/** A failure in one line for the case's timeline: Amazon's own words where there are some. */
export function failureText(failure: AmazonFailure): string {
  switch (failure.kind) {
    case 'not-found':
      return 'Amazon: not found';
    case 'throttled':
      return 'Amazon: too many requests';
    case 'refused':
      return `Amazon ${failure.code}: ${failure.message}`;
    case 'not-authorised':
      return `Amazon: not authorised: ${failure.message}`;
    case 'locked-out':
      return `Amazon locked us out: ${failure.message}`;
    case 'unavailable':
      return `Amazon not available: ${failure.message}`;
    case 'ambiguous':
      return `no clear answer from Amazon: ${failure.message}`;
  }
}

/** The same where it is about the units of a SKU on sale. */
export function stockFailureText(failure: AmazonFailure): string {
  if (failure.kind === 'not-authorised') return 'stock-not-authorised';
  return failure.kind === 'not-found' ? 'stock-unknown-sku' : failureText(failure);
}
