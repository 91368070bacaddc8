import type { Fault } from './faults.js';
import { isOperation } from './routes.js';
import { REQUEST_REASONS } from './shop-spec.js';
import type { ShopItem, ShopOrder } from './shop-types.js';
import { worldWith, type Worlds } from './world.js';

/** What happens at Amazon without the seller: for tests and demonstrations. */
export interface PracticeControl {
  /** Sets the practice clock ahead; feeds and reports whose time has come are done. */
  advanceClock(milliseconds: number): void;
  /** The buyer uses Amazon's "Request cancellation". Throws for an unknown order. */
  requestCancellation(orderId: string, reason?: string): void;
  /** The request is not there any more. Throws for an unknown order. */
  withdrawRequest(orderId: string): void;
  /** Amazon itself cancels the order. Throws for an unknown order. */
  amazonCancels(orderId: string): void;
  /** The seller cancels it in Seller Central, or the buyer does within the time that Amazon gives. Throws for an unknown order. */
  cancelledElsewhere(orderId: string, by: 'MERCHANT' | 'BUYER'): void;
  /** The seller ships it meanwhile. Throws for an unknown order. */
  ships(orderId: string): void;
  /** Throws for an operation that there is not. */
  fault(fault: Fault): void;
  clearFaults(): void;
  setRateLimits(on: boolean): void;
  /** A seller takes the app's authorisation back. */
  revokeGrant(sellerId: string): void;
  /** … and gives it again: the new refresh token. */
  grantAgain(sellerId: string): string;
}

export function createControl(worlds: Worlds, settle: () => void): PracticeControl {
  const [main] = worlds;
  const change = (orderId: string, status: ShopOrder['status'] | undefined, item: (one: ShopItem) => ShopItem): void => {
    settle();
    const world = worldWith(worlds, orderId);
    const order = world?.shop.order(orderId);
    if (world === undefined || order === undefined) throw new RangeError(`no order ${orderId} in the practice shop`);
    world.shop.replace({ ...order, status: status ?? order.status, lastUpdatedAt: world.clock.now(), items: order.items.map(item) });
  };
  return {
    advanceClock: (milliseconds) => {
      main.clock.advance(milliseconds);
      settle();
    },
    requestCancellation: (orderId, reason = REQUEST_REASONS[0]) =>
      change(orderId, undefined, (item) => ({ ...item, buyerRequest: reason })),
    withdrawRequest: (orderId) => change(orderId, undefined, (item) => ({ ...item, buyerRequest: undefined })),
    amazonCancels: (orderId) =>
      change(orderId, 'CANCELLED', (item) => ({ ...item, cancelled: { by: 'AMAZON', reason: 'Payment could not be verified' } })),
    cancelledElsewhere: (orderId, by) => change(orderId, 'CANCELLED', (item) => ({ ...item, cancelled: { by, reason: 'Other' } })),
    ships: (orderId) => change(orderId, 'SHIPPED', (item) => ({ ...item, shipped: item.quantity })),
    fault: (fault) => {
      if ('operation' in fault && !isOperation(fault.operation)) throw new RangeError(`no operation ${fault.operation}`);
      main.faults.set(fault);
    },
    clearFaults: () => main.faults.clear(),
    setRateLimits: (on) => {
      for (const { limits } of worlds) limits.setOn(on);
    },
    revokeGrant: (sellerId) => main.tokens.revoke(sellerId),
    grantAgain: (sellerId) => main.tokens.grantAgain(sellerId),
  };
}
