import { describe } from 'vitest';
import { everyFault, LASTING, READING } from '../support/every-fault.js';
import { RUNS } from './support/scale.js';

/** A short run takes every third row: over the operations all faults come by. */
const SHORT_RUNS = 100;

describe('a cancellation', () => {
  everyFault({ operations: READING, lasting: LASTING, feedFaults: [], everyNth: RUNS < SHORT_RUNS ? 3 : 1 });
});
