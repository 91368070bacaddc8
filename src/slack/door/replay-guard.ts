import { TOLERANCE_SECONDS } from './signature.js';

/** A signature stays valid from five minutes before its timestamp until five minutes after. */
const KEPT_MS = 2 * TOLERANCE_SECONDS * 1000;

/** Remembers good signatures for as long as they stay good: the same signed request is taken once. */
export function createReplayGuard(): { isFirst(signature: string, now: Date): boolean } {
  let present = new Set<string>();
  let former = new Set<string>();
  let since = 0;
  return {
    isFirst: (signature, now) => {
      const age = now.getTime() - since;
      if (age >= KEPT_MS) {
        former = age >= 2 * KEPT_MS ? new Set() : present;
        present = new Set();
        since = now.getTime();
      }
      if (present.has(signature) || former.has(signature)) return false;
      present.add(signature);
      return true;
    },
  };
}
