import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/practice/amazon/catalogue.js';
import { cancellationCount } from '../../src/practice/amazon/shop-types.js';
import { START, startClient } from './client.js';

const DAY = 86_400_000;

describe('the shop', () => {
  it('has 400 orders of at most 40 days in three marketplaces, with every status and program', async () => {
    const { amazon } = await startClient({ orders: 400 });
    const orders = amazon.shop.listOrders();
    expect(orders).toHaveLength(400);
    expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(400);
    expect(new Set(orders.map(({ marketplace }) => marketplace.currency))).toEqual(new Set(['USD', 'EUR', 'JPY']));
    expect(new Set(orders.map(({ status }) => status)).size).toBe(7);
    expect(new Set(orders.flatMap(({ programs }) => programs)).size).toBe(11);
    expect(Math.min(...orders.map(({ createdAt }) => createdAt.getTime()))).toBeGreaterThan(START.getTime() - 40 * DAY);
    expect(Math.max(...orders.map(({ lastUpdatedAt }) => lastUpdatedAt.getTime()))).toBeLessThan(START.getTime());
  });

  it('has buyer requests on five to six of a hundred orders', async () => {
    const { amazon } = await startClient({ orders: 400 });
    const requested = amazon.shop.listOrders().filter(({ items }) => items.some(({ buyerRequest }) => buyerRequest !== undefined));
    expect(requested.length / 400).toBeGreaterThanOrEqual(0.05);
    expect(requested.length / 400).toBeLessThanOrEqual(0.065);
  });

  it.each([
    ['ATVPDKIKX0DER', { orders: 150, counted: 0 }],
    ['A1PA6795UKMFR9', { orders: 60, counted: 0 }],
    ['A1VC38T7YXB528', { orders: 90, counted: 1 }],
  ])('begins with a rate in %s that leaves the room its story needs', async (marketplaceId, expected) => {
    const { amazon } = await startClient({ orders: 400 });
    const window = { marketplaceId, from: new Date(START.getTime() - 7 * DAY), to: START };
    expect(cancellationCount(amazon.shop.listOrders(), window)).toEqual(expected);
  });

  it('is the same for the same seed and another for another', async () => {
    const [one, same, other] = [await startClient({ seed: 7 }), await startClient({ seed: 7 }), await startClient({ seed: 8 })];
    expect(one.amazon.shop.listOrders()).toEqual(same.amazon.shop.listOrders());
    expect(one.amazon.shop.samples).not.toEqual(other.amazon.shop.samples);
  });

  it('has an order for every sample, of the kind that its name says', async () => {
    const { amazon } = await startClient();
    const { samples, order } = amazon.shop;
    const of = (name: keyof typeof samples) => order(samples[name]);
    expect(of('unshipped')).toMatchObject({ status: 'UNSHIPPED', fulfilledBy: 'MERCHANT', marketplace: { country: 'US' }, programs: [] });
    expect(of('unshippedGerman')).toMatchObject({ status: 'UNSHIPPED', marketplace: { country: 'DE' } });
    expect(of('unshippedJapanese')).toMatchObject({ status: 'UNSHIPPED', marketplace: { country: 'JP' } });
    expect(of('outOfStock')?.items[0]?.product.stock).toBe(0);
    expect(of('multiItem')?.items).toHaveLength(3);
    expect(of('buyerRequested')?.items[0]?.buyerRequest).toBe('Changed mind about purchase');
    expect(of('partlyShipped')?.items.map(({ shipped }) => shipped)).toEqual([1, 0]);
    expect(of('cancelledByAmazon')?.items[0]?.cancelled?.by).toBe('AMAZON');
    expect(of('fba')).toMatchObject({ fulfilledBy: 'AMAZON', status: 'UNSHIPPED' });
    expect(of('lateToShip')?.shipBy.to.getTime()).toBeLessThan(START.getTime());
    expect(Object.values(samples).every((orderId) => /^\d{3}-\d{7}-\d{7}$/.test(orderId))).toBe(true);
  });

  it('sells things with titles that careless code trips over', () => {
    const titles = CATALOGUE.map(({ titles: { US } }) => US);
    expect(titles).toContain('USB-C Cable 2 m <100 W> & "Braided"');
    expect(titles.some((title) => title.startsWith('=HYPERLINK('))).toBe(true);
    expect(titles.some((title) => title.includes('<!channel>'))).toBe(true);
    expect(titles.some((title) => title.length === 500)).toBe(true);
    expect(titles.some((title) => /\p{Extended_Pictographic}/u.test(title))).toBe(true);
  });
});
