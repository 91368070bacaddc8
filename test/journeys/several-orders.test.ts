import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { buttonOf, fillInBatch, messageLike, requestBatch } from '../support/batch.js';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';

const ORDERS = 'C0ORDERS1';
const OVERSOLD = { reason: 'out_of_stock', subReason: 'oversold' };

describe('several orders at once', () => {
  let journey: Journey;
  let first: string;
  let second: string;
  let third: string;
  beforeEach(async () => {
    journey = await startJourney({ orders: 2000 });
    ({ outOfStock: first, multiItem: second, anotherUnshipped: third } = journey.amazon.shop.samples);
  });
  afterEach(async () => await journey.end());

  const states = async (...orderIds: string[]): Promise<(string | undefined)[]> =>
    await Promise.all(orderIds.map(async (orderId) => (await journey.caseOf(orderId))?.state));
  const head = (): string => readAloud(messageLike(journey, ORDERS, /Cancellation of \d orders?\*/).blocks);

  it('are shown with a verdict each, confirmed once, leave in one feed, and are followed in one thread', async () => {
    const { anna, amazon } = journey;
    const { shipped } = amazon.shop.samples;
    await fillInBatch(anna, { orderIds: [first, shipped, second, first, third, '111-0000000-0000000', '112-22'], ...OVERSOLD });
    expect(anna.viewText()).toContain(`*What*: ${first}, ${second}, ${third}`);
    expect(anna.viewText()).toContain('*3 orders* ticked');
    expect(anna.viewText()).toContain('After these, of which 3 count: 3 =');
    expect(anna.viewText()).toContain('if Amazon offers it (English: 3)');
    await anna.click('back_to_batch');
    await anna.waitForView(/Orders to cancel/);
    expect(anna.viewText()).toContain('It is shipped. What is left is a return or a refund');
    expect(anna.viewText()).toContain('Amazon has no order 111-0000000-0000000');
    expect(anna.viewText()).toContain('“112-22” is not an Amazon order id.');
    expect(anna.viewText()).not.toContain(`[x] ${shipped}`);
    expect(anna.viewText().split(`[x] ${first}`)).toHaveLength(2);
    await anna.submit();
    await anna.waitForView(/Check and confirm/);
    await anna.click('confirm_batch');
    await anna.waitForView(/3 orders: on the way to Amazon in 60 s/);
    await journey.work();
    expect(head()).toContain('[Undo all]');
    await journey.later(300);
    expect(await states(first, second, third, shipped)).toEqual(['cancelled', 'cancelled', 'cancelled', undefined]);
    expect(journey.calls('createFeed')).toBe(1);
    const { ts } = messageLike(journey, ORDERS, /Cancellation of 3 orders/);
    const thread = journey.slack.messages(ORDERS).filter((one) => one.thread === ts);
    expect(thread.flatMap((one) => /order ([\d-]{19})/.exec(readAloud(one.blocks))?.[1] ?? []).sort()).toEqual(
      [first, second, third].sort(),
    );
    expect(head().match(/:white_check_mark: Cancelled at Amazon/g)).toHaveLength(3);
    expect(head()).not.toContain('[Undo all]');
    expect(journey.effects('createUnexpectedProblem')).toBe(3);
  });

  it('are ticked one by one, and what is not ticked is not cancelled', async () => {
    const { anna } = journey;
    await anna.command(`/cancel-order ${first} ${second}`);
    await anna.waitForView(/2 of 2 count against the account/);
    anna.check('batch_order:0', [second]);
    await anna.select('batch_reason', 'defect');
    await anna.waitForView(/1 of 1 counts against the account/);
    await anna.select('batch_sub_reason', 'damaged');
    anna.check('batch_order:0', []);
    await anna.submit();
    await anna.waitForView(/Tick at least one order\./);
    anna.check('batch_order:0', [second]);
    anna.check('batch_send', []);
    await anna.submit();
    await anna.waitForView(/\*Message\*: none/);
    await anna.click('confirm_batch');
    await anna.waitForView(/1 order: on the way/);
    expect(await states(first, second)).toEqual([undefined, 'queued']);
  });

  it('begin with the buyers’ reason only where every buyer asked, and count by each order’s own request', async () => {
    const { anna, amazon } = journey;
    const { buyerRequested, buyerRequestedGerman } = amazon.shop.samples;
    await anna.command(`/cancel-order ${buyerRequested} ${buyerRequestedGerman}`);
    await anna.waitForView(/None of them counts: the buyers asked Amazon for it\./);
    expect(anna.viewText()).toContain('Reason: Buyer');
    anna.close();
    await fillInBatch(anna, { orderIds: [buyerRequested, first], reason: 'buyer_asked' });
    expect(anna.viewText()).toContain('1 of them counts all the same');
    await anna.click('confirm_batch');
    await anna.waitForView(/2 orders: on the way/);
    const [asked, not] = [await journey.caseOf(buyerRequested), await journey.caseOf(first)];
    expect([asked?.code, asked?.counts, not?.code, not?.counts]).toEqual(['BuyerCanceled', false, 'GeneralAdjustment', true]);
  });

  it('sum their value by currency, and have a rate for each marketplace', async () => {
    const { anna, amazon } = journey;
    await fillInBatch(anna, { orderIds: [first, amazon.shop.samples.outOfStockGerman, second], ...OVERSOLD });
    expect(anna.viewText()).toMatch(/\*3 orders\* ticked, \$188\.57 \+ €[\d.]+ together\./);
    expect(anna.viewText()).toMatch(/\*Amazon US\*\n7 days: .* of which 2 count/);
    expect(anna.viewText()).toMatch(/\*Amazon DE\*\n7 days: .* of which 1 counts/);
    expect(anna.viewText()).toContain('English: 2, German: 1');
    expect(anna.viewText()).toContain('Several of these are orders of `HEADPHONE-BT7`');
  });

  it('are requested once however often the last click comes', async () => {
    const { anna } = journey;
    await fillInBatch(anna, { orderIds: [first, second], ...OVERSOLD });
    await Promise.all([anna.click('confirm_batch'), anna.click('confirm_batch').catch(() => undefined)]);
    await anna.waitForView(/2 orders: on the way to Amazon/);
    await journey.later(300);
    expect(await states(first, second)).toEqual(['cancelled', 'cancelled']);
    expect(journey.calls('createFeed')).toBe(1);
    const { rows } = await journey.engine.sql.executeSql('select id from cancellation_cases');
    expect(rows).toHaveLength(2);
    expect(journey.slack.messages(ORDERS)).toHaveLength(3);
  });

  it('leave out what somebody else has asked for meanwhile, and name it', async () => {
    const { anna, lena } = journey;
    await fillInBatch(anna, { orderIds: [first, second], ...OVERSOLD });
    await requestCancellation(lena, { orderId: second, reason: 'defect', subReason: 'damaged' });
    await anna.click('confirm_batch');
    await anna.waitForView(/1 order: on the way to Amazon/);
    expect(anna.viewText()).toContain(`Order ${second} has a request already, by <@U0LEAD001>.`);
    const held = await journey.caseOf(second);
    expect(held).toMatchObject({ requestedBy: 'U0LEAD001', batchId: undefined });
    expect(await journey.audit(held?.id ?? '')).toContainEqual({ kind: 'asked-again' });
  });

  it('are shown again when one was shipped meanwhile, and nothing is done', async () => {
    const { anna, amazon } = journey;
    await fillInBatch(anna, { orderIds: [first, second], ...OVERSOLD });
    amazon.control.ships(second);
    await anna.click('confirm_batch');
    await anna.waitForView(/Something changed while you were typing/);
    expect(anna.viewText()).toContain('It is shipped.');
    expect(await states(first, second)).toEqual([undefined, undefined]);
    await anna.submit();
    await anna.waitForView(/Check and confirm/);
    await anna.click('confirm_batch');
    await anna.waitForView(/1 order: on the way/);
  });

  it('are shown again when a buyer withdrew the request meanwhile, since it would count now', async () => {
    const { anna, amazon } = journey;
    const { buyerRequested } = amazon.shop.samples;
    await fillInBatch(anna, { orderIds: [first, buyerRequested], ...OVERSOLD });
    amazon.control.withdrawRequest(buyerRequested);
    await anna.click('confirm_batch');
    await anna.waitForView(/Something changed while you were typing/);
    expect(anna.viewText()).toContain('2 of 2 count against the account');
    expect(await states(first, buyerRequested)).toEqual([undefined, undefined]);
  });

  it('do nothing when one cannot be read at the last click, which may come again', async () => {
    const { anna, amazon } = journey;
    await fillInBatch(anna, { orderIds: [first, second], ...OVERSOLD });
    amazon.control.fault({ kind: 'server-error', operation: 'getOrder', times: 1 });
    await anna.click('confirm_batch');
    await anna.waitForView(/Amazon does not answer/);
    expect(await states(first, second)).toEqual([undefined, undefined]);
    await anna.click('confirm_batch');
    await anna.waitForView(/2 orders: on the way/);
  });

  it('are taken back together while they wait, by who asked', async () => {
    const { anna } = journey;
    await requestBatch(journey, anna, { orderIds: [first, second], ...OVERSOLD });
    const undoAll = buttonOf(messageLike(journey, ORDERS, /Cancellation of 2 orders/), ORDERS, 'undo_all');
    const ben = journey.slack.person('U0AGENT02');
    await ben.clickMessage(undoAll);
    await ben.waitForEphemeral(/Only the person who asked, or an approver, can do that\./);
    await anna.clickMessage(undoAll);
    await anna.waitForEphemeral(/2 orders taken back\. Nothing of it was sent to Amazon\./);
    await journey.later(300);
    expect([...(await states(first, second)), journey.calls('createFeed')]).toEqual(['undone', 'undone', 0]);
    expect(head().match(/Taken back/g)).toHaveLength(2);
  });

  it('survive a crash right after the last click', async () => {
    const { anna } = journey;
    await fillInBatch(anna, { orderIds: [first, second], ...OVERSOLD });
    await anna.click('confirm_batch');
    await anna.waitForView(/2 orders: on the way/);
    await journey.restart();
    await journey.later(300);
    expect(await states(first, second)).toEqual(['cancelled', 'cancelled']);
    expect(journey.slack.messages(ORDERS)).toHaveLength(3);
  });

  it('are no more than 20 at a time', async () => {
    const { anna, amazon } = journey;
    const ids = Object.values(amazon.shop.samples).slice(0, 23);
    await anna.command(`/cancel-order ${ids.join(' ')}`);
    await anna.waitForView(/20 at a time: 3 orders more that you named are not among them\./);
  });
});
