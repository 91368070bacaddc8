import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { repeated, takenFeeds } from '../support/at-most-once.js';
import { buttonOf, messageLike, requestBatch } from '../support/batch.js';
import { type Journey, startJourney } from '../support/journey.js';

const APPROVALS = 'C0APPROV1';
const ORDERS = 'C0ORDERS1';

describe('several orders that a lead has to approve', () => {
  let journey: Journey;
  let japanese: string;
  let other: string;
  beforeEach(async () => {
    journey = await startJourney();
    // In Japan one more passes 80 % of the target.
    ({ unshippedJapanese: japanese, outOfStockGerman: other } = journey.amazon.shop.samples);
    await requestBatch(journey, journey.anna, { orderIds: [japanese, other], reason: 'defect', subReason: 'damaged' });
  });
  afterEach(async () => await journey.end());

  const card = () => messageLike(journey, APPROVALS, /(Approval wanted: cancel|Request to cancel) \d orders?/);
  const press = (action: string) => buttonOf(card(), APPROVALS, action);
  const states = async (): Promise<(string | undefined)[]> => [
    (await journey.caseOf(japanese))?.state,
    (await journey.caseOf(other))?.state,
  ];
  const told = (): string[] => journey.slack.directMessages('U0AGENT01').map((message) => readAloud(message.blocks));

  it('are one card, and approved with one click', async () => {
    expect(readAloud(card().blocks)).toContain('A lead has to approve all of them together: the rate would come close to the target.');
    expect(readAloud(card().blocks)).toContain(`• ${japanese} · Amazon JP`);
    expect((await journey.caseOf(other))?.approvalRules).toEqual(['rate_above_share']);
    await journey.later(300);
    expect([...(await states()), journey.calls('createFeed')]).toEqual(['awaiting_approval', 'awaiting_approval', 0]);
    await journey.lena.clickMessage(press('approve'));
    await journey.lena.waitForEphemeral(/Approved: 2 orders\. They leave after the outbox window\./);
    await journey.later(400);
    expect(await states()).toEqual(['cancelled', 'cancelled']);
    expect(readAloud(card().blocks)).toContain('Decided by <@U0LEAD001>');
    expect(readAloud(card().blocks)).not.toContain('[Review…]');
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('Cancellation of 2 orders');
    expect(journey.slack.messages(APPROVALS)).toHaveLength(1);
    expect(journey.slack.messages(ORDERS)).toHaveLength(3);
  });

  it('are approved without the one that was shipped meanwhile, which is named', async () => {
    journey.amazon.control.ships(other);
    await journey.lena.clickMessage(press('approve'));
    await journey.lena.waitForEphemeral(
      new RegExp(`Approved: 1 order\\. They leave after the outbox window\\..*cannot be cancelled any more: ${other}`),
    );
    await journey.later(300);
    expect(await states()).toEqual(['cancelled', 'not_sent']);
    expect(journey.amazon.shop.order(other)?.status).toBe('SHIPPED');
  });

  it('are approved without the one that Amazon cancelled meanwhile, which is named', async () => {
    journey.amazon.control.amazonCancels(other);
    await journey.lena.clickMessage(press('approve'));
    await journey.lena.waitForEphemeral(new RegExp(`cannot be cancelled any more: ${other}`));
    expect(await states()).toEqual(['queued', 'not_sent']);
  });

  it('are approved without the first one after it was taken back', async () => {
    const { anna, lena } = journey;
    const mine = messageLike(journey, ORDERS, new RegExp(`Cancellation of order ${japanese}`));
    await anna.clickMessage(buttonOf(mine, ORDERS, 'undo'));
    await anna.waitForEphemeral(/Taken back/);
    await journey.work();
    expect(readAloud(card().blocks)).toContain('Approval wanted: cancel 1 order');
    await lena.clickMessage(press('approve'));
    await lena.waitForEphemeral(/Approved: 1 order\./);
    expect(await states()).toEqual(['undone', 'queued']);
  });

  it('are shown to a lead as they are now, and declined together with a why', async () => {
    const { lena } = journey;
    await lena.clickMessage(press('review'));
    await lena.waitForView(/\[Approve\] \[Decline\]/);
    expect(lena.viewText()).toContain('With these, 7 days');
    expect(lena.viewText()).toContain('What the buyer of order');
    await lena.click('decline');
    await lena.waitForView(/Say why it is declined/);
    lena.type('decline_note', 'We found some more');
    await lena.click('decline');
    await lena.waitForView(/Declined: 2 orders\. The requester is told\./);
    await journey.later(60);
    expect([...(await states()), journey.calls('createFeed')]).toEqual(['declined', 'declined', 0]);
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('Because: We found some more');
  });

  it('are approved for another reason, all of them', async () => {
    const { lena } = journey;
    await lena.clickMessage(press('review'));
    await lena.waitForView(/\[Approve\] \[Decline\]/);
    await lena.select('review_reason', 'out_of_stock:oversold');
    await lena.click('approve');
    await lena.waitForView(/Approved: 2 orders/);
    expect([(await journey.caseOf(japanese))?.code, (await journey.caseOf(other))?.code]).toEqual(['NoInventory', 'NoInventory']);
  });

  it('cannot be decided by who is no approver, and the refused click stays on record', async () => {
    await journey.anna.clickMessage(press('approve'));
    await journey.anna.waitForEphemeral(/You are not an approver/);
    expect(await states()).toEqual(['awaiting_approval', 'awaiting_approval']);
    const audits = await Promise.all(
      [japanese, other].map(async (orderId) => await journey.audit((await journey.caseOf(orderId))?.id ?? '')),
    );
    expect(audits.flat()).toContainEqual({ kind: 'click-refused', why: 'not-an-approver' });
  });

  it('cannot be decided by an approver who asked for them', async () => {
    const { premium, unshippedGerman } = journey.amazon.shop.samples;
    await requestBatch(journey, journey.lena, { orderIds: [premium, unshippedGerman], reason: 'defect', subReason: 'damaged' });
    const own = messageLike(journey, APPROVALS, new RegExp(premium));
    await journey.lena.clickMessage(buttonOf(own, APPROVALS, 'review'));
    await journey.lena.waitForView(/This is your own request\. Somebody else has to decide\./);
    expect((await journey.caseOf(premium))?.state).toBe('awaiting_approval');
  });

  it('are decided once when two leads press at the same moment', async () => {
    const { lena } = journey;
    const amy = journey.slack.person('U0ADMIN01');
    await lena.clickMessage(press('review'));
    await amy.clickMessage(press('review'));
    await lena.waitForView(/\[Approve\]/);
    await amy.waitForView(/\[批准\]/);
    amy.type('decline_note', '不行');
    await Promise.all([lena.click('approve'), amy.click('decline')]);
    await lena.waitForView(/Approved: 2|decided already/);
    await amy.waitForView(/未批准 2|已经有决定/);
    const [one, two] = await states();
    expect(one).toBe(two);
    const moves = await Promise.all(
      [japanese, other].map(async (orderId) =>
        (await journey.audit((await journey.caseOf(orderId))?.id ?? '')).filter((event) => event.kind === 'moved'),
      ),
    );
    expect(moves.map(({ length }) => length)).toEqual([1, 1]);
  });

  it('stay open when one of them cannot be read at the click', async () => {
    journey.amazon.control.fault({ kind: 'server-error', operation: 'getOrder', times: 1 });
    await journey.lena.clickMessage(press('approve'));
    await journey.lena.waitForEphemeral(/Amazon does not answer/);
    expect(await states()).toEqual(['awaiting_approval', 'awaiting_approval']);
  });

  it('are asked about in the thread of their card', async () => {
    await journey.lena.clickMessage(press('ask'));
    await journey.lena.waitForView(/Your question/);
    journey.lena.type('question', 'Both?');
    await journey.lena.submit();
    await journey.lena.waitForView(/Asked, in the thread of the card\./);
    expect(journey.slack.messages(APPROVALS).find(({ thread }) => thread === card().ts)).toBeDefined();
  });

  it('call the approvers once when half of the time is over, and end together when nobody decides', async () => {
    for (let hour = 0; hour < 14; hour += 1) {
      journey.clock.advance(3_600_000);
      await journey.work();
    }
    const reminders = journey.slack.messages(APPROVALS).filter(({ thread }) => thread === card().ts);
    expect(reminders).toHaveLength(1);
    expect(readAloud(reminders[0]?.blocks ?? [])).toContain('The request to cancel 2 orders is still open');
    journey.clock.advance(12 * 3_600_000);
    await journey.work();
    await journey.work();
    expect([...(await states()), journey.calls('createFeed')]).toEqual(['expired', 'expired', 0]);
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('Nobody decided in time');
  });
});

