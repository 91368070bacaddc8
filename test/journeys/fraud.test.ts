import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.js';
import { fillIn, requestCancellation } from '../support/request.js';

const APPROVALS = 'C0APPROV1';
const COUNTS =
  ':information_source: Amazon leaves out of the rate only what the buyer asked it for: a cancellation for suspected fraud counts against the account as any other of ours.';
const SIGNALS = 'Signals: Many units · Freight forwarder';

describe('a request for suspected fraud', () => {
  let journey: Journey;
  let wish: Parameters<typeof fillIn>[1];
  beforeEach(async () => {
    journey = await startJourney();
    const orderId = journey.amazon.shop.samples.unshipped;
    wish = { orderId, reason: 'other', subReason: 'fraud', signals: ['many_units', 'forwarder'], note: 'third one this week' };
  });
  afterEach(async () => await journey.end());

  const toFraud = async (): Promise<void> => {
    const { anna } = journey;
    await anna.command(`/cancel-order ${wish.orderId}`);
    await anna.waitForView(/Reason:/);
    await anna.select('reason', 'other');
    await anna.waitForView(/More exactly/);
    await anna.select('sub_reason', 'fraud');
    await anna.waitForView(/What speaks for fraud/);
  };

  it('says that it counts, and goes on only with two signals and a note', async () => {
    const { anna } = journey;
    await toFraud();
    expect(anna.viewText()).toContain(COUNTS);
    anna.type('note', 'third one this week');
    anna.check('fraud_signals', ['forwarder']);
    await anna.submit();
    await anna.waitForView(/Tick at least two signals of fraud\. With fewer, pick another reason\./);
    anna.check('fraud_signals', ['forwarder', 'many_units']);
    anna.type('note', '  ');
    await anna.submit();
    await anna.waitForView(/This reason needs a note/);
    anna.type('note', 'third one this week');
    await anna.submit();
    await anna.waitForView(/Message to the buyer/);
  });

  it('shows the signals on the card, in the review and on the page of the case', async () => {
    await requestCancellation(journey.anna, wish);
    await journey.work();
    journey.anna.close();
    const card = journey.posted(APPROVALS, wish.orderId);
    expect(card).toContain(SIGNALS);
    expect(card).toContain(COUNTS);
    expect(await journey.caseOf(wish.orderId)).toMatchObject({ state: 'awaiting_approval', fraudSignals: ['many_units', 'forwarder'] });
    await journey.lena.clickMessage(journey.button(APPROVALS, wish.orderId, 'review'));
    await journey.lena.waitForView(/\[Approve\] \[Decline\]/);
    expect(journey.lena.viewText()).toContain(SIGNALS);
    expect(journey.lena.viewText()).toContain(COUNTS);
    journey.lena.close();
    await journey.anna.openHome();
    await journey.anna.clickHome(`show_case:${(await journey.caseOf(wish.orderId))?.id ?? ''}`);
    await journey.anna.waitForView(/What happened/);
    expect(journey.anna.viewText()).toContain(SIGNALS);
  });

  it('is checked once more at the last click', async () => {
    await fillIn(journey.anna, wish);
    await journey.engine.prisma.draftRow.updateMany({ data: { fraudSignals: ['forwarder'] } });
    await journey.anna.click('confirm_request');
    await journey.anna.waitForView(/Tick at least two signals of fraud/);
    expect(await journey.caseOf(wish.orderId)).toBeUndefined();
  });

  it('loses its signals with another reason, the requester’s or the approver’s', async () => {
    const { anna, lena } = journey;
    await toFraud();
    anna.check('fraud_signals', ['forwarder', 'many_units']);
    await anna.select('sub_reason', 'shipping_problem');
    await anna.waitForView(/Shipping problem[^]*Ship late instead/);
    expect(await journey.engine.prisma.draftRow.findMany()).toMatchObject([{ fraudSignals: [] }]);
    await anna.select('sub_reason', 'fraud');
    await anna.waitForView(/What speaks for fraud/);
    anna.close();

    await requestCancellation(anna, wish);
    await journey.work();
    await lena.clickMessage(journey.button(APPROVALS, wish.orderId, 'review'));
    await lena.waitForView(/\[Approve\]/);
    await lena.select('review_reason', 'defect:damaged');
    await lena.click('approve');
    await lena.waitForView(/Approved/);
    expect(await journey.caseOf(wish.orderId)).toMatchObject({ state: 'queued', reason: 'defect', fraudSignals: [] });
  });

  it('is not what an approver can make of another one', async () => {
    const { anna, lena } = journey;
    const orderId = journey.amazon.shop.samples.unshippedJapanese;
    await requestCancellation(anna, { orderId, reason: 'defect', subReason: 'damaged' });
    await journey.work();
    await lena.clickMessage(journey.button(APPROVALS, orderId, 'review'));
    await lena.waitForView(/\[Approve\]/);
    expect(JSON.stringify(lena.view()?.modal)).not.toContain('other:fraud');
    // A window of an older version offers it.
    const [view, option] = [lena.view(), { value: 'other:fraud', text: { type: 'plain_text', text: 'Other · Suspected fraud' } }];
    const address = { container: { kind: 'view', viewId: view?.id ?? '' }, blockId: 'review_reason', actionId: 'review_reason' } as const;
    lena.client.enter(address, { selected_option: option });
    await lena.click('approve');
    await lena.waitForView(/Suspected fraud needs signals, which are ticked in the request\. Nothing was changed/);
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'awaiting_approval', reason: 'defect' });
  });
});
