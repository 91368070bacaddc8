import { isFilling as mirrorIsFilling } from '../../src/domain/mirror.js';
import type { ShopOrder } from '../../src/practice/amazon/shop-types.js';
import { accountIdOf } from './account.js';
import { type Journey, startJourney } from './journey.js';

/** About every fourteenth order of a shop is one that can be cancelled, in the US and nobody's programme. */
const SHOP_ORDERS_FOR_EACH = 15;
/** Amazon gives one page of orders in this time. */
const PAGE_MS = 179_000;
const FILLED_WITHIN_HOURS = 48;
/** The app leaves a quarter of Amazon's searches over for what comes in bulk: so they are all there again after a fill. */
const REST_HOURS = 5;
const MARKETPLACES = 3;

/** An app whose mirror holds every order of its shop, and orders of one marketplace that can be cancelled. */
export interface LadenShop {
  readonly journey: Journey;
  readonly orders: readonly ShopOrder[];
}

/** Starts it: Amazon keeps its limits, nothing waits and the buckets are full. Its orders are those that suit. */
export async function startLadenShop(count: number, suits: (order: ShopOrder) => boolean = () => true): Promise<LadenShop> {
  const journey = await startJourney({ orders: count * SHOP_ORDERS_FOR_EACH + 400 });
  const orders = journey.amazon.shop
    .listOrders()
    .filter((one) => one.status === 'UNSHIPPED' && one.fulfilledBy === 'MERCHANT' && one.programs.length === 0)
    .filter((one) => one.marketplace.country === 'US' && suits(one))
    .slice(0, count);
  if (orders.length < count) throw new Error(`The shop has ${orders.length} such orders, not ${count}`);
  for (let hours = 0; await isFilling(journey); hours += PAGE_MS / 3_600_000) {
    if (hours > FILLED_WITHIN_HOURS) throw new Error(`The mirror is not filled in ${FILLED_WITHIN_HOURS} hours`);
    journey.clock.advance(PAGE_MS);
    await journey.work();
  }
  // The buckets fill up, and the app looks at what is new as on any day.
  for (let hours = 0; hours < REST_HOURS; hours += PAGE_MS / 3_600_000) {
    journey.clock.advance(PAGE_MS);
    await journey.work();
  }
  return { journey, orders };
}

async function isFilling({ app, clock }: Journey): Promise<boolean> {
  const { coverage } = await app.desk.mirror.progress(accountIdOf(app.desk));
  const now = clock.now();
  return coverage.length < MARKETPLACES || coverage.some((one) => mirrorIsFilling(one, now));
}
