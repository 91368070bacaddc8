import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ShopOrder } from '../../src/practice/amazon/shop-types.js';
import { isCancellable } from '../support/cancellable.js';
import { putIntoOutbox } from '../support/case-of-order.js';
import { type Journey, startJourney } from '../support/journey.js';
import { fillIn } from '../support/request.js';
import { type PlantedFault, SLACK_FAULTS } from '../support/slack-faults.js';
import { askForApproval } from '../support/waiting-case.js';

const APPROVALS = 'C0APPROV1';
const WRONG = 'Something went wrong on our side';
/** What is over in a moment. A 429 that does not say until when may not be. */
const PASSING = SLACK_FAULTS.filter(([, fault]) => !('retryAfter' in fault));
/** So often that neither the answer nor what is said of it in its place arrives. */
const ALL_ANSWERS = 4;

describe('what one person waits for', () => {
  let journey: Journey;
  let open: ShopOrder[];
  beforeAll(async () => {
    journey = await startJourney({ orders: 1_000 });
    journey.amazon.control.setRateLimits(false);
    open = journey.amazon.shop.listOrders().filter(isCancellable);
  });
  beforeEach(async () => {
    // There is a call of Amazon's and a post of Slack's for everybody again.
    journey.clock.advance(10_000);
    await journey.work();
  });
  afterEach(() => {
    journey.slack.faults.clear();
    while (journey.anna.view() !== undefined) journey.anna.close();
  });
  afterAll(async () => await journey.end());

  const plant = (fault: PlantedFault, method: string, times = 1): void => journey.slack.fault({ ...fault, method, times });
  const soon = { timeout: 10_000 };
  const met = async (): Promise<void> => await expect.poll(() => journey.slack.faults.list(), soon).toEqual([]);
  const anOrder = (): ShopOrder => {
    const order = open.shift();
    if (order === undefined) throw new Error('No order left');
    return order;
  };
  /** Lena presses *Approve* on the card of an order. */
  const approve = async (order: ShopOrder): Promise<void> => {
    await askForApproval(journey.app.desk, order, 'U0AGENT01');
    await journey.work();
    await journey.lena.clickMessage(journey.button(APPROVALS, order.orderId, 'approve'));
  };

  it.each(PASSING)('is there once after %s: the card of an order, in the place of “Looking up …”', async (_name, fault) => {
    const { anna } = journey;
    const { orderId } = anOrder();
    const before = anna.ephemerals().length;
    plant(fault, 'response_url');
    await anna.command(`/find-order ${orderId}`);
    await anna.waitForEphemeral(new RegExp(`${orderId}.*Seller Central`));
    await met();
    expect(anna.ephemerals()).toHaveLength(before + 1);
  });

  it.each(PASSING)('is there after %s: the answer to a lead, who approves once', async (_name, fault) => {
    const { lena } = journey;
    const order = anOrder();
    const before = lena.ephemerals().length;
    plant(fault, 'response_url');
    await approve(order);
    const copies = fault.kind === 'reset-after' ? 2 : 1;
    await expect.poll(() => lena.ephemerals().length, soon).toBe(before + copies);
    await met();
    const said = lena.ephemerals().slice(before);
    expect(said.map(({ text }) => text)).toEqual(said.map(() => 'PRACTICE: Approved. It leaves after the outbox window.'));
    const one = await journey.caseOf(order.orderId);
    expect(one).toMatchObject({ state: 'queued', decidedBy: 'U0LEAD001' });
    expect((await journey.audit(one?.id ?? '')).filter(({ kind }) => kind === 'moved')).toHaveLength(1);
  });

  it('comes by direct message where the address of the request takes nothing', async () => {
    const { slack } = journey;
    const order = anOrder();
    plant({ kind: 'http-500' }, 'response_url', ALL_ANSWERS);
    await approve(order);
    await met();
    await expect.poll(() => slack.directMessages('U0LEAD001').at(-1)?.text, soon).toContain(WRONG);
    expect(slack.directMessages('U0LEAD001').at(-1)?.text).toContain('Look the order up with `/find-order` before you try again.');
    expect((await journey.caseOf(order.orderId))?.state).toBe('queued');
  });

  it.each(PASSING)('is there after %s: the step that follows “One moment”', async (_name, fault) => {
    const { anna } = journey;
    plant(fault, 'views.update');
    await anna.command(`/cancel-order ${anOrder().orderId}`);
    await anna.waitForView(/Reason:/);
    await met();
  });

  it('is, after a 429 that does not say until when, that something went wrong, and what to do', async () => {
    const { anna } = journey;
    plant({ kind: 'ratelimited', retryAfter: null }, 'views.update');
    await anna.command(`/cancel-order ${anOrder().orderId}`);
    await anna.waitForView(new RegExp(WRONG));
    expect(anna.viewText()).toContain('Look the order up with `/find-order` before you try again.');
  });

  it.each(PASSING)('is there after %s: that the request was taken, and it was once', async (_name, fault) => {
    const { anna, engine } = journey;
    const { orderId } = anOrder();
    await fillIn(anna, { orderId, reason: 'out_of_stock', subReason: 'oversold' });
    plant(fault, 'views.update');
    await anna.click('confirm_request');
    await anna.waitForView(/\[ Requested \]/);
    await met();
    expect(await engine.prisma.cancellationCase.count({ where: { orderId } })).toBe(1);
  });

  it.each(SLACK_FAULTS)('is there after %s: a window above another, when it is asked for again', async (_name, fault) => {
    const { anna } = journey;
    const openFirst = async (): Promise<void> => {
      while (anna.view() !== undefined) anna.close();
      await anna.command('/find-order us');
      await anna.waitForView(/\[Open order\]/);
      await anna.click(/open_order:[\d-]+/.exec(JSON.stringify(anna.view()?.modal))?.[0] ?? 'gone');
    };
    plant(fault, 'views.push');
    await openFirst();
    await met();
    await openFirst();
    await anna.waitForView(/Seller Central/);
  });

  it.each(PASSING)('is there after %s: what is said on the Home', async (_name, fault) => {
    const { anna } = journey;
    const { id } = await putIntoOutbox(journey.app.desk, anOrder());
    await anna.openHome();
    plant(fault, 'views.publish');
    await anna.clickHome(`check_again:${id}`);
    await expect.poll(() => anna.homeText(), soon).toContain('There is nothing to check');
    await met();
  });
});
