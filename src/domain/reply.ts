import type { FulfillmentStatus } from './order.js';
import type { MessagePurpose } from './reason.js';
import type { Obstacle } from './verdict.js';

/**
 * What a buyer who wrote "please cancel" may be answered where the seller cannot do it. Only ever an answer: asking a
 * buyer to cancel is forbidden (Amazon's communication guidelines).
 */
export function replyFor(rule: Obstacle, status: FulfillmentStatus): MessagePurpose | undefined {
  switch (rule) {
    case 'fulfilled-by-amazon':
      return status === 'SHIPPED' ? 'on-its-way' : 'how-to-request';
    case 'pending':
    case 'pending-availability':
      return 'how-to-request';
    case 'shipped':
      return 'on-its-way';
    case 'already-cancelled':
    case 'being-cancelled':
    case 'partly-shipped':
    case 'unfulfillable':
    case 'program':
    case 'no-items':
      return undefined;
  }
}
