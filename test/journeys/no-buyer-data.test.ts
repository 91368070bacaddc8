import { describe, expect, it } from 'vitest';
import { PLANTED_BUYER_DATA } from '../../src/practice/amazon/server.js';
import { startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';

describe('what is known about buyers', () => {
  it('is in no row, no log line and nothing that Slack gets, whatever is done', { timeout: 120_000 }, async () => {
    const journey = await startJourney({ environment: { DIGEST_CHANNEL: 'C0CANCEL1' } });
    const { anna, amazon } = journey;
    const { buyerRequestedFreeText, gift, personalised, spanishBuyer, fba } = amazon.shop.samples;
    for (const orderId of [buyerRequestedFreeText, gift, personalised, spanishBuyer, fba]) {
      await anna.command(`/find-order ${orderId}`);
      await anna.waitForEphemeral(new RegExp(orderId));
    }
    await requestCancellation(anna, { orderId: gift, reason: 'cannot_meet_request', subReason: 'gift_wrap' });
    anna.close();
    await requestCancellation(anna, { orderId: buyerRequestedFreeText, reason: 'buyer_asked' });
    anna.close();
    await anna.command(`/cancel-order ${fba}`);
    await anna.waitForView(/Amazon ships this order/);
    anna.close();
    amazon.control.fault({ kind: 'server-error', operation: 'getOrder', times: 1 });
    await journey.later(400);
    expect(amazon.shop.order(gift)?.status).toBe('CANCELLED');

    const rows = await journey.dump();
    const slack = JSON.stringify(journey.slack.ledger);
    const log = journey.logged.join('\n');
    expect(PLANTED_BUYER_DATA.length).toBeGreaterThan(5);
    expect(JSON.stringify(amazon.shop.order(gift))).toContain(
      PLANTED_BUYER_DATA.find((datum) => JSON.stringify(amazon.shop.order(gift)).includes(datum)) ?? 'nothing planted',
    );
    for (const datum of PLANTED_BUYER_DATA) {
      expect(rows).not.toContain(datum);
      expect(slack).not.toContain(datum);
      expect(log).not.toContain(datum);
    }
    for (const secret of [amazon.credentials.clientSecret, amazon.credentials.refreshToken, 'xoxb-practice-token', 'Atza|']) {
      expect(log).not.toContain(secret);
      expect(rows).not.toContain(secret);
    }
    await journey.end();
  });
});
