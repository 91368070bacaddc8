import { userIdSchema } from '../../src/domain/ids.js';
import type { Desk } from '../../src/ports/desk.js';
import type { NewCase } from '../../src/ports/cancellations.js';
import type { ShopOrder } from '../../src/practice/amazon/shop-types.js';
import { newCase } from '../fixtures/cases.js';
import { caseOfOrder } from './case-of-order.js';

const EXPIRES_AFTER_MS = 3_600_000;

/** Asks for an order's cancellation past the window, in somebody's name; it waits for approval, and its messages are to be posted. */
export async function askForApproval(desk: Desk, order: ShopOrder, requestedBy: string): Promise<NewCase> {
  const now = desk.clock.now();
  const wanted = caseOfOrder(desk, order, {
    shipBy: newCase().shipBy,
    state: 'awaiting_approval',
    approvalRules: ['rate_above_share'],
    approvalExpiresAt: new Date(now.getTime() + EXPIRES_AFTER_MS),
    requestedBy: userIdSchema.parse(requestedBy),
    sendAfter: undefined,
  });
  await desk.cancellations.create(wanted, [{ job: { kind: 'announce', caseId: wanted.id } }]);
  return wanted;
}
