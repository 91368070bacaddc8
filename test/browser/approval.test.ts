import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { openBrowser, takeSeat } from './seat.js';

describe('a cancellation that a lead has to approve', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => await browser.close());

  it('is declined with an explanation, asked for again, and approved, all from the window', async () => {
    const { url, orders } = inject('places').en;
    const [orderId = ''] = orders.JP;
    const anna = await takeSeat(browser, url, 'anna');
    const lena = await takeSeat(browser, url, 'lena');
    const ask = async (): Promise<void> => {
      await anna.goTo('# orders');
      await anna.command(`/cancel-order ${orderId}`);
      await anna.pick('Reason', 'Defective or damaged');
      await anna.pick('More exactly', 'Damaged');
      await anna.reads('A lead has to approve it: the rate would come close to the target.');
      await anna.press('Next: message');
      await anna.press('Next: check');
      await anna.reads('Nothing is sent before a lead has approved it.');
      await anna.press('Ask for approval');
      await anna.press('Yes, go ahead');
      await anna.reads(`Order ${orderId} waits for a lead. You get a direct message when it is decided.`);
      await anna.escape();
    };
    await lena.goTo('# approvals');

    await ask();
    await lena.readsAbout(orderId, `Approval wanted: cancel order ${orderId}`, 'Asked for by @Anna', 'then it counts as declined.');
    await lena.press('Review…');
    await lena.reads('Review a request', `Order ${orderId}`, 'It can be cancelled.', 'With this one, 7 days:');
    await lena.press('Decline');
    await lena.reads('The order is not cancelled, and the requester reads your explanation.');
    await lena.press('Yes, go ahead');
    await lena.reads('Say why it is declined, in a sentence. Then press Decline again.');
    await lena.dialog.getByLabel('Why not? (the requester reads it)').fill('Two more are on their way.');
    await lena.press('Decline');
    await lena.press('Yes, go ahead');
    await lena.reads('Declined. The requester is told.');
    await lena.escape();
    await lena.readsAbout(orderId, 'Declined', 'Decided by @Lena');
    await anna.goTo('Cancel Desk');
    await anna.page.getByRole('tab', { name: 'Messages' }).click();
    await anna.readsAbout(orderId, 'Declined', 'Because: Two more are on their way.');

    await ask();
    await lena.readsAbout(orderId, 'Approval wanted');
    await lena.press('Review…');
    await lena.reads('Review a request');
    await lena.press('Approve');
    await lena.reads('The order will be cancelled at Amazon. This cannot be taken back after the outbox window.');
    await lena.press('Yes, go ahead');
    await lena.reads('Approved. It leaves after the outbox window.');
    await lena.escape();
    await anna.readsAbout(orderId, 'Cancelled at Amazon', 'Message to the buyer: sent.');
    await anna.leave();
    await lena.leave();
  });

  it('is declined and approved in Chinese, too', async () => {
    const { url, orders } = inject('places').zh;
    const [orderId = ''] = orders.JP;
    const anna = await takeSeat(browser, url, 'anna');
    const lena = await takeSeat(browser, url, 'lena');
    const ask = async (): Promise<void> => {
      await anna.goTo('# orders');
      await anna.command(`/cancel-order ${orderId}`);
      await anna.pick('原因', '有缺陷或损坏');
      await anna.pick('具体原因', '损坏');
      await anna.reads('需要主管批准：取消率会接近目标值。');
      await anna.press('下一步：消息');
      await anna.press('下一步：检查');
      await anna.reads('主管批准之前不会发送任何内容。');
      await anna.press('申请批准');
      await anna.press('是，继续');
      await anna.reads(`订单 ${orderId} 正在等待主管批准。有结果时您会收到私信。`);
      await anna.escape();
    };
    await lena.goTo('# approvals');

    await ask();
    await lena.readsAbout(orderId, `请批准：取消订单 ${orderId}`, '@Anna', '之后视为未批准。');
    await lena.press('审核……');
    await lena.reads('审核申请', `订单 ${orderId}`, '可以取消。', '包含此单，7 天：');
    await lena.press('不批准');
    await lena.reads('该订单不会被取消，申请人会看到您的说明。');
    await lena.press('是，继续');
    await lena.reads('请用一句话说明不批准的原因，然后再次点击“不批准”。');
    await lena.dialog.getByLabel('为什么不批准？（申请人会看到）').fill('还有两件在途。');
    await lena.press('不批准');
    await lena.press('是，继续');
    await lena.reads('未批准。申请人会收到通知。');
    await lena.escape();
    await lena.readsAbout(orderId, '未批准', '@Lena');
    await anna.goTo('Cancel Desk');
    await anna.page.getByRole('tab', { name: '消息' }).click();
    await anna.readsAbout(orderId, '未批准', '因为：还有两件在途。');

    await ask();
    await lena.readsAbout(orderId, '请批准');
    await lena.press('审核……');
    await lena.reads('审核申请');
    await lena.press('批准');
    await lena.reads('该订单将在亚马逊取消。发件箱时间过后无法撤回。');
    await lena.press('是，继续');
    await lena.reads('已批准。发件箱时间过后发出。');
    await lena.escape();
    await anna.readsAbout(orderId, '亚马逊已取消', '给买家的消息：已发送。');
    await anna.leave();
    await lena.leave();
  });
});
