import type { Notice } from '../../ports/store.js';

/** The approval card that people surely have, if any. */
export function cardAmong(notices: readonly Notice[]): Notice | undefined {
  return notices.find(({ kind, ts }) => (kind === 'approval' || kind === 'second_card') && ts !== undefined);
}
