import { describe, expect, it } from 'vitest';
import type { AmazonFailure } from '../../src/ports/amazon.js';
import { whenNotAsked, whenNotSent } from '../../src/use-cases/facts/message-failure.js';

describe('a message to a buyer', () => {
  it.each<[AmazonFailure, string, string]>([
    [{ kind: 'throttled', retryAfterMs: 1000 }, 'later', 'later'],
    [{ kind: 'locked-out', message: 'invalid_client' }, 'later', 'later'],
    [{ kind: 'unavailable', message: 'ECONNREFUSED' }, 'later', 'later'],
    [{ kind: 'ambiguous', message: 'TIMEOUT' }, 'later', 'uncertain'],
    [{ kind: 'not-authorised', message: 'role missing' }, 'not_offered', 'not_offered'],
    [{ kind: 'not-found' }, 'not_offered', 'failed'],
    [{ kind: 'refused', code: 'InvalidInput', message: 'no' }, 'not_offered', 'failed'],
  ])('after %o is %s when it could not be asked about, and %s when it could not be sent', (failure, notAsked, notSent) => {
    expect([whenNotAsked(failure), whenNotSent(failure)]).toEqual([notAsked, notSent]);
  });
});
