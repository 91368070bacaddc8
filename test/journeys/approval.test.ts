import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { type Journey, startJourney } from '../support/journey.js';
import { fillIn, requestCancellation } from '../support/request.js';

const APPROVALS = 'C0APPROV1';

describe('a request that a lead has to approve', () => {
  let journey: Journey;
  let orderId: string;
  beforeEach(async () => {
    journey = await startJourney();
    // In Japan one more passes 80 % of the target.
    orderId = journey.amazon.shop.samples.unshippedJapanese;
  });
  afterEach(async () => await journey.end());

  const ask = async (): Promise<void> => {
    await requestCancellation(journey.anna, { orderId, reason: 'defect', subReason: 'damaged', note: 'box crushed' });
    await journey.work();
    journey.anna.close();
  };
  const review = async (person = journey.lena): Promise<void> =>
    void (await person.clickMessage(journey.button(APPROVALS, orderId, 'review')));
  const state = async (): Promise<string | undefined> => (await journey.caseOf(orderId))?.state;
  const told = (): string =>
    journey.slack
      .directMessages('U0AGENT01')
      .map((message) => readAloud(message.blocks))
      .join('\n');

  it('waits, is approved on a fresh read, and is carried out', async () => {
    await ask();
    expect(journey.posted(APPROVALS, orderId)).toContain('A lead has to approve it: the rate would come close to the target.');
    await journey.later(300);
    expect([await state(), journey.calls('createFeed')]).toEqual(['awaiting_approval', 0]);
    const reads = journey.calls('getOrder');
    await review();
    await journey.lena.waitForView(/\[Approve\] \[Decline\]/);
    expect(journey.calls('getOrder')).toBe(reads + 1);
    expect(journey.lena.viewText()).toContain('box crushed');
    await journey.lena.click('approve');
    await journey.lena.waitForView(/Approved\. It leaves after the outbox window\./);
    await journey.later(300);
    expect([await state(), journey.amazon.shop.order(orderId)?.status]).toEqual(['cancelled', 'CANCELLED']);
    expect(journey.posted(APPROVALS, orderId)).toContain('Decided by <@U0LEAD001>');
    expect(journey.posted(APPROVALS, orderId)).not.toContain('[Review…]');
    expect(told()).toContain('Cancelled at Amazon');
  });

  it('is approved with one click on the card', async () => {
    await ask();
    await journey.lena.clickMessage(journey.button(APPROVALS, orderId, 'approve'));
    await journey.lena.waitForEphemeral(/Approved\. It leaves after the outbox window\./);
    await journey.later(300);
    expect([await state(), journey.calls('createFeed')]).toEqual(['cancelled', 1]);
  });

  it('cannot be approved on the card by who asked, nor after somebody else decided, and says who did', async () => {
    await ask();
    const button = journey.button(APPROVALS, orderId, 'approve');
    await journey.anna.clickMessage(button);
    await journey.anna.waitForEphemeral(/You are not an approver/);
    await journey.lena.clickMessage(button);
    await journey.lena.waitForEphemeral(/Approved/);
    const amy = journey.slack.person('U0ADMIN01');
    await amy.clickMessage(button);
    await amy.waitForEphemeral(/<@U0LEAD001>/);
    const one = await journey.caseOf(orderId);
    expect(await journey.audit(one?.id ?? '')).toContainEqual({ kind: 'click-refused', why: 'not-an-approver' });
    expect(one?.decidedBy).toBe('U0LEAD001');
  });

  it('is approved for another reason, which is sent to Amazon and stays on record', async () => {
    await ask();
    await review();
    await journey.lena.waitForView(/\[Approve\]/);
    await journey.lena.select('review_reason', 'out_of_stock:oversold');
    await journey.lena.click('approve');
    await journey.lena.waitForView(/Approved/);
    await journey.later(300);
    const one = await journey.caseOf(orderId);
    expect(one).toMatchObject({ state: 'cancelled', reason: 'out_of_stock', subReason: 'oversold', code: 'NoInventory' });
    expect(await journey.audit(one?.id ?? '')).toContainEqual({
      kind: 'moved',
      from: 'awaiting_approval',
      to: 'queued',
      detail: 'reason: defect → out_of_stock',
    });
    const feed = journey.amazon.ledger.find(({ operation }) => operation === 'uploadDocument')?.body;
    expect(feed).toContain('<CancelReason>NoInventory</CancelReason>');
  });

  it('is asked about in the thread of the card, and nothing is decided by that', async () => {
    await ask();
    const card = journey.button(APPROVALS, orderId, 'ask');
    await journey.lena.clickMessage(card);
    await journey.lena.waitForView(/Your question/);
    journey.lena.type('question', 'Is it <!channel> really broken?');
    await journey.lena.submit();
    await journey.lena.waitForView(/Asked, in the thread of the card\./);
    const reply = journey.slack.messages(APPROVALS).find(({ thread }) => thread === card.ts);
    expect(readAloud(reply?.blocks ?? [])).toBe('<@U0LEAD001> asks <@U0AGENT01>: Is it &lt;!channel&gt; really broken?');
    expect(await state()).toBe('awaiting_approval');
  });

  it('calls the approvers by name when half of the time is over, once', async () => {
    await ask();
    const card = journey.button(APPROVALS, orderId, 'review');
    for (let hour = 0; hour < 14; hour += 1) {
      journey.clock.advance(3_600_000);
      await journey.work();
    }
    const replies = journey.slack.messages(APPROVALS).filter(({ thread }) => thread === card.ts);
    expect(replies).toHaveLength(1);
    expect(readAloud(replies[0]?.blocks ?? [])).toMatch(
      /^<@U0LEAD001> <@U0ADMIN01> :alarm_clock: The request to cancel order [\d-]+ is still open, until .+; then it counts as declined\.$/,
    );
  });

  it('above the target is approved only with an explanation', async () => {
    await ask();
    const second = journey.amazon.shop.samples.premium;
    await requestCancellation(journey.anna, { orderId: second, reason: 'defect', subReason: 'damaged' });
    await journey.work();
    await journey.lena.clickMessage(journey.button(APPROVALS, second, 'review'));
    await journey.lena.waitForView(/needed either way: the rate would be at or above the target/);
    await journey.lena.click('approve');
    await journey.lena.waitForView(/say in a sentence why it is worth it/);
    expect((await journey.caseOf(second))?.state).toBe('awaiting_approval');
    journey.lena.type('decline_note', 'The buyer would get a broken one.');
    await journey.lena.click('approve');
    await journey.lena.waitForView(/Approved/);
    expect(await journey.caseOf(second)).toMatchObject({ state: 'queued', decisionNote: 'The buyer would get a broken one.' });
  });

  it('is declined with a why, which the requester reads', async () => {
    await ask();
    await review();
    await journey.lena.waitForView(/\[Decline\]/);
    await journey.lena.click('decline');
    await journey.lena.waitForView(/Say why it is declined/);
    journey.lena.type('decline_note', 'We found another one <!here>');
    await journey.lena.click('decline');
    await journey.lena.waitForView(/Declined\. The requester is told\./);
    await journey.later(60);
    expect([await state(), journey.calls('createFeed')]).toEqual(['declined', 0]);
    expect(told()).toContain('We found another one');
    expect(JSON.stringify(journey.slack.directMessages('U0AGENT01'))).not.toContain('<!here>');
  });

  it('cannot be decided by the requester, even one who is an approver, nor by others', async () => {
    await ask();
    const ben = journey.slack.person('U0AGENT02');
    await review(ben);
    await ben.waitForView(/You are not an approver/);
    const one = await journey.caseOf(orderId);
    expect(await state()).toBe('awaiting_approval');
    expect(await journey.audit(one?.id ?? '')).toContainEqual({ kind: 'click-refused', why: 'not-an-approver' });
  });

  it('by an approver has to be decided by another one', async () => {
    await requestCancellation(journey.lena, { orderId, reason: 'defect', subReason: 'damaged' });
    await journey.work();
    journey.lena.close();
    await review(journey.lena);
    await journey.lena.waitForView(/This is your own request\. Somebody else has to decide\./);
    expect(await state()).toBe('awaiting_approval');
  });

  it('is decided once when two leads press at the same moment', async () => {
    await ask();
    const amy = journey.slack.person('U0ADMIN01');
    await review(journey.lena);
    await review(amy);
    await journey.lena.waitForView(/\[Approve\]/);
    await amy.waitForView(/\[批准\]/);
    amy.type('decline_note', '不行');
    await Promise.all([journey.lena.click('approve'), amy.click('decline')]);
    await journey.lena.waitForView(/Approved|decided already/);
    await amy.waitForView(/未批准|已经有决定/);
    const one = await journey.caseOf(orderId);
    const moves = (await journey.audit(one?.id ?? '')).filter((event) => event.kind === 'moved');
    expect(moves).toHaveLength(1);
  });

  it('is ruled out at the click when the order was shipped meanwhile', async () => {
    await ask();
    await review();
    await journey.lena.waitForView(/\[Approve\]/);
    journey.amazon.control.amazonCancels(orderId);
    await journey.lena.click('approve');
    await journey.lena.waitForView(/The order cannot be cancelled any more\. Nothing was sent\./);
    await journey.later(60);
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'not_sent', detail: 'already-cancelled' });
    expect(journey.calls('createFeed')).toBe(0);
  });

  it('stays open when Amazon does not answer at the click', async () => {
    await ask();
    await review();
    await journey.lena.waitForView(/\[Approve\]/);
    journey.amazon.control.fault({ kind: 'server-error', operation: 'getOrder', times: 1 });
    await journey.lena.click('approve');
    await journey.lena.waitForView(/Amazon does not answer/);
    expect(await state()).toBe('awaiting_approval');
  });

  it('ends as declined when nobody decides in a day', async () => {
    await ask();
    journey.clock.advance(25 * 3_600_000);
    await journey.work();
    await journey.work();
    expect([await state(), journey.calls('createFeed')]).toEqual(['expired', 0]);
    expect(told()).toContain('Nobody decided in time. It counts as declined');
  });

  it('is asked for when fraud is suspected, whatever the rate', async () => {
    const { unshipped } = journey.amazon.shop.samples;
    await fillIn(journey.anna, {
      orderId: unshipped,
      reason: 'other',
      subReason: 'fraud',
      signals: ['many_units', 'forwarder'],
      note: 'forwarder address',
    });
    expect(journey.anna.viewText()).toContain('A lead has to approve it: this reason always needs it.');
    expect(journey.anna.viewText()).toContain('[Ask for approval]');
  });
});

