import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.js';
import { fillIn, requestCancellation } from '../support/request.js';

describe('what a cancellation costs the account', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney();
    await journey.later(600);
  });
  afterEach(async () => await journey.end());

  it('is shown for a Prime order in both of its windows, and a lead has to decide by the worse one', async () => {
    const { anna, amazon } = journey;
    await anna.command(`/cancel-order ${amazon.shop.samples.prime}`);
    await anna.waitForView(/Reason:/);
    await anna.select('reason', 'pricing_error');
    await anna.waitForView(/A lead has to approve it/);
    expect(anna.viewText()).toContain(
      '7 days: 0 of 150 = 0.00 %. After this one: 1 = *0.67 %* (target under 2.5 %). Room left: 2.\n_Rate: Amazon, ',
    );
    expect(anna.viewText()).toContain(
      [
        '7 days, PRIME orders alone: between 0 (0.00 %) and 2 (8.00 %) of 25. After this one: between 1 (4.00 %) and 3 (*12.00 %*) (target under 0.5 %). Room left: 0.',
        'To be under the target again it takes 601 orders in 7 days.',
        '_Rate: our estimate, ',
      ].join('\n'),
    );
    expect(anna.viewText()).toContain('the rate would be at or above the target');
    anna.close();
  });

  it('warns whoever has to approve of the second in a row, and names every window on the status message', async () => {
    const { anna, lena, amazon } = journey;
    const { shipPlus: first, multiItem: second } = amazon.shop.samples;
    const line = `:rotating_light: The last order of \`MUG-TRAVEL-350\` was cancelled by us too (\`${first}\`).`;
    await requestCancellation(anna, { orderId: first, reason: 'defect', subReason: 'damaged' });
    anna.close();
    const signals = ['many_units', 'forwarder'];
    await requestCancellation(anna, { orderId: second, reason: 'other', subReason: 'fraud', signals, note: 'the third this week' });
    await journey.work();
    expect(journey.posted('C0APPROV1', second)).toContain(line);
    await lena.clickMessage(journey.button('C0APPROV1', second, 'review'));
    await lena.waitForView(/\[Approve\]/);
    expect(lena.viewText()).toContain(line);
    anna.close();
    await requestCancellation(anna, { orderId: amazon.shop.samples.prime, reason: 'defect', subReason: 'damaged' });
    await journey.work();
    expect(journey.posted('C0ORDERS1', amazon.shop.samples.prime)).toMatch(
      /Rate after this one: \d\.\d\d % \(target under 2\.5 %\)\.\nRate after this one, 7 days, PRIME orders alone: 12\.00 % \(target under 0\.5 %\)\./,
    );
  });

  it('warns of two cancellations in a row of the same SKU, and the digest names both', async () => {
    const { anna, amazon } = journey;
    const { shipPlus: first, multiItem: second } = amazon.shop.samples;
    const line = `:rotating_light: The last order of \`MUG-TRAVEL-350\` was cancelled by us too (\`${first}\`).`;
    await anna.command(`/cancel-order ${second}`);
    await anna.waitForView(/Reason:/);
    expect(anna.viewText()).not.toContain('was cancelled by us too');
    anna.close();
    await requestCancellation(anna, { orderId: first, reason: 'defect', subReason: 'damaged' });
    anna.close();
    await fillIn(anna, { orderId: second, reason: 'defect', subReason: 'damaged' });
    expect(anna.viewText()).toContain(line);
    anna.close();
    for (const orderId of [first, second]) amazon.control.cancelledElsewhere(orderId, 'MERCHANT');
    await journey.later(600);
    await anna.command('/cancel-digest');
    await anna.waitForEphemeral(/Two in a row of the same SKU were cancelled by us: Amazon may remove the offer: /);
  });
});
