import { productBySku } from './catalogue.js';
import { MARKETPLACES } from './marketplaces.js';
import { BUYERS, CUSTOMIZED_URL, GIFT_TEXTS } from './people.js';
import { createRandom, type Random } from './random.js';
import { isForEverySample, SAMPLE_SPECS, type SampleName } from './samples.js';
import { fillShop } from './shop-plan.js';
import type { OrderSpec } from './shop-spec.js';
import type { Shop, ShopItem, ShopOrder } from './shop-types.js';

const HOUR = 3_600_000;
/** First groups of order ids as they are seen in these marketplaces. */
const ID_PREFIXES = { US: ['111', '112', '113', '114'], DE: ['302', '303', '304', '305'], JP: ['249', '250', '503'] } as const;

/** A shop of `orders` orders (never fewer than the samples), the same for the same seed and moment. */
export function createShop(facts: { readonly seed: number; readonly orders: number; readonly now: Date }): {
  readonly shop: Shop;
  readonly samples: Readonly<Record<SampleName, string>>;
} {
  const random = createRandom(facts.seed);
  const orders = new Map<string, ShopOrder>();
  const add = (one: OrderSpec): string => {
    const order = build({ spec: one, now: facts.now, random, taken: orders });
    orders.set(order.orderId, order);
    return order.orderId;
  };
  const samples: Record<string, string> = {};
  for (const [name, one] of SAMPLE_SPECS) samples[name] = add(one);
  for (const one of fillShop([...SAMPLE_SPECS.values()], facts.orders, random)) add(one);
  if (!isForEverySample(samples)) throw new Error('a sample has no order');
  return { shop: shopOf(orders), samples };
}

/** Sorted when first searched, and again after a change: a shop is searched page by page far more often than it changes. */
function shopOf(orders: Map<string, ShopOrder>): Shop {
  const sorted = new Map<'createdAt' | 'lastUpdatedAt', readonly ShopOrder[]>();
  const sort = (by: 'createdAt' | 'lastUpdatedAt'): readonly ShopOrder[] =>
    [...orders.values()].sort((a, b) => a[by].getTime() - b[by].getTime() || (a.orderId < b.orderId ? -1 : 1));
  return {
    order: (orderId) => orders.get(orderId),
    listOrders: () => [...orders.values()],
    listBy: (by) => {
      const list = sorted.get(by) ?? sort(by);
      sorted.set(by, list);
      return list;
    },
    replace: (order) => {
      orders.set(order.orderId, order);
      sorted.clear();
    },
  };
}

interface Making {
  readonly spec: OrderSpec;
  readonly now: Date;
  readonly random: Random;
  readonly taken: ReadonlyMap<string, ShopOrder>;
}

function build(making: Making): ShopOrder {
  const { spec, now, random } = making;
  const createdAt = new Date(Math.floor((now.getTime() - spec.age * HOUR) / 1000) * 1000);
  const updatedHours = spec.status === 'UNSHIPPED' || spec.status === 'PENDING' ? 0.5 : Math.min(30, spec.age * 0.8);
  const lastUpdatedAt = new Date(Math.min(createdAt.getTime() + updatedHours * HOUR, now.getTime() - 60_000));
  const marketplace = MARKETPLACES[spec.country];
  return {
    orderId: newOrderId(making),
    marketplace,
    createdAt,
    lastUpdatedAt: lastUpdatedAt < createdAt ? createdAt : lastUpdatedAt,
    status: spec.status,
    fulfilledBy: spec.fulfilledBy,
    programs: spec.programs,
    shipBy: { from: createdAt, to: endOfDay(createdAt.getTime() + (spec.programs.includes('PREORDER') ? 30 : 2) * 24 * HOUR) },
    items: spec.lines.map((line, index) => buildItem({ ...making, line, index })),
    buyer: random.pick(BUYERS[spec.country]),
    locale: spec.locale ?? marketplace.locale,
    messaging: spec.messaging,
  };
}

function buildItem({ spec, random, line, index }: Making & { readonly line: readonly [string, number]; readonly index: number }): ShopItem {
  const [sku, quantity] = line;
  const shipped = spec.status === 'SHIPPED' || (spec.status === 'PARTIALLY_SHIPPED' && index === 0);
  const reason = { MERCHANT: 'Out of stock', BUYER: 'Changed mind about purchase', AMAZON: 'Payment could not be verified' };
  const by = spec.cancelledBy;
  return {
    orderItemId: random.digits(13).replace(/^0/, '4') + String(index + 1),
    product: productBySku(sku),
    quantity,
    shipped: shipped ? quantity : 0,
    buyerRequest: spec.buyerRequest,
    cancelled: by === undefined ? undefined : { by, reason: spec.buyerRequest === undefined ? reason[by] : 'Buyer requested cancellation' },
    giftMessage: spec.gift ? random.pick(GIFT_TEXTS) : undefined,
    customizedUrl: sku === 'ENGRAVED-PEN' ? CUSTOMIZED_URL : undefined,
  };
}

function newOrderId({ spec, random, taken }: Making): string {
  for (;;) {
    const orderId = `${random.pick(ID_PREFIXES[spec.country])}-${random.digits(7)}-${random.digits(7)}`;
    if (!taken.has(orderId)) return orderId;
  }
}

function endOfDay(time: number): Date {
  const end = new Date(time);
  end.setUTCHours(23, 59, 59, 0);
  return end;
}
