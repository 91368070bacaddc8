import type { Difference } from '../../ports/continuity.js';
import type { Comparison } from './compare.js';

/** In the order in which somebody reads it: what has to be done first. */
const SAID: Readonly<Record<Difference['what'], string>> = {
  message:
    'the buyer may have been told. Look in Seller Central, then press "It was sent" or "It was not sent" on the message about the order, or on Home',
  answer: 'the buyer may have been answered. Look in Seller Central, then press "It was sent" or "It was not sent" in Open requests',
  stock: 'the units on sale may have been changed. Look in Seller Central, then press "I have seen to it" on the message about the order',
  dropped:
    'waited to be sent, and is not cancelled at Amazon: dropped, since it may have been taken back. Ask again if it should be cancelled',
  'waits-for-approval': 'waits for approval; it may have been decided before: whoever decides should ask the requester',
  'at-amazon': 'was sent before the backup and is not read back yet: goes on by itself after the start',
  cancelled: 'is cancelled at Amazon and was open here: put on record as cancelled before the restore. Nothing to do',
};
const ORDER: readonly Difference['what'][] = ['message', 'answer', 'stock', 'dropped', 'waits-for-approval', 'at-amazon', 'cancelled'];

/** What is printed: one line for each order and thing to do. */
export function restoreReport({ break: broken, compared, notRead, differences }: Comparison): string {
  const about = ORDER.flatMap((what) => differences.filter((one) => one.what === what)).map(
    ({ orderId, what }) => `  ${orderId}: ${SAID[what]}.`,
  );
  const missing = notRead.map(({ orderId, why }) => `  ${orderId}: could not be read (${why}). Run this again.`);
  return [
    `What was done after ${broken.from.toISOString()} is not on record here. Open cases compared with Amazon: ${compared}.`,
    ...(about.length === 0 ? ['  No differences.'] : about),
    ...missing,
    'Not to be found out: requests, decisions and settings made since then. Cards in Slack about them answer that they are not known.',
    missing.length === 0
      ? 'Start the app now. Nothing leaves in its first ten minutes.'
      : 'Not all orders were read: run this again before the start.',
    '',
  ].join('\n');
}
