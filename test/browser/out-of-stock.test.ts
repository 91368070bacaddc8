import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { openBrowser, takeSeat } from './seat.js';

describe('an out-of-stock order', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => await browser.close());

  it('is cancelled by the agent, and the message follows it to the end', async () => {
    const { url, orders } = inject('places').en;
    const [orderId = ''] = orders.US;
    const anna = await takeSeat(browser, url, 'anna');
    await anna.command(`/cancel-order ${orderId}`);
    await anna.reads('Cancel an order', `Order ${orderId}`, 'It can be cancelled.', 'No cancellation request by the buyer at Amazon.');
    await anna.pick('Reason', 'Out of stock');
    await anna.pick('More exactly', 'The count was wrong');
    await anna.reads('It counts against the account.', '(target under 2.5 %)', 'Amazon does not put the units back on sale.');
    await anna.press('Next: message');
    await anna.reads('Message to the buyer', 'Send it when Amazon has cancelled the order');
    await anna.press('Next: check');
    await anna.reads('Check and confirm', `What: ${orderId}`, 'Why: Out of stock · The count was wrong', 'It leaves in 2 s');
    await anna.press('Cancel this order');
    await anna.reads('A cancelled order cannot be restored. The buyer would have to order again.');
    await anna.press('Yes, go ahead');
    await anna.reads('Requested', `Order ${orderId} leaves for Amazon in 2 s.`);
    await anna.escape();
    await anna.readsAbout(orderId, `Cancellation of order ${orderId}`, 'Cancelled at Amazon', 'Message to the buyer: sent.');
    await anna.leave();
  });

  it('is cancelled in Chinese, too', async () => {
    const { url, orders } = inject('places').zh;
    const [orderId = ''] = orders.US;
    const anna = await takeSeat(browser, url, 'anna');
    await anna.command(`/cancel-order ${orderId}`);
    await anna.reads('取消订单', `订单 ${orderId}`, '可以取消。', '买家没有在亚马逊申请取消。');
    await anna.pick('原因', '缺货');
    await anna.pick('具体原因', '库存数量有误');
    await anna.reads('会计入账户的取消率。', '（目标低于 2.5 %）', '亚马逊不会把这些商品重新上架。');
    await anna.press('下一步：消息');
    await anna.reads('给买家的消息', '亚马逊取消订单后发送');
    await anna.press('下一步：检查');
    await anna.reads('检查并确认', `订单： ${orderId}`, '原因： 缺货 · 库存数量有误', '2 秒后发出，在此之前可以撤销');
    await anna.press('取消该订单');
    await anna.reads('已取消的订单无法恢复，买家只能重新下单。');
    await anna.press('是，继续');
    await anna.reads('已提交', `订单 ${orderId} 将在 2 秒后发给亚马逊。`);
    await anna.escape();
    await anna.readsAbout(orderId, `取消订单 ${orderId}`, '亚马逊已取消', '给买家的消息：已发送。');
    await anna.leave();
  });
});