describe('a request that a lead would have to approve, where nobody may', () => {
  it('is refused with what to set up, and nothing is changed', async () => {
    const journey = await startJourney({ environment: { APPROVERS: '', APPROVALS_CHANNEL: '' } });
    const orderId = journey.amazon.shop.samples.unshippedJapanese;
    await fillIn(journey.anna, { orderId, reason: 'defect', subReason: 'damaged' });
    await journey.anna.click('confirm_request');
    await journey.anna.waitForView(
      /nobody who may is set up\. Ask your admin to set APPROVERS and APPROVALS_CHANNEL\. Nothing was changed\./,
    );
    expect(await journey.caseOf(orderId)).toBeUndefined();
    await journey.end();
  });
});

describe('an approver by user group', () => {
  it('may decide without being named, and calls on the group go to its members', async () => {
    const journey = await startJourney({ environment: { APPROVERS: '', APPROVER_GROUP: 'S0LEADS01' } });
    try {
      const orderId = journey.amazon.shop.samples.unshippedJapanese;
      await requestCancellation(journey.anna, { orderId, reason: 'defect', subReason: 'damaged' });
      await journey.work();
      const ben = journey.slack.person('U0AGENT02');
      await ben.clickMessage(journey.button(APPROVALS, orderId, 'approve'));
      await ben.waitForEphemeral(/You are not an approver/);
      await journey.lena.clickMessage(journey.button(APPROVALS, orderId, 'approve'));
      await journey.lena.waitForEphemeral(/Approved/);
      expect(await journey.caseOf(orderId)).toMatchObject({ state: 'queued', decidedBy: 'U0LEAD001' });
    } finally {
      await journey.end();
    }
  });

  it('is nobody while Slack does not tell who is in the group', async () => {
    const journey = await startJourney({ environment: { APPROVER_GROUP: 'S0LEADS01' } });
    try {
      const orderId = journey.amazon.shop.samples.unshippedJapanese;
      await requestCancellation(journey.anna, { orderId, reason: 'defect', subReason: 'damaged' });
      await journey.work();
      journey.slack.fault({ method: 'users.info', kind: 'error', error: 'internal_error', times: 9 });
      await journey.lena.clickMessage(journey.button(APPROVALS, orderId, 'approve'));
      await journey.lena.waitForEphemeral(/You are not an approver/);
      expect(await journey.caseOf(orderId)).toMatchObject({ state: 'awaiting_approval' });
    } finally {
      await journey.end();
    }
  });
});
