import type { Country } from './marketplaces.js';
import type { Random } from './random.js';
import { CATALOGUE } from './catalogue.js';
import { type OrderSpec, REQUEST_REASONS, spec } from './shop-spec.js';

const DAY = 24;

/** What kind of order a part of the plan consists of. */
type Kind = 'recent' | 'recentFba' | 'recentPending' | 'older';

/**
 * Orders of each kind in a shop of 400. The last 7 days are the busiest, so that the cancellation rates tell
 * three stories: US has room for three more that count, DE for one, and JP passes 80 % of the target with the next one.
 */
const PLAN: Readonly<Record<Country, Readonly<Record<Kind, number>>>> = {
  US: { recent: 150, recentFba: 14, recentPending: 4, older: 24 },
  DE: { recent: 60, recentFba: 6, recentPending: 2, older: 20 },
  JP: { recent: 90, recentFba: 8, recentPending: 2, older: 20 },
};

const PLAN_TOTAL = 400;

/** The orders that fill the shop up to `total` beside those that are there already. */
export function fillShop(there: readonly OrderSpec[], total: number, random: Random): OrderSpec[] {
  const specs: OrderSpec[] = [];
  const countries = ['JP', 'DE', 'US'] as const;
  for (const country of countries) {
    for (const kind of ['recent', 'recentFba', 'recentPending', 'older'] as const) {
      const wanted = Math.round((PLAN[country][kind] * total) / PLAN_TOTAL);
      const missing = wanted - there.filter((one) => one.country === country && kindOf(one) === kind).length;
      for (let index = 0; index < missing; index += 1) {
        specs.push(MAKERS[kind]({ country, index, position: (index + random.next()) / missing, random }));
      }
    }
  }
  const missing = total - there.length - specs.length;
  for (let index = 0; index < missing; index += 1) specs.push(MAKERS.older({ country: 'US', index, position: random.next(), random }));
  return specs.slice(0, Math.max(0, total - there.length));
}

function kindOf(one: OrderSpec): Kind {
  if (one.age > 7 * DAY) return 'older';
  if (one.fulfilledBy === 'AMAZON') return 'recentFba';
  return one.status === 'PENDING' || one.status === 'PENDING_AVAILABILITY' ? 'recentPending' : 'recent';
}

interface Place {
  readonly country: Country;
  readonly index: number;
  /** From 0, the newest, to 1, the oldest of its kind. */
  readonly position: number;
  readonly random: Random;
}

const MAKERS: Readonly<Record<Kind, (place: Place) => OrderSpec>> = {
  recent: (place) => spec(place.country, 2 + place.position * (6.8 * DAY - 2), { ...common(place), ...recentState(place) }),
  recentFba: (place) => {
    const age = 3 + place.position * 6 * DAY;
    const status = age > 30 ? 'SHIPPED' : 'UNSHIPPED';
    return spec(place.country, age, { lines: lines(place), fulfilledBy: 'AMAZON', programs: ['PRIME'], status });
  },
  recentPending: (place) => spec(place.country, 0.2 + place.position * 5, { ...common(place), status: 'PENDING' }),
  older: (place) => spec(place.country, 7.3 * DAY + place.position * 32 * DAY, { ...common(place), ...olderState(place) }),
};

function recentState({ index, position, random }: Place): Partial<OrderSpec> {
  if (index % 40 === 7) return { status: 'CANCELLED', cancelledBy: 'MERCHANT', buyerRequest: random.pick(REQUEST_REASONS) };
  if (index % 40 === 11) return { status: 'CANCELLED', cancelledBy: 'BUYER' };
  if (index % 60 === 23) return { status: 'CANCELLED', cancelledBy: 'AMAZON' };
  if (position < 0.27) return index % 13 === 5 ? { buyerRequest: random.pick(REQUEST_REASONS) } : {};
  // A request that came too late stays on the order.
  return index % 60 === 35 ? { status: 'SHIPPED', buyerRequest: random.pick(REQUEST_REASONS) } : { status: 'SHIPPED' };
}

function olderState({ index }: Place): Partial<OrderSpec> {
  if (index % 9 === 4) return { status: 'CANCELLED', cancelledBy: 'MERCHANT' };
  if (index % 20 === 7) return { status: 'CANCELLED', cancelledBy: 'MERCHANT', buyerRequest: REQUEST_REASONS[0] };
  if (index % 13 === 5) return { status: 'UNFULFILLABLE', fulfilledBy: 'AMAZON' };
  if (index % 7 === 2) return { status: 'SHIPPED', fulfilledBy: 'AMAZON', programs: ['PRIME'] };
  return { status: 'SHIPPED' };
}

function common(place: Place): Partial<OrderSpec> {
  const programs = place.index % 5 === 3 ? ['PRIME'] : place.index % 11 === 6 ? ['AMAZON_BUSINESS'] : [];
  return { lines: lines(place), programs, gift: place.index % 17 === 9 };
}

function lines({ index, random }: Place): [string, number][] {
  const first: [string, number] = [random.pick(CATALOGUE).sku, index % 6 === 1 ? random.int(2, 4) : 1];
  const second = random.pick(CATALOGUE).sku;
  return index % 7 === 4 && second !== first[0] ? [first, [second, 1]] : [first];
}
