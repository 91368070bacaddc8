import { describe } from 'vitest';
import { everyFault, FEED_FAULTS, WRITING } from '../support/every-fault.js';

// The calls that only read have the same table under test/faults.
describe('a cancellation', () => {
  everyFault({ operations: WRITING, lasting: [], feedFaults: FEED_FAULTS, everyNth: 1 });
});
