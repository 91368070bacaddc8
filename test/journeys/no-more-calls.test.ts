import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderIdSchema } from '../../src/domain/ids.js';
import type { Urgency } from '../../src/ports/amazon.js';
import { accountIdOf } from '../support/account.js';
import { type Journey, startJourney } from '../support/journey.js';
import { fillIn } from '../support/request.js';

describe('while Amazon takes no more look-ups', () => {
  let journey: Journey;
  let orderId: string;
  beforeEach(async () => {
    journey = await startJourney();
    orderId = journey.amazon.shop.samples.outOfStock;
  });
  afterEach(async () => await journey.end());

  /** Reads another order until there is no call left for somebody like this; gives how many there were. */
  const readAllThereIs = async (urgency: Urgency): Promise<number> => {
    const other = orderIdSchema.parse(journey.amazon.shop.samples.unshipped);
    const { desk } = journey.app;
    const { orders } = desk.accounts.amazon(accountIdOf(desk));
    for (let reads = 0; ; reads += 1) if (!(await orders.get(other, urgency)).ok) return reads;
  };
  const eatBucket = async (): Promise<void> => {
    await readAllThereIs('background');
    await readAllThereIs('interactive');
  };

  it('since background work has read all it may, people still look up orders', async () => {
    expect(await readAllThereIs('background')).toBe(25);
    await journey.anna.command(`/find-order ${orderId}`);
    await journey.anna.waitForEphemeral(/It can be cancelled/);
  });

  it('an order seen before is shown from our copy, with its age and when to try again', async () => {
    await journey.anna.command(`/find-order ${orderId}`);
    await journey.anna.waitForEphemeral(/It can be cancelled/);
    journey.clock.advance(61_000);
    await eatBucket();
    const calls = journey.calls('getOrder');
    await journey.anna.command(`/find-order ${orderId}`);
    await journey.anna.waitForEphemeral(
      /Amazon takes no more look-ups for 4 s; try again then\. Nothing was changed\.[^]*This is the order as it was .*15:02 UTC>, 61 s ago\./,
    );
    expect(journey.calls('getOrder')).toBe(calls);
  });

  it('an order never seen is answered with when to try again, and then there it is', async () => {
    await eatBucket();
    await journey.anna.command(`/find-order ${orderId}`);
    await journey.anna.waitForEphemeral(/Amazon takes no more look-ups for 4 s; try again then\. Nothing was changed\./);
    journey.clock.advance(4_000);
    await journey.anna.command(`/find-order ${orderId}`);
    await journey.anna.waitForEphemeral(/It can be cancelled/);
  });

  it('a restart does not forget it', async () => {
    await eatBucket();
    await journey.restart();
    const calls = journey.calls('getOrder');
    await journey.anna.command(`/cancel-order ${orderId}`);
    await journey.anna.waitForView(/Amazon takes no more look-ups for 4 s; try again then\. Nothing was changed\./);
    expect(journey.calls('getOrder')).toBe(calls);
  });

  it('at the last click nothing is asked for, and the window says when to try again', async () => {
    await fillIn(journey.anna, { orderId, reason: 'out_of_stock', subReason: 'oversold' });
    await eatBucket();
    await journey.anna.click('confirm_request');
    await journey.anna.waitForView(/Amazon takes no more look-ups for 4 s; try again then\. Nothing was changed\./);
    expect(await journey.caseOf(orderId)).toBeUndefined();
  });
});
