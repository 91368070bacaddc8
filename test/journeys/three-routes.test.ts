import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { marketplaceIdSchema } from '../../src/domain/ids.js';
import { accountIdOf } from '../support/account.js';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';

const APPROVALS = 'C0APPROV1';
const US = marketplaceIdSchema.parse('ATVPDKIKX0DER');

describe('one order, three rates, three routes', () => {
  let journey: Journey;
  let orderId: string;
  beforeEach(async () => {
    journey = await startJourney();
    orderId = journey.amazon.shop.samples.unshipped;
  });
  afterEach(async () => await journey.end());

  /** As if Amazon had just reported so many counted cancellations of 1 000 orders, under its 2.5 %. */
  const reported = async (counted: number): Promise<void> => {
    const now = journey.clock.now();
    const window = { marketplaceId: US, days: 7, program: undefined, target: undefined, from: now, to: now, readAt: now } as const;
    await journey.app.desk.rates.save(accountIdOf(journey.app.desk), [{ ...window, source: 'amazon', rate: { orders: 1000, counted } }]);
  };
  const ask = async (): Promise<void> => {
    await requestCancellation(journey.anna, { orderId, reason: 'defect', subReason: 'damaged', note: 'box crushed' });
    await journey.work();
    journey.anna.close();
  };

  it('leaves by itself while the rate after it stays below 80 % of the target', async () => {
    await reported(18);
    await ask();
    expect(await journey.caseOf(orderId)).toMatchObject({
      state: 'queued',
      approvalRules: [],
      rate: { after: { orders: 1000, counted: 19 } },
    });
  });

  it('needs one approver, by a click on the card, between that and the target', async () => {
    await reported(20);
    await ask();
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'awaiting_approval', approvalRules: ['rate_above_share'] });
    expect(journey.posted(APPROVALS, orderId)).toContain('After this one: 21 = *2.10 %* (target under 2.5 %). Room left: 3.');
    expect(journey.posted(APPROVALS, orderId)).toContain('[Approve]');
    await journey.lena.clickMessage(journey.button(APPROVALS, orderId, 'approve'));
    await journey.lena.waitForEphemeral(/Approved\. It leaves after the outbox window\./);
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'queued', decidedBy: 'U0LEAD001' });
  });

  it('needs an approver who says why, in the review alone, from the target on', async () => {
    await reported(24);
    await ask();
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'awaiting_approval', approvalRules: ['rate_at_or_above_target'] });
    expect(journey.posted(APPROVALS, orderId)).toContain('After this one: 25 = *2.50 %* (target under 2.5 %). Room left: 0.');
    expect(journey.posted(APPROVALS, orderId)).not.toContain('[Approve]');
    await journey.lena.clickMessage(journey.button(APPROVALS, orderId, 'review'));
    await journey.lena.waitForView(/\[Approve\] \[Decline\]/);
    await journey.lena.click('approve');
    await journey.lena.waitForView(/:exclamation:/);
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'awaiting_approval' });
    journey.lena.type('decline_note', 'The last one of a recalled batch');
    await journey.lena.click('approve');
    await journey.lena.waitForView(/Approved\. It leaves after the outbox window\./);
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'queued', decisionNote: 'The last one of a recalled batch' });
  });
});
