import type { Ids } from '../../src/ports/ids.js';

/** Ids that count up from 1 and are valid UUIDs (version 4). */
export function countedIds(): Ids {
  let last = 0;
  return {
    next: () => {
      last += 1;
      return `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;
    },
  };
}
