import { caseIdSchema, marketplaceIdSchema, orderIdSchema } from '../../src/domain/ids.js';
import type { NewCase } from '../../src/ports/cancellations.js';
import type { Desk } from '../../src/ports/desk.js';
import type { ScheduledJob } from '../../src/ports/queue.js';
import type { ShopOrder } from '../../src/practice/amazon/shop-types.js';
import { newCase } from '../fixtures/cases.js';
import { accountIdOf } from './account.js';

/** A case about an order of the practice shop, asked for now. */
export function caseOfOrder(desk: Desk, order: ShopOrder, changes: Partial<NewCase> = {}): NewCase {
  return newCase({
    id: caseIdSchema.parse(desk.ids.next()),
    accountId: accountIdOf(desk),
    orderId: orderIdSchema.parse(order.orderId),
    marketplaceId: marketplaceIdSchema.parse(order.marketplace.id),
    items: order.items.map(({ orderItemId, product, quantity }) => ({ orderItemId, sku: product.sku, quantity })),
    // Far away: what is urgent leaves by itself.
    shipBy: undefined,
    requestedAt: desk.clock.now(),
    ...changes,
  });
}

/** Puts an order's cancellation into the outbox, as a request or its approval does; its window is over unless `sendAfter` is given. */
export async function putIntoOutbox(desk: Desk, order: ShopOrder, changes: Partial<NewCase> = {}): Promise<NewCase> {
  const sendAfter = changes.sendAfter ?? desk.clock.now();
  const wanted = caseOfOrder(desk, order, { ...changes, sendAfter });
  const { id: caseId, accountId, marketplaceId } = wanted;
  const seal: ScheduledJob = { job: { kind: 'seal-feed', accountId, marketplaceId }, notBefore: sendAfter };
  await desk.cancellations.create(wanted, [{ job: { kind: 'announce', caseId } }, seal]);
  return wanted;
}
