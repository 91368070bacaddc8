import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonOf, fillInBatchWindow, messageLike } from '../support/batch.js';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';

const ORDERS = 'C0ORDERS1';
const SKU = 'HEADPHONE-BT7';

describe('after an order whose unit was not there', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney();
  });
  afterEach(async () => await journey.end());

  const waiting = (): string[] => {
    const orders = journey.amazon.shop.listOrders();
    return orders
      .filter((one) => one.status === 'UNSHIPPED' && one.fulfilledBy === 'MERCHANT' && one.items.some(({ product }) => product.sku === SKU))
      .map(({ orderId }) => orderId);
  };
  const listed = (): string[] => [...journey.anna.viewText().matchAll(/^\*(\d{3}-\d{7}-\d{7})\* ·/gm)].map(([, id = '']) => id);

  it('the other orders of its SKU are shown, none ticked, and those that are ticked are cancelled together', async () => {
    const { anna, amazon } = journey;
    const { outOfStock, outOfStockGerman } = amazon.shop.samples;
    await requestCancellation(anna, { orderId: outOfStock, reason: 'out_of_stock', subReason: 'count_wrong' });
    await journey.work();
    anna.close();
    await anna.clickMessage(buttonOf(messageLike(journey, ORDERS, new RegExp(outOfStock)), ORDERS, 'other_orders'));
    await anna.waitForView(/Orders to cancel/);
    expect(listed().toSorted()).toEqual(
      waiting()
        .filter((id) => id !== outOfStock)
        .toSorted(),
    );
    expect(listed()).toContain(outOfStockGerman);
    expect(anna.viewText()).not.toContain('[x] 1');
    anna.check('batch_order:0', [outOfStockGerman]);
    await fillInBatchWindow(anna, { reason: 'out_of_stock', subReason: 'count_wrong' });
    await anna.click('confirm_batch');
    await anna.waitForView(/1 order: waiting for a lead|1 order: on the way/);
    expect(await journey.caseOf(outOfStockGerman)).toMatchObject({ reason: 'out_of_stock', subReason: 'count_wrong' });
  });

  it('there is no such button where the unit was there', async () => {
    const { anna, amazon } = journey;
    const { outOfStock } = amazon.shop.samples;
    await requestCancellation(anna, { orderId: outOfStock, reason: 'defect', subReason: 'damaged' });
    await journey.work();
    expect(() => buttonOf(messageLike(journey, ORDERS, new RegExp(outOfStock)), ORDERS, 'other_orders')).toThrow(/No button/);
  });

  it('the list of a SKU leads to the same, with its other filters', async () => {
    const { anna, amazon } = journey;
    await anna.command(`/find-order sku:${SKU} de`);
    await anna.waitForView(/\[Cancel several…\]/);
    await anna.click('cancel_sku');
    await anna.waitForView(/Orders to cancel/);
    expect(listed()).toContain(amazon.shop.samples.outOfStockGerman);
    expect(listed()).not.toContain(amazon.shop.samples.outOfStock);
  });
});