describe('several orders whose card Slack did not tell of', () => {
  it('have a second one after two minutes, and are decided on once', async () => {
    const journey = await startJourney();
    onTestFinished(async () => await journey.end());
    const { unshippedJapanese, outOfStockGerman } = journey.amazon.shop.samples;
    // The message of all of them, and the card.
    journey.slack.fault({ kind: 'reset-after', method: 'chat.postMessage', times: 2 });
    const orderIds = [unshippedJapanese, outOfStockGerman];
    await requestBatch(journey, journey.anna, { orderIds, reason: 'defect', subReason: 'damaged' });
    const cards = () => journey.slack.messages(APPROVALS);
    expect(cards()).toHaveLength(1);
    await journey.later(130);
    expect(cards()).toHaveLength(2);
    const [first, second] = cards().map((card) => buttonOf(card, APPROVALS, 'approve'));
    expect(cards().map(({ blocks }) => readAloud(blocks).includes('Posted once more'))).toEqual([false, true]);
    if (first === undefined || second === undefined) throw new Error('No button');
    await journey.lena.clickMessage(second);
    await journey.lena.waitForEphemeral(/Approved: 2 orders\./);
    await journey.lena.clickMessage(first);
    await journey.lena.waitForEphemeral(/It is decided already\./);
    await journey.later(300);
    expect(cards()).toHaveLength(2);
    expect(orderIds.map((orderId) => journey.amazon.shop.order(orderId)?.status)).toEqual(['CANCELLED', 'CANCELLED']);
    expect(repeated(takenFeeds(journey.amazon.ledger).flatMap((feed) => feed.orderIds))).toEqual([]);
  });
});
