import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EmulatedDesk, request, startDesk } from './desk.js';

const NOT_OPENED = 'PRACTICE: Slack did not open the window in time. Nothing was changed. Please try again.';

describe('the app at a Slack that others have pretended', () => {
  let desk: EmulatedDesk;
  beforeEach(async () => {
    desk = await startDesk();
  });
  afterEach(async () => await desk.end());

  it('cancels an order from the command to the last change of the status message', async () => {
    const { slack, amazon, anna, orders } = desk;
    const orderId = amazon.shop.samples.outOfStock;
    await request(anna, { orderId, channelId: orders, reason: 'out_of_stock', subReason: 'count_wrong' });
    expect(anna.text()).toContain(`Order ${orderId} leaves for Amazon in 60 s.`);
    const [opened, ...others] = slack.callsOf('views.open');
    expect([opened?.answer.ok, others]).toEqual([true, []]);
    expect(JSON.stringify(opened?.answer.view?.blocks)).toContain('Reading the order at Amazon …');

    await desk.work();
    const posted = await desk.messageAbout(orders, orderId);
    expect(posted.text).toContain(':hourglass_flowing_sand: In the outbox');
    expect([posted.edited, amazon.shop.order(orderId)?.status]).toEqual([false, 'UNSHIPPED']);

    await desk.later(180);
    const changed = await desk.messageAbout(orders, orderId);
    expect(changed.text).toContain(':white_check_mark: Cancelled at Amazon');
    expect(changed.text).toContain(':envelope: Message to the buyer: sent.');
    expect(changed.text).toContain('shelf is empty');
    expect([changed.ts, changed.edited]).toEqual([posted.ts, true]);
    expect(amazon.shop.order(orderId)?.status).toBe('CANCELLED');
    expect([desk.calls('createFeed'), desk.calls('createUnexpectedProblem')]).toEqual([1, 1]);
  });

  it('needs no scope but those of the manifest', async () => {
    const { slack, amazon, anna, orders } = desk;
    await request(anna, { orderId: amazon.shop.samples.outOfStock, channelId: orders, reason: 'out_of_stock', subReason: 'oversold' });
    await desk.later(180);
    expect(slack.calls.filter((call) => !call.answer.ok)).toEqual([]);
    expect(new Set(slack.calls.map((call) => call.method))).toEqual(
      new Set(['auth.test', 'views.open', 'views.update', 'users.info', 'chat.postMessage', 'chat.update']),
    );
    expect(desk.logged).toEqual([]);
  });

  it('has a lead approve what passes 80 % of the target, and tells the requester', async () => {
    const { slack, amazon, anna, lena, orders, approvals } = desk;
    const orderId = amazon.shop.samples.unshippedJapanese;
    await request(anna, { orderId, channelId: orders, reason: 'defect', subReason: 'damaged' });
    expect(anna.text()).toContain(`Order ${orderId} waits for a lead. You get a direct message when it is decided.`);
    await desk.work();
    const card = await desk.messageAbout(approvals, orderId);
    expect(card.text).toContain(`Approval wanted: cancel order ${orderId}`);
    expect(card.text).toContain(':raised_hand: A lead has to approve it: the rate would come close to the target.');
    expect(desk.calls('createFeed')).toBe(0);

    await lena.pressOn(card, 'review');
    await lena.sees('Approve');
    expect(lena.text()).toContain('shelf is empty');
    await lena.press('approve');
    await lena.sees('Approved. It leaves after the outbox window.');
    await desk.later(300);
    expect([desk.calls('createFeed'), amazon.shop.order(orderId)?.status]).toEqual([1, 'CANCELLED']);
    const decided = await desk.messageAbout(approvals, orderId);
    expect(decided.text).toContain(`Request to cancel order ${orderId}`);
    expect(decided.text).toContain(`Decided by <@${lena.userId}>`);
    expect(decided.text).not.toContain('Review…');
    expect([decided.ts, decided.edited]).toEqual([card.ts, true]);

    // As at Slack, a message to a person's id makes the conversation, and later changes go to its id.
    const direct = slack.callsOf('chat.postMessage').find((call) => call.sent.get('channel') === anna.userId);
    const told = await desk.messageAbout(direct?.answer.channel ?? '', orderId);
    expect(told.text).toContain(':white_check_mark: Cancelled at Amazon');
    expect(told.edited).toBe(true);
  });

  it('answers a look-up at once and then in its place, with a button that starts a request', async () => {
    const { slack, amazon, anna, orders } = desk;
    const orderId = amazon.shop.samples.multiItem;
    const answer = await anna.command(`/find-order ${orderId}`, { channelId: orders });
    expect(JSON.parse(answer)).toEqual({ response_type: 'ephemeral', text: `PRACTICE: Looking up ${orderId} …` });
    const said = await vi.waitUntil(() => slack.said[0]);
    expect(said).toMatchObject({ response_type: 'ephemeral', replace_original: true, text: `PRACTICE: Order ${orderId}` });
    expect(JSON.stringify(said)).toContain('2 × Insulated Travel Mug, 12 oz');
    expect(JSON.stringify(said)).toContain(':white_check_mark: It can be cancelled.');
    expect(await slack.history(orders)).toEqual([]);
    await anna.pressOn({ channelId: orders, blocks: said['blocks'] }, 'cancel_order');
    await anna.sees('Pick a reason');
    expect(anna.text()).toContain('2 × Insulated Travel Mug, 12 oz');
  });

  it('asks for the order when the command names none', async () => {
    const { amazon, anna, orders } = desk;
    await anna.command('/cancel-order', { channelId: orders });
    await anna.sees('Order id');
    anna.type('order_id', amazon.shop.samples.unshipped);
    await anna.submit();
    await anna.sees('Pick a reason');
    expect(anna.text()).toContain(amazon.shop.samples.unshipped);
  });

  it('says so when the trigger of a command is too old, was used, or is none', async () => {
    const { slack, amazon, anna, orders } = desk;
    const { unshipped, prime } = amazon.shop.samples;
    const [old, used] = [await anna.trigger(), await anna.trigger()];
    await anna.command(`/cancel-order ${unshipped}`, { channelId: orders, triggerId: used });
    await anna.sees('Pick a reason');
    const reads = desk.calls('getOrder');
    // emulate counts whole seconds: a trigger is gone after 2 to 3 s.
    await setTimeout(3_050);
    for (const triggerId of [old, used, '1.2.none']) await anna.command(`/cancel-order ${prime}`, { channelId: orders, triggerId });
    await vi.waitFor(() => expect(slack.said.map((one) => one.text)).toEqual([NOT_OPENED, NOT_OPENED, NOT_OPENED]));
    const refused = slack.callsOf('views.open').flatMap((call) => call.answer.error ?? []);
    expect(new Set(refused)).toEqual(new Set(['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id']));
    expect(desk.calls('getOrder')).toBe(reads);
  });

  it('follows a case in a direct message when it was asked for where the app is not', async () => {
    const { slack, amazon, anna } = desk;
    const orderId = amazon.shop.samples.outOfStock;
    await request(anna, { orderId, channelId: slack.idOf('closed'), reason: 'out_of_stock', subReason: 'oversold' });
    await desk.later(180);
    const posts = slack.callsOf('chat.postMessage');
    // Slack says channel_not_found of a private channel without the app.
    expect(posts.map((call) => [call.sent.get('channel'), call.answer.error])).toEqual([
      [slack.idOf('closed'), 'not_in_channel'],
      [anna.userId, undefined],
    ]);
    const told = await desk.messageAbout(posts[1]?.answer.channel ?? '', orderId);
    expect(told.text).toContain(':white_check_mark: Cancelled at Amazon');
    expect(amazon.shop.order(orderId)?.status).toBe('CANCELLED');
  });

  it('takes a request back by the button of the status message', async () => {
    const { slack, amazon, anna, orders } = desk;
    const orderId = amazon.shop.samples.unshipped;
    await request(anna, { orderId, channelId: orders, reason: 'defect', subReason: 'damaged' });
    await desk.work();
    await anna.pressOn(await desk.messageAbout(orders, orderId), 'undo');
    await vi.waitFor(() => expect(slack.said.map((one) => one.text)).toEqual(['PRACTICE: Taken back. Nothing was sent to Amazon.']));
    await desk.later(180);
    const undone = await desk.messageAbout(orders, orderId);
    expect(undone.text).toContain(':leftwards_arrow_with_hook: Taken back. Nothing was sent');
    expect(undone.text).not.toContain('Undo');
    expect([desk.calls('createFeed'), amazon.shop.order(orderId)?.status]).toEqual([0, 'UNSHIPPED']);
  });
});
