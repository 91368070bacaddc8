import type { ShopOrder } from '../../src/practice/amazon/shop-types.js';

/** An order of the practice shop that can be cancelled by us, whose buyer has not asked for it and can be written to. */
export function isCancellable(order: ShopOrder): boolean {
  return (
    order.status === 'UNSHIPPED' &&
    order.fulfilledBy === 'MERCHANT' &&
    order.programs.length === 0 &&
    order.messaging &&
    order.items.every((item) => item.buyerRequest === undefined)
  );
}
