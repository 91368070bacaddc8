import { afterEach, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';

const HOUR_MS = 3_600_000;

describe('a clock that is set back by an hour', () => {
  let journey: Journey;
  afterEach(async () => await journey.end());

  const ask = async (): Promise<string> => {
    const orderId = journey.amazon.shop.samples.buyerRequested;
    await requestCancellation(journey.anna, { orderId, reason: 'buyer_asked' });
    return orderId;
  };
  const outcome = async (orderId: string) => ({
    state: (await journey.caseOf(orderId))?.state,
    status: journey.amazon.shop.order(orderId)?.status,
    feeds: journey.effects('createFeed'),
    messages: journey.effects('createUnexpectedProblem'),
  });

  it.each([0, 40, 70, 80, 100])('%i s after the last click sends late at worst, and once', async (seconds) => {
    journey = await startJourney();
    const orderId = await ask();
    await journey.later(seconds);
    journey.clock.advance(-HOUR_MS);
    await journey.later(2 * 3600);
    expect(await outcome(orderId)).toEqual({ state: 'cancelled', status: 'CANCELLED', feeds: 1, messages: 1 });
  });

  it('after it was an hour ahead and a feed got no answer does not send that feed again', { timeout: 60_000 }, async () => {
    let aheadMs = HOUR_MS;
    journey = await startJourney({ aheadMs: () => aheadMs });
    const orderId = await ask();
    journey.amazon.control.fault({ kind: 'timeout-after', operation: 'createFeed', times: 1 });
    // Amazon has it and does not come to its end: the order itself cannot tell.
    journey.amazon.control.fault({ kind: 'feed-stuck', times: 1 });
    await journey.later(70);
    expect(journey.calls('createFeed')).toBe(1);
    aheadMs = 0;
    journey.clock.advance(-HOUR_MS);
    await journey.later(4 * 3600);
    expect(await outcome(orderId)).toEqual({ state: 'stuck', status: 'UNSHIPPED', feeds: 0, messages: 0 });
    expect(journey.calls('createFeed')).toBe(1);
  });
});
