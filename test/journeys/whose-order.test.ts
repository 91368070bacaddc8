import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountIdSchema, marketplaceIdSchema, orderIdSchema } from '../../src/domain/ids.js';
import { order } from '../slack/views/samples.js';
import { accountIdOf } from '../support/account.js';
import { type Journey, startJourney } from '../support/journey.js';

const ELSEWHERE = orderIdSchema.parse('701-0000000-0000001');
const TAKEN_AWAY = accountIdSchema.parse('A3TAKENAWAY00');
const MEXICO = marketplaceIdSchema.parse('A1AM78C64UM0Y8');

describe('an order that is looked up by its id', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({ orders: 60 });
  });
  afterAll(async () => await journey.end());

  const find = async (orderId: string) => {
    await journey.anna.command(`/find-order ${orderId}`);
    return JSON.stringify((await journey.anna.waitForEphemeral(new RegExp(`\\*Order ${orderId}\\*`))).blocks);
  };

  it('says when it is of a marketplace that is not set up for its account', async () => {
    const { app, clock } = journey;
    const mexican = order({ orderId: ELSEWHERE, marketplaceId: MEXICO });
    await app.desk.orders.save([{ accountId: accountIdOf(app.desk), order: mexican, readAt: clock.now() }]);
    expect(await find(ELSEWHERE)).toContain('It is an order of Amazon MX, which is not among the marketplaces set up for this account.');
  });

  it('is asked of the connected accounts where our copy is of one that was taken away', async () => {
    const { app, clock, amazon } = journey;
    const orderId = orderIdSchema.parse(amazon.shop.samples.unshippedGerman);
    await app.desk.orders.save([{ accountId: TAKEN_AWAY, order: order({ orderId }), readAt: clock.now() }]);
    const before = journey.calls('getOrder');
    const card = await find(orderId);
    expect(card).toContain(`*Order ${orderId}* · Amazon DE`);
    expect(journey.calls('getOrder')).toBe(before + 1);
  });

  it('does not show its account’s name while there is only one', async () => {
    const { app, amazon } = journey;
    expect(await find(amazon.shop.samples.prime)).not.toContain(accountIdOf(app.desk));
  });
});
