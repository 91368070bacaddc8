import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { repeated, sentMessages, takenFeeds } from '../support/at-most-once.js';
import { type Journey, startJourney } from '../support/journey.js';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { isCancellable } from '../support/cancellable.js';
import { queueCancellations } from '../support/queued-cases.js';
import { type PlantedFault, SLACK_FAULTS } from '../support/slack-faults.js';
import { askForApproval } from '../support/waiting-case.js';

const CHANNEL = 'C0ORDERS1';
const APPROVALS = 'C0APPROV1';
const ONCE_MORE = 'Posted once more, in case the first card did not arrive. It is decided on once, on either.';

/** After which nobody can tell whether it was posted, and whether it was. */
const UNCLEAR = SLACK_FAULTS.filter(([, { kind }]) => kind !== 'ratelimited' && kind !== 'slow');

describe('a call to Slack that ends in', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({ orders: 1_000 });
    journey.amazon.control.setRateLimits(false);
  });
  afterEach(() => journey.slack.faults.clear());
  afterAll(async () => await journey.end());

  const messagesAbout = (orderId: string): number =>
    journey.slack.messages(CHANNEL).filter(({ blocks }) => JSON.stringify(blocks).includes(orderId)).length;
  const plant = (fault: PlantedFault, method: string): void => journey.slack.fault({ ...fault, method });
  const isCancelledOnce = (orderId: string): void => {
    expect(journey.amazon.shop.order(orderId)?.status).toBe('CANCELLED');
    expect(takenFeeds(journey.amazon.ledger).filter(({ orderIds }) => orderIds.includes(orderId))).toHaveLength(1);
    expect(sentMessages(journey.amazon.ledger).filter((one) => one === orderId)).toHaveLength(1);
    expect(repeated(sentMessages(journey.amazon.ledger))).toEqual([]);
  };

  it.each(SLACK_FAULTS)(
    '%s: a notice is there once at most, and the order is cancelled and its buyer told once',
    async (_name, fault, shown) => {
      const [orderId = ''] = await queueCancellations(journey, 1);
      plant(fault, 'chat.postMessage');
      await journey.later(180);
      expect(journey.slack.faults.list()).toEqual([]);
      expect(messagesAbout(orderId)).toBe(shown);
      isCancelledOnce(orderId);
    },
  );

  it.each(SLACK_FAULTS)('%s: a change of a message is made once more, so that it shows the end', async (_name, fault) => {
    const [orderId = ''] = await queueCancellations(journey, 1, 20);
    await journey.work();
    plant(fault, 'chat.update');
    await journey.later(300);
    expect(journey.slack.faults.list()).toEqual([]);
    expect(messagesAbout(orderId)).toBe(1);
    expect(journey.posted(CHANNEL, orderId)).toContain('Cancelled at Amazon');
    expect(journey.posted(CHANNEL, orderId)).toContain('Message to the buyer: sent.');
    isCancelledOnce(orderId);
  });

  it.each(SLACK_FAULTS)('%s: a window that did not open keeps nothing, and opens when it is asked for again', async (_name, fault) => {
    const { amazon, anna, slack } = journey;
    const order = amazon.shop.listOrders().find(isCancellable);
    if (order === undefined) throw new Error('No order left');
    plant(fault, 'views.open');
    await anna.command(`/cancel-order ${order.orderId}`);
    await expect.poll(() => slack.faults.list(), { timeout: 10_000 }).toEqual([]);
    anna.close();
    await anna.command(`/cancel-order ${order.orderId}`);
    await anna.waitForView(/Reason:/);
    anna.close();
    expect(await journey.caseOf(order.orderId)).toBeUndefined();
  });

  it('a 429 of 30 s for everything that is posted: a window opens and fills all the same', async () => {
    const { amazon, anna, slack } = journey;
    const orders = await queueCancellations(journey, 5);
    slack.fault({ kind: 'ratelimited', retryAfter: 30, method: 'chat.postMessage', times: 5 });
    await journey.work();
    expect(orders.map(messagesAbout)).toEqual([0, 0, 0, 0, 0]);
    const order = amazon.shop.listOrders().findLast(isCancellable);
    await anna.command(`/cancel-order ${order?.orderId}`);
    await anna.waitForView(/Reason:/);
    expect(orders.map(messagesAbout)).toEqual([0, 0, 0, 0, 0]);
    anna.close();
    slack.faults.clear();
    await journey.later(300);
    expect(orders.map(messagesAbout)).toEqual([1, 1, 1, 1, 1]);
    expect(orders.map((orderId) => amazon.shop.order(orderId)?.status)).toEqual(orders.map(() => 'CANCELLED'));
  });

  it.each(UNCLEAR)('%s: a card for approval comes once more after two minutes, and is decided on once', async (_name, fault, first) => {
    const { amazon, app, lena, slack } = journey;
    const order = amazon.shop.listOrders().find(isCancellable);
    if (order === undefined) throw new Error('No order left');
    const { orderId } = order;
    // The status message is posted before the card.
    slack.fault({ ...fault, method: 'chat.postMessage', times: 2 });
    await askForApproval(app.desk, order, 'U0AGENT01');
    const cards = () => slack.messages(APPROVALS).filter(({ blocks }) => JSON.stringify(blocks).includes(orderId));
    const texts = (): readonly string[] => cards().map(({ blocks }) => readAloud(blocks));
    await journey.later(110);
    expect(cards()).toHaveLength(first);
    await journey.later(20);
    expect(cards()).toHaveLength(first + 1);
    expect(texts()[first]).toContain(ONCE_MORE);
    await journey.later(600);
    expect(cards()).toHaveLength(first + 1);

    const press = async (card: number): Promise<void> => {
      const { ts = '' } = cards()[card] ?? {};
      const actionId = /"action_id":"(approve[^"]*)"/.exec(JSON.stringify(cards()[card]?.blocks))?.[1] ?? 'gone';
      await lena.clickMessage({ channelId: APPROVALS, ts, actionId });
    };
    // On whichever there is: of two on the one that Slack did not tell of.
    await press(0);
    await expect.poll(async () => (await journey.caseOf(orderId))?.decidedBy, { timeout: 10_000 }).toBe('U0LEAD001');
    await journey.later(300);
    expect(texts()[first]).toContain(':white_check_mark: Cancelled at Amazon');
    expect(texts()[first]).toContain('Decided by <@U0LEAD001>');
    expect(texts()[first]).not.toContain(ONCE_MORE);
    if (first === 1) {
      await press(0);
      await lena.waitForEphemeral(/It is decided already\.\\nDecided by <@U0LEAD001>/);
      await journey.later(60);
    }
    isCancelledOnce(orderId);
  });
});
