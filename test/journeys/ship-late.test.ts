import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';

const OFFER =
  ':truck: Can it still be shipped? Shipping late does not touch the cancellation rate: it goes into Amazon’s late-shipment rate instead.';

describe('an order that is shipped late instead of being cancelled', () => {
  let journey: Journey;
  let orderId: string;
  beforeEach(async () => {
    journey = await startJourney();
    orderId = journey.amazon.shop.samples.unshipped;
  });
  afterEach(async () => await journey.end());

  const pick = async (reason: string, subReason?: string): Promise<string> => {
    const { anna } = journey;
    await anna.command(`/cancel-order ${orderId}`);
    await anna.waitForView(/Reason:/);
    await anna.select('reason', reason);
    await anna.waitForView(/Amazon (puts|does not put) the units back/);
    if (subReason !== undefined) {
      await anna.select('sub_reason', subReason);
      await anna.waitForView(/this reason always needs it/);
    }
    return anna.viewText();
  };
  const save = async (): Promise<string> => {
    await pick('out_of_stock');
    await journey.anna.click('ship_late');
    await journey.anna.waitForView(/\[ Saved \]/);
    return journey.anna.viewText();
  };
  const rows = async (): Promise<number> => await journey.engine.prisma.savedOrderRow.count();
  const card = async (): Promise<string> => {
    await journey.anna.command(`/find-order ${orderId}`);
    return readAloud((await journey.anna.waitForEphemeral(/Cancel this order…|It cannot be cancelled here/)).blocks);
  };

  it('is kept as saved, says what to do next, and nothing of it goes to Amazon', async () => {
    expect(await pick('out_of_stock')).toContain(`${OFFER} [Ship late instead]`);
    const writing = ['createFeed', 'patchListingsItem', 'createUnexpectedProblem'].map(journey.calls);
    await journey.anna.click('ship_late');
    await journey.anna.waitForView(/\[ Saved \]/);
    const said = journey.anna.viewText();
    expect(said).toContain(
      `:truck: Order ${orderId} is *not cancelled*: it is kept as saved, by you, and nothing was sent to Amazon. What to do next: ship it, open the order in Seller Central, and confirm the shipment there.`,
    );
    expect(said).toContain('Amazon cancels it by itself, and counts that, if the shipment is not confirmed by ');
    expect(said).toContain('[Open in Seller Central]');
    expect(JSON.stringify(journey.anna.view())).toContain(`/orders-v3/order/${orderId}`);
    await journey.later(300);
    expect(['createFeed', 'patchListingsItem', 'createUnexpectedProblem'].map(journey.calls)).toEqual(writing);
    expect(await journey.caseOf(orderId)).toBeUndefined();
    expect(await journey.engine.prisma.savedOrderRow.findMany()).toMatchObject([
      { orderId, marketplaceId: 'ATVPDKIKX0DER', reason: 'out_of_stock', savedBy: 'U0AGENT01', savedAt: new Date('2026-11-24T15:02:00Z') },
    ]);
    expect(await journey.engine.prisma.draftRow.count({ where: { orderId } })).toBe(0);
  });

  it('is one row however often the button is pressed, and the second click is answered as the first', async () => {
    await pick('defect');
    const { anna } = journey;
    const button = anna.view();
    const press = { container: { kind: 'view', viewId: button?.id ?? '' }, blockId: '', actionId: 'ship_late' } as const;
    await Promise.all([anna.client.press(press), anna.client.press(press)]);
    await anna.waitForView(/\[ Saved \]/);
    await journey.work();
    expect(await rows()).toBe(1);
    expect(anna.viewText()).toContain('is *not cancelled*');
  });

  it('stands on the order card and in the digest, and can be cancelled later after all', async () => {
    await save();
    journey.anna.close();
    expect(await card()).toContain(':truck: Saved from cancellation by <@U0AGENT01> on ');
    const digest = async (wanted: RegExp): Promise<string> => {
      await journey.anna.command('/cancel-digest today');
      return readAloud((await journey.anna.waitForEphemeral(wanted)).blocks);
    };
    expect(await digest(/\*0\* cancelled/)).toContain('*Saved*: 1 (to be shipped late instead of cancelled)');
    await requestCancellation(journey.anna, { orderId, reason: 'out_of_stock', subReason: 'count_wrong' });
    await journey.later(400);
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'cancelled' });
    expect(await digest(/\*1\* cancelled/)).not.toContain('Saved');
    journey.anna.close();
    expect(await card()).toContain(':truck: Saved from cancellation by <@U0AGENT01> on ');
  });

  it('is not kept when the draft is gone, or somebody asked for the cancellation meanwhile', async () => {
    await pick('out_of_stock');
    const ben = journey.slack.person('U0AGENT02');
    await requestCancellation(ben, { orderId, reason: 'defect', subReason: 'damaged' });
    await journey.anna.click('ship_late');
    await journey.anna.waitForView(/has a request already, by <@U0AGENT02>/);
    expect(await rows()).toBe(0);
    orderId = journey.amazon.shop.samples.anotherUnshipped;
    await pick('out_of_stock');
    await journey.engine.prisma.draftRow.deleteMany();
    await journey.anna.click('ship_late');
    await journey.anna.waitForView(/This window is too old or its work is done/);
    expect(await rows()).toBe(0);
  });

  it('is not offered for what the buyer caused, for what does not count, nor for suspected fraud', async () => {
    expect(await pick('customer_exchange')).not.toContain('Ship late');
    journey.anna.close();
    expect(await pick('other', 'fraud')).not.toContain('Ship late');
    journey.anna.close();
    orderId = journey.amazon.shop.samples.buyerRequested;
    expect(await pick('out_of_stock')).not.toContain('Ship late');
  });
});
