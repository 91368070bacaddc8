import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderIdSchema } from '../../src/domain/ids.js';
import { PLANTED_BUYER_DATA } from '../../src/practice/amazon/server.js';
import type { Person } from '../../src/practice/slack/person.js';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { type Journey, startJourney } from '../support/journey.js';

const INBOX = 'C0CANCEL1';
const WAREHOUSE = 'C0WAREHS1';
const environment = { INBOX_CHANNEL: INBOX, WAREHOUSE_CHANNEL: WAREHOUSE };

describe('a buyer who asks Amazon for the cancellation', () => {
  let journey: Journey;
  let orderId: string;
  beforeEach(async () => {
    journey = await startJourney({ environment });
    orderId = journey.amazon.shop.samples.unshipped;
  });
  afterEach(async () => await journey.end());

  /** Our copy is refreshed. */
  const lookUp = async (): Promise<void> => {
    journey.clock.advance(61_000);
    await journey.anna.command(`/find-order ${orderId}`);
    const readAt = async () => (await journey.app.desk.orders.findAnywhere(orderIdSchema.parse(orderId)))?.readAt;
    await expect.poll(readAt, { timeout: 10_000 }).toEqual(journey.clock.now());
  };
  /** The same, and what follows from it is done. */
  const see = async (): Promise<void> => {
    await lookUp();
    await journey.work();
  };
  const ask = async (): Promise<void> => {
    journey.amazon.control.requestCancellation(orderId);
    await see();
  };
  const inbox = (): string => journey.posted(INBOX, orderId);
  const warehouse = (): string[] =>
    journey.slack
      .messages(WAREHOUSE)
      .map((message) => readAloud(message.blocks).split('\n')[1] ?? '')
      .filter((said) => said.includes(orderId));
  const press = async (person: Person, actionId: string): Promise<void> =>
    void (await person.clickMessage(journey.button(INBOX, orderId, actionId)));
  const confirm = async (person: Person): Promise<void> => {
    await person.waitForView(/Reason: Buyer asked/);
    await person.submit();
    await person.waitForView(/Message to the buyer/);
    await person.submit();
    await person.waitForView(/Check and confirm/);
    await person.click('confirm_request');
    await person.waitForView(/\[ Requested \]/);
    person.close();
  };
  const states = async (): Promise<unknown[]> =>
    (await journey.engine.prisma.buyerRequestRow.findMany({ where: { orderId }, orderBy: { noticedAt: 'asc' } })).map((row) => [
      row.state,
      row.endedAs,
      row.claimedBy,
    ]);

  it('is posted once in the inbox and stops the warehouse once, however often the order is seen', async () => {
    await ask();
    await see();
    await see();
    expect(inbox().split('\n').slice(1)).toEqual([
      `*A buyer asks to cancel order ${orderId}* · Amazon US`,
      ':bust_in_silhouette: Nobody has it yet.',
      '• 1 × Yoga Mat, 6 mm, Non-Slip',
      'Total: $29.50',
      expect.stringMatching(/^Ship by 2026-11-2\d \d\d:\d\d UTC$/),
      'The buyer asked Amazon to cancel it (2026-11-24 15:02 UTC at the latest): “Changed mind about purchase”. It will not count.',
      'Noticed 2026-11-24 15:03 UTC.',
      'The warehouse was told not to ship it.',
      '[Claim] [Cancel as requested] [Already packed…] [Open requests]',
    ]);
    expect(warehouse()).toEqual([`:octagonal_sign: *Do not ship ${orderId}*: the buyer asks to cancel it. More follows here.`]);
    expect(await states()).toEqual([['open', null, null]]);
  });

  it('is claimed and cancelled as requested, which does not count, and the warehouse hears of it', async () => {
    await ask();
    await press(journey.anna, 'claim_request');
    await journey.anna.waitForEphemeral(/It is yours now\./);
    await journey.work();
    expect(inbox()).toContain(':bust_in_silhouette: <@U0AGENT01> sees to it, since 2026-11-24 15:03 UTC.');
    await press(journey.anna, 'cancel_requested');
    await confirm(journey.anna);
    await journey.later(300);
    expect(await journey.caseOf(orderId)).toMatchObject({
      state: 'cancelled',
      reason: 'buyer_asked',
      code: 'BuyerCanceled',
      counts: false,
    });
    expect(journey.amazon.shop.order(orderId)?.status).toBe('CANCELLED');
    expect(await states()).toEqual([['ended', 'cancelled', 'U0AGENT01']]);
    const posts = journey.slack.messages(INBOX).map(({ blocks }) => readAloud(blocks));
    expect(posts.find((said) => said.includes(`asks to cancel order ${orderId}`))).toMatch(
      /:white_check_mark: The order is cancelled\. Noticed .*\n(?:.*\n)*The warehouse was told that it is cancelled\.\n\[Open requests\]/,
    );
    expect(warehouse()).toEqual([
      `${orderId} was stopped because the buyer asked to cancel it. *It is cancelled: do not ship it.*`,
      `:no_entry: *${orderId} is cancelled*: do not ship it.`,
    ]);
  });

  it('goes to one of two who claim at the same moment, and the other is told who', async () => {
    await ask();
    const ben = journey.slack.person('U0AGENT02');
    await Promise.all([press(journey.anna, 'claim_request'), press(ben, 'claim_request')]);
    const [[, , winner] = []] = (await states()) as [string, null, string][];
    const loser = winner === 'U0AGENT01' ? ben : journey.anna;
    await loser.waitForEphemeral(new RegExp(`<@${winner}> sees to it already\\. Nothing was changed\\.`));
    const moves = await journey.engine.prisma.requestAuditRow.findMany({ where: { event: { path: ['to'], equals: 'claimed' } } });
    expect(moves).toHaveLength(1);
    await press(loser, 'cancel_requested');
    await loser.waitForView(new RegExp(`<@${winner}> sees to it already`));
  });

  it('can be taken over in the list, from whoever is seen to have it', async () => {
    await ask();
    await press(journey.anna, 'claim_request');
    await journey.anna.waitForEphemeral(/It is yours now\./);
    const ben = journey.slack.person('U0AGENT02');
    await press(ben, 'open_requests');
    await ben.waitForView(/\*\d+\* buyers wait for an answer, soonest ship-by first\./);
    expect(ben.viewText()).toMatch(/waits for 0 min · Ship by .* \(\d+ (?:h|days) left\)/);
    const takeOver = journey.button(INBOX, orderId, 'cancel_requested').actionId.replace('cancel_requested', 'claim_request');
    await ben.click(takeOver);
    await ben.waitForView(/It is yours now\./);
    expect(await states()).toEqual([['claimed', null, 'U0AGENT02']]);
    await ben.click(takeOver.replace('claim_request', 'cancel_requested'));
    await ben.waitForView(/Reason: Buyer asked/);
  });

  it('is told when it was packed already, and the warehouse ships it after all', async () => {
    await ask();
    await press(journey.anna, 'already_packed');
    await journey.anna.waitForView(/We have received your cancellation request for order/);
    const send = /tell_buyer:[0-9a-f-]+/.exec(JSON.stringify(journey.anna.view()))?.[0] ?? '';
    await journey.work();
    expect(warehouse()).toEqual([
      `${orderId} was stopped because the buyer asked to cancel it. *Ship it after all.*`,
      `:package: *Ship ${orderId} after all*: it is not cancelled.`,
    ]);
    expect(journey.calls('createUnexpectedProblem')).toBe(0);
    await journey.anna.click(send);
    await journey.anna.waitForView(/The message goes out now\./);
    await journey.work();
    expect(inbox()).toMatch(
      /Packed already, said <@U0AGENT01>, .*\n:envelope: Message to the buyer: sent\. It went out 2026-11-24 15:03 UTC\./,
    );
    const sent = journey.amazon.ledger.find(({ operation }) => operation === 'createUnexpectedProblem')?.body;
    expect(sent).toContain(`for order ${orderId}. It had already been packed for shipping when your request reached us`);
    await see();
    await journey.later(60);
    expect([journey.calls('createUnexpectedProblem'), warehouse().length]).toEqual([1, 2]);
    expect(await states()).toEqual([['answered', null, null]]);
  });

  it('whose message has no clear answer is told of it never again, and a person is shown that', async () => {
    await ask();
    await press(journey.anna, 'already_packed');
    await journey.anna.waitForView(/We have received/);
    const send = /tell_buyer:[0-9a-f-]+/.exec(JSON.stringify(journey.anna.view()))?.[0] ?? '';
    journey.amazon.control.fault({ kind: 'timeout-after', operation: 'createUnexpectedProblem', times: 1 });
    await Promise.all([journey.anna.click(send), journey.anna.click(send)]);
    await journey.anna.waitForView(/The message goes out now\.|goes out next/);
    await journey.later(120);
    expect(inbox()).toContain(':warning: Message to the buyer: no clear answer from Amazon.');
    expect(journey.calls('createUnexpectedProblem')).toBe(1);
  });

  it('gets no message where Amazon offers none: it is there to be copied', async () => {
    orderId = journey.amazon.shop.samples.messagingNotOffered;
    await ask();
    await press(journey.anna, 'already_packed');
    await journey.anna.waitForView(/Amazon does not offer to send a message for this order\. Copy it into Seller Central\./);
    expect(journey.anna.viewText()).not.toContain('[Send to the buyer]');
    await journey.work();
    expect(inbox()).toContain('[Show the message]');
  });

  it('and takes it back lets the warehouse ship, and may ask again', async () => {
    await ask();
    journey.amazon.control.withdrawRequest(orderId);
    await see();
    expect(inbox()).toMatch(/The buyer does not ask for it any more\..*\n(?:.*\n)*The warehouse was told to ship it after all\./);
    expect(warehouse()[1]).toBe(`:package: *Ship ${orderId} after all*: it is not cancelled.`);
    await ask();
    expect(await states()).toEqual([
      ['ended', 'withdrawn', null],
      ['open', null, null],
    ]);
    expect(warehouse()[2]).toContain('*Do not ship');
  });

  it('whose order is shipped or cancelled by Amazon meanwhile is nobody’s to answer any more', async () => {
    await ask();
    const stale = journey.button(INBOX, orderId, 'cancel_requested');
    journey.amazon.control.ships(orderId);
    await see();
    expect(inbox()).toContain(':truck: The order is shipped.');
    expect(warehouse()).toEqual([`${orderId} was stopped because the buyer asked to cancel it. *It is shipped.*`]);
    await journey.anna.clickMessage(stale);
    await journey.anna.waitForView(/This request has ended\. Nothing was changed\.\n:truck: The order is shipped\./);
    await journey.anna.clickMessage({ ...stale, actionId: stale.actionId.replace('cancel_requested', 'already_packed') });
    await journey.anna.waitForView(/Already packed[\s\S]*This request has ended/);
    expect(await states()).toEqual([['ended', 'shipped', null]]);
  });

  it('cannot be answered as packed on an old copy: the order is looked at afresh', async () => {
    await ask();
    journey.amazon.control.amazonCancels(orderId);
    await press(journey.anna, 'already_packed');
    await journey.anna.waitForView(/This request has ended\. Nothing was changed\.\n:white_check_mark: The order is cancelled\./);
    await journey.work();
    expect(warehouse()[1]).toBe(`:no_entry: *${orderId} is cancelled*: do not ship it.`);
  });

  it('is not answered as packed while the cancellation is under way', async () => {
    await ask();
    await press(journey.anna, 'cancel_requested');
    await confirm(journey.anna);
    await press(journey.anna, 'already_packed');
    await journey.anna.waitForView(/Its cancellation is under way, so it must not be shipped\./);
    expect(await states()).toEqual([['claimed', null, 'U0AGENT01']]);
  });

  it('loses nothing by a restart: it is posted once, afterwards', async () => {
    journey.amazon.control.requestCancellation(orderId);
    await lookUp();
    await journey.restart();
    await journey.work();
    expect([inbox().includes('Nobody has it yet'), warehouse().length]).toEqual([true, 1]);
    await journey.restart();
    await journey.later(60);
    expect([inbox().includes('Nobody has it yet'), warehouse().length]).toEqual([true, 1]);
  });

  it('is not said to have stopped the warehouse when that is not certain, and no line is posted twice', async () => {
    journey.slack.fault({ kind: 'reset-after', method: 'chat.postMessage', times: 1 });
    await ask();
    await journey.later(120);
    expect(warehouse()).toHaveLength(1);
    expect(inbox()).toContain('It is not certain that the warehouse was told not to ship it. Please look in their channel.');
  });

  it('leaves nothing about the buyer in rows, log and Slack', async () => {
    orderId = journey.amazon.shop.samples.buyerRequestedFreeText;
    await see();
    await press(journey.anna, 'already_packed');
    await journey.anna.waitForView(/We have received/);
    await journey.work();
    const everything = [await journey.dump(), JSON.stringify(journey.slack.ledger), journey.logged.join('\n')].join('\n');
    expect(PLANTED_BUYER_DATA.filter((datum) => everything.includes(datum))).toEqual([]);
    expect(everything.includes('It had already been packed for shipping')).toBe(true);
  });
});
